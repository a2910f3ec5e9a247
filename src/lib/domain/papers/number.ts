/** How papers are numbered, and the code by which anybody who holds one can check it. */

/** @returns `2026-000123`: of the school's papers of a year, the 123rd */
export const numberOf = ({ year, serial }: { year: number; serial: number }): string =>
  `${year}-${String(serial).padStart(6, '0')}`;

/** Crockford's base 32: no letter that is read as a digit, or the other way round. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 16;

/** Bytes of chance in a code: 80 bits, which nobody guesses. */
export const codeBytes = 10;

/** @returns a code of `codeBytes` bytes: 16 letters and digits */
export function codeOf(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return Array.from(
    { length: bits.length / 5 },
    (_, i) => alphabet[parseInt(bits.slice(i * 5, i * 5 + 5), 2)]
  ).join('');
}

/** @returns it as it is printed: `K7QM-4TXN-92HD-PR3W` */
export const printed = (code: string): string => code.match(/.{1,4}/g)!.join('-');

/**
 * @param text as somebody types it from paper
 * @returns the code that is meant; null where it can be none
 */
export function readCode(text: string): string | null {
  const code = text
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  return code.length === length && [...code].every((one) => alphabet.includes(one)) ? code : null;
}

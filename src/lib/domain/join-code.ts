/** What a class types to join: short, read aloud from a board, and mistaken for nothing else. */
import * as v from 'valibot';

/** Without what looks like something else (0 and O, 1, I and L, U and V). */
export const codeLetters = '23456789ABCDEFGHJKMNPQRSTWXYZ';
export const codeLength = 8;

/**
 * @param random an integer from 0 up to, not including, its argument
 * @returns a new code as it is stored, `K7QFM3XP`
 */
export const makeCode = (random: (below: number) => number): string =>
  Array.from({ length: codeLength }, () => codeLetters[random(codeLetters.length)]).join('');

/** @returns a code as people read it, `K7QF-M3XP` */
export const shownCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;

/** @returns what was typed as it would be stored; null where it can be no code */
export function readCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s\-–—.]/g, '');
  const isCode = code.length === codeLength && [...code].every((one) => codeLetters.includes(one));
  return isCode ? code : null;
}

export const mostPlaces = 500;
export const mostDays = 180;

/** How many may use a code, and for how many days. */
export const CodeRules = v.object({
  places: number(`Choose how many may join with it, 1 to ${mostPlaces}`, 1, mostPlaces, 40),
  days: number(`Choose for how many days it works, 1 to ${mostDays}`, 1, mostDays, 14)
});
export type CodeRules = v.InferOutput<typeof CodeRules>;

function number(complaint: string, least: number, most: number, usual: number) {
  return v.pipe(
    v.optional(v.union([v.number(), v.string()], complaint), usual),
    v.transform(Number),
    v.integer(complaint),
    v.minValue(least, complaint),
    v.maxValue(most, complaint)
  );
}

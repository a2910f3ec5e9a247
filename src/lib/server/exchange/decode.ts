/** The text of a file, in whatever encoding it was saved. */

export interface Decoded {
  text: string;
  /** Whether it could only be guessed: accents may be wrong. */
  isGuessed: boolean;
}

/**
 * @returns the text by its byte order mark or, in UTF-16 without one, by its zeros; else as UTF-8, else
 *   as Windows-1252, which reads any bytes
 */
export function decode(bytes: Uint8Array): Decoded {
  const wide = wideOf(bytes);
  if (wide) return { text: new TextDecoder(wide).decode(bytes), isGuessed: false };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), isGuessed: false };
  } catch {
    return { text: decodeAs('windows-1252', bytes), isGuessed: true };
  }
}

/**
 * @param name of an encoding, as files give it
 * @throws RangeError where it is unknown
 */
export function decodeAs(name: string, bytes: Uint8Array): string {
  const decoder = new TextDecoder(name);
  const text = decoder.decode(bytes);
  if (decoder.encoding !== 'windows-1252') return text;
  // Node 20 leaves control characters where this has quotation marks (WHATWG Encoding, index-windows-1252).
  return text.replace(/[\x80-\x9f]/g, (sign) => marks[sign.charCodeAt(0) - 0x80]!);
}

const marks =
  '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f' + // 0x80 to 0x8f
  '\x90‘’“”•–—˜™š›œ\x9džŸ';

function wideOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const start = bytes.subarray(0, 1000);
  const zeros = [0, 0];
  start.forEach((byte, i) => byte === 0 && zeros[i % 2]!++);
  const isMost = (of: number, other: number) =>
    zeros[of]! > start.length / 4 && zeros[other]! < zeros[of]! / 10;
  if (isMost(1, 0)) return 'utf-16le';
  return isMost(0, 1) ? 'utf-16be' : null;
}

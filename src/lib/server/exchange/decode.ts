/** The text of a file, in whatever encoding it was saved. */

export interface Decoded {
  text: string;
  /** Whether it could only be guessed: accents may be wrong. */
  isGuessed: boolean;
}

/**
 * @returns the text by its byte order mark, else as UTF-8, else as Windows-1252, which reads any bytes
 */
export function decode(bytes: Uint8Array): Decoded {
  const mark = [...bytes.subarray(0, 2)].map((byte) => byte.toString(16)).join('');
  const wide = { fffe: 'utf-16le', feff: 'utf-16be' }[mark];
  if (wide) return { text: new TextDecoder(wide).decode(bytes), isGuessed: false };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), isGuessed: false };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), isGuessed: true };
  }
}

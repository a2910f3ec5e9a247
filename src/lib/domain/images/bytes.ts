/** What the formats of pictures share: how their bytes are read, and what comes of that. */

/** A picture without what is not shown of it: no places, dates, names, comments or thumbnails. */
export interface Stripped {
  /** In pixels, as it is shown. */
  width: number;
  height: number;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Why a file is not taken, in a sentence that says how to mend it. */
export class Unreadable extends Error {}

export const damaged = () =>
  new Unreadable('The picture is damaged or was cut short: save it anew and try again');

/** @returns as many bytes from a place on; throws where there are not so many */
export function slice(bytes: Uint8Array, start: number, length: number): Uint8Array {
  if (start < 0 || length < 0 || start + length > bytes.length) throw damaged();
  return bytes.subarray(start, start + length);
}

/** @returns a byte; throws where there is none */
export const byteAt = (bytes: Uint8Array, place: number): number => slice(bytes, place, 1)[0]!;

export const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** @returns bytes as the letters of their ASCII */
export const letters = (bytes: Uint8Array, start: number, length: number): string =>
  String.fromCharCode(...slice(bytes, start, length));

export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let place = 0;
  for (const part of parts) {
    whole.set(part, place);
    place += part.length;
  }
  return whole;
}

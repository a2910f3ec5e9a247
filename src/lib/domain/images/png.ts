/** PNG, still or moving (W3C, Portable Network Graphics, third edition). */
import { damaged, joined, letters, slice, viewOf, type Stripped } from './bytes';

export const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Pixels, and what says how they look; not what tells of the picture, nor what we do not know. */
const kept = new Set([
  ...['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND', 'acTL', 'fcTL', 'fdAT'],
  ...['gAMA', 'cHRM', 'sRGB', 'iCCP', 'cICP', 'sBIT', 'bKGD', 'pHYs']
]);

export function stripPng(bytes: Uint8Array): Stripped {
  const parts = [slice(bytes, 0, signature.length)];
  let place = signature.length;
  let size: { width: number; height: number } | undefined;
  let hasPixels = false;
  for (;;) {
    const head = viewOf(slice(bytes, place, 8));
    const length = head.getUint32(0);
    const type = letters(bytes, place + 4, 4);
    const chunk = slice(bytes, place, length + 12);
    if (!size) {
      if (type !== 'IHDR' || length !== 13) throw damaged();
      const header = viewOf(chunk);
      size = { width: header.getUint32(8), height: header.getUint32(12) };
    }
    if (kept.has(type)) parts.push(chunk);
    hasPixels ||= type === 'IDAT';
    place += chunk.length;
    if (type !== 'IEND') continue;
    if (!hasPixels) throw damaged();
    return { ...size, bytes: joined(parts) };
  }
}

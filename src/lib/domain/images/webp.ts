/** WebP (RFC 9649), still or moving. */
import { byteAt, damaged, joined, letters, slice, viewOf, type Stripped } from './bytes';

const kept = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
const pixels = new Set(['VP8 ', 'VP8L', 'ANMF']);
/** What the header says of Exif and XMP data. */
const tells = 0x08 | 0x04;

export const isWebp = (bytes: Uint8Array): boolean =>
  bytes.length >= 12 && letters(bytes, 0, 4) === 'RIFF' && letters(bytes, 8, 4) === 'WEBP';

interface Chunk {
  type: string;
  body: Uint8Array;
  /** With its head, and filled up to an even length. */
  whole: Uint8Array;
}

export function stripWebp(bytes: Uint8Array): Stripped {
  const size = viewOf(slice(bytes, 0, 12)).getUint32(4, true);
  const chunks = chunksOf(slice(bytes, 12, size - 4)).filter(({ type }) => kept.has(type));
  const first = chunks[0];
  if (!first || !chunks.some(({ type }) => pixels.has(type))) throw damaged();
  const body = joined(chunks.map(shown));
  const head = new Uint8Array(12);
  head.set(bytes.subarray(0, 12));
  viewOf(head).setUint32(4, body.length + 4, true);
  return { ...sizeOf(first), bytes: joined([head, body]) };
}

function chunksOf(bytes: Uint8Array): Chunk[] {
  const chunks: Chunk[] = [];
  for (let place = 0; place < bytes.length;) {
    const length = viewOf(slice(bytes, place, 8)).getUint32(4, true);
    const even = length + (length % 2);
    chunks.push({
      type: letters(bytes, place, 4),
      body: slice(bytes, place + 8, length),
      // The last filling byte is often forgotten.
      whole: bytes.subarray(place, Math.min(bytes.length, place + 8 + even))
    });
    place += 8 + even;
  }
  return chunks;
}

/** The chunk without what it holds, or says that the file holds, beside the picture. */
function shown({ type, body, whole }: Chunk): Uint8Array {
  if (type === 'VP8X') {
    const copy = whole.slice();
    copy[8] = byteAt(copy, 8) & ~tells;
    return copy;
  }
  if (type !== 'ANMF') return whole;
  const frame = slice(body, 0, 16);
  const within = chunksOf(body.subarray(16)).filter((chunk) => kept.has(chunk.type));
  const inner = joined([frame, ...within.map((chunk) => chunk.whole)]);
  const head = whole.slice(0, 8);
  viewOf(head).setUint32(4, inner.length, true);
  return joined([head, inner, new Uint8Array(inner.length % 2)]);
}

function sizeOf({ type, body }: Chunk): { width: number; height: number } {
  const at = (place: number) => byteAt(body, place);
  if (type === 'VP8X') {
    const three = (place: number) => at(place) + at(place + 1) * 0x100 + at(place + 2) * 0x10000;
    return { width: three(4) + 1, height: three(7) + 1 };
  }
  if (type === 'VP8L') {
    if (at(0) !== 0x2f) throw damaged();
    const bits = viewOf(slice(body, 1, 4)).getUint32(0, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (type !== 'VP8 ' || at(3) !== 0x9d || at(4) !== 0x01 || at(5) !== 0x2a) throw damaged();
  const frame = viewOf(slice(body, 6, 4));
  return { width: frame.getUint16(0, true) & 0x3fff, height: frame.getUint16(2, true) & 0x3fff };
}

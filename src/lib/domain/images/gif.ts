/** GIF (version 89a), still or moving. */
import { byteAt, damaged, joined, letters, slice, viewOf, type Stripped } from './bytes';

const extension = 0x21;
const picture = 0x2c;
const trailer = 0x3b;
const timing = 0xf9;
const application = 0xff;

export const isGif = (bytes: Uint8Array): boolean =>
  bytes.length >= 6 && ['GIF87a', 'GIF89a'].includes(letters(bytes, 0, 6));

/** How many bytes a table of colours takes, by the byte that announces it. */
const tableLength = (packed: number) => (packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0);

export function stripGif(bytes: Uint8Array): Stripped {
  const head = slice(bytes, 0, 13);
  const size = viewOf(head);
  let place = 13 + tableLength(head[10]!);
  const parts = [slice(bytes, 0, place)];
  let hasPixels = false;
  for (;;) {
    const kind = byteAt(bytes, place);
    if (kind === trailer) break;
    if (kind === extension) {
      const end = blocksEnd(bytes, place + 2);
      const label = byteAt(bytes, place + 1);
      const loops = label === application && isLoop(slice(bytes, place + 3, 11));
      if (label === timing || loops) parts.push(slice(bytes, place, end - place));
      place = end;
    } else if (kind === picture) {
      const table = tableLength(byteAt(bytes, place + 9));
      const end = blocksEnd(bytes, place + 10 + table + 1);
      parts.push(slice(bytes, place, end - place));
      place = end;
      hasPixels = true;
    } else throw damaged();
  }
  if (!hasPixels) throw damaged();
  return {
    width: size.getUint16(6, true),
    height: size.getUint16(8, true),
    bytes: joined([...parts, new Uint8Array([trailer])])
  };
}

/** How often a moving picture begins again; what else programs add is about them. */
const isLoop = (name: Uint8Array) =>
  ['NETSCAPE2.0', 'ANIMEXTS1.0'].includes(letters(name, 0, name.length));

/** @returns where the blocks end that begin at `place`: each says its length, the last is empty */
function blocksEnd(bytes: Uint8Array, place: number): number {
  for (let at = place; ;) {
    const length = byteAt(bytes, at);
    at += length + 1;
    if (length === 0) return at;
  }
}

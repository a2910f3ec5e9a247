/** What a zip file says that it holds, without unpacking any of it. */

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
/** Of the record at the end, and the longest comment that may follow it. */
const endLength = 22;
const longestComment = 0xffff;

/** By its beginning: a file, or the end where it holds none. */
export const isArchive = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 &&
  bytes[1] === 0x4b &&
  ((bytes[2] === 3 && bytes[3] === 4) || (bytes[2] === 5 && bytes[3] === 6));

/** @returns the names of at most 10,000 files by its directory; none where that is damaged */
export function namesIn(bytes: Uint8Array): string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const names: string[] = [];
  for (let at = directoryOf(view); names.length < 10_000;) {
    if (at < 0 || at + 46 > bytes.length || view.getUint32(at, true) !== entryMark) break;
    const [name, extra, comment] = [28, 30, 32].map((place) => view.getUint16(at + place, true));
    names.push(String.fromCharCode(...bytes.subarray(at + 46, at + 46 + Math.min(name!, 1000))));
    at += 46 + name! + extra! + comment!;
  }
  return names;
}

/** @returns where the directory begins, -1 where there is none */
function directoryOf(view: DataView): number {
  const last = view.byteLength - endLength;
  for (let at = last; at >= Math.max(0, last - longestComment); at--)
    if (view.getUint32(at, true) === endMark) return view.getUint32(at + 16, true);
  return -1;
}

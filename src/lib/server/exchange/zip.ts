/**
 * Archives that people upload, and those that are sent to them. Nothing that an archive says of
 * itself is believed: sizes are counted while inflating (APPNOTE.TXT 6.3.10).
 */
import { crc32, inflateRawSync } from 'node:zlib';
import { zipSync } from 'fflate';

/** The most that is unpacked. Sizes are in bytes. */
export interface Limits {
  entries: number;
  /** Of one file. */
  each: number;
  /** Of all files together. */
  total: number;
  /** How many times a file may grow beyond its first megabyte. */
  ratio: number;
  /** Whether a file of this path is of use; the others stay packed and are left out. */
  wanted?: (path: string) => boolean;
}

const megabyte = 2 ** 20;
export const usualLimits: Limits = {
  entries: 20_000,
  each: 64 * megabyte,
  total: 256 * megabyte,
  ratio: 200
};

interface Entry {
  path: string;
  encrypted: boolean;
  method: number;
  checksum: number;
  /** In bytes, packed. */
  length: number;
  /** Where the entry's own header begins. */
  start: number;
}

/** What is wrong with an archive, on its way out of here. */
class Flaw extends Error {}

const damaged = 'This archive is damaged. Save or download it once more';
const isZip64 = 'This archive is written as ZIP64. Pack it again as an ordinary zip file';
const signature = { entry: 0x04034b50, listing: 0x02014b50, end: 0x06054b50 };
const length = { entry: 30, listing: 46, end: 22 };

/**
 * @returns the files by path, with `/` between folders; or a sentence that says why not
 */
export function unzip(
  bytes: Uint8Array,
  limits: Limits = usualLimits
): Map<string, Uint8Array> | { flaw: string } {
  try {
    return unpacked(bytes, limits);
  } catch (error) {
    if (error instanceof Flaw) return { flaw: error.message };
    // Beyond the end of the bytes.
    if (error instanceof RangeError) return { flaw: damaged };
    throw error;
  }
}

function unpacked(bytes: Uint8Array, limits: Limits): Map<string, Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const files = new Map<string, Uint8Array>();
  let left = limits.total;
  for (const [entry, packed] of contents(bytes, view, limits)) {
    if (entry.path.endsWith('/') || (limits.wanted && !limits.wanted(entry.path))) continue;
    if (files.has(entry.path)) throw new Flaw(`This archive holds “${entry.path}” twice`);
    const file = inflated(entry, packed, limits, left);
    left -= file.length;
    files.set(entry.path, file);
  }
  return files;
}

/** Every entry with its packed bytes, no byte of which belongs to two. */
function contents(bytes: Uint8Array, view: DataView, limits: Limits): [Entry, Uint8Array][] {
  const end = endOf(view);
  const count = view.getUint16(end + 10, true);
  const listing = view.getUint32(end + 16, true);
  if (count === 0xffff || listing === 0xffffffff) throw new Flaw(isZip64);
  if (count > limits.entries)
    throw new Flaw(`This archive holds ${count} files; ${limits.entries} are the most. Part it`);
  const entries: Entry[] = [];
  for (let at = listing; entries.length < count;) {
    if (at + length.listing > end || view.getUint32(at, true) !== signature.listing)
      throw new Flaw(damaged);
    entries.push(entryAt(bytes, view, at));
    at += length.listing + [28, 30, 32].reduce((sum, of) => sum + view.getUint16(at + of, true), 0);
  }
  let free = 0;
  return entries
    .toSorted((a, b) => a.start - b.start)
    .map((entry) => {
      const from = dataOf(view, entry);
      if (entry.start < free || from + entry.length > listing) throw new Flaw(damaged);
      free = from + entry.length;
      return [entry, bytes.subarray(from, free)];
    });
}

/** Where the record at the end begins, which a comment may follow. */
function endOf(view: DataView): number {
  const last = view.byteLength - length.end;
  for (let at = last; at >= Math.max(0, last - 0xffff); at -= 1)
    if (view.getUint32(at, true) === signature.end && view.getUint16(at + 20, true) <= last - at)
      return at;
  throw new Flaw('This is no zip archive, or only a part of one. Save or download it once more');
}

function entryAt(bytes: Uint8Array, view: DataView, at: number): Entry {
  const flags = view.getUint16(at + 8, true);
  const packed = view.getUint32(at + 20, true);
  const start = view.getUint32(at + 42, true);
  if (packed === 0xffffffff || start === 0xffffffff) throw new Flaw(isZip64);
  const name = bytes.subarray(at + length.listing).subarray(0, view.getUint16(at + 28, true));
  return {
    path: safe(new TextDecoder().decode(name)),
    encrypted: (flags & 0x2041) !== 0,
    method: view.getUint16(at + 10, true),
    checksum: view.getUint32(at + 16, true),
    length: packed,
    start
  };
}

/** A path that leads nowhere but into the archive. */
function safe(written: string): string {
  const path = written.replaceAll('\\', '/');
  const leadsOut = path.startsWith('/') || /^[a-z]:/i.test(path) || path.split('/').includes('..');
  if (path === '' || leadsOut || path.includes('\0'))
    throw new Flaw(`This archive holds a file that points out of it: “${written}”`);
  return path;
}

function dataOf(view: DataView, { start, encrypted, path }: Entry): number {
  if (view.getUint32(start, true) !== signature.entry) throw new Flaw(damaged);
  if (encrypted || (view.getUint16(start + 6, true) & 1) === 1)
    throw new Flaw(`“${path}” is locked by a password. Pack it again without one`);
  return start + length.entry + view.getUint16(start + 26, true) + view.getUint16(start + 28, true);
}

/** @param left how many bytes all the files that follow may still have */
function inflated(entry: Entry, packed: Uint8Array, limits: Limits, left: number): Uint8Array {
  const growth = Math.max(megabyte, packed.length * limits.ratio);
  const most = Math.min(limits.each, left, growth);
  const file = inflate(entry, packed, most);
  if (file === null || file.length > most)
    throw new Flaw(
      most === growth
        ? `“${entry.path}” grows more than ${limits.ratio} times when it is unpacked, as no honest file does`
        : `This archive is too big: unpacked, a file may have ${inMegabytes(limits.each)} and all of them together ${inMegabytes(limits.total)}`
    );
  if (crc32(file) !== entry.checksum) throw new Flaw(damaged);
  return file;
}

const inMegabytes = (size: number) => `${Math.floor(size / megabyte)} MB`;

/** @returns null where there is more of it than `most` */
function inflate({ method, path }: Entry, packed: Uint8Array, most: number): Uint8Array | null {
  if (method === 0) return packed;
  if (method !== 8)
    throw new Flaw(`“${path}” is packed in an unusual way. Pack it again as an ordinary zip file`);
  try {
    // A limit of 0 would be none.
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, most) });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return null;
    throw new Flaw(damaged);
  }
}

/**
 * @param files texts and bytes by path
 * @returns an archive: of the same files always the same bytes
 */
export function zip(files: Iterable<[path: string, file: string | Uint8Array]>): Uint8Array {
  const encoder = new TextEncoder();
  const entries = [...files].map(([path, file]) => [
    path,
    typeof file === 'string' ? encoder.encode(file) : file
  ]);
  return zipSync(Object.fromEntries(entries), { mtime: '1980-01-01T12:00:00' });
}

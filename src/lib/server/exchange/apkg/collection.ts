/**
 * The database in a package of Anki. Old ones hold it as it is; new ones hold it compressed, beside
 * one for old programs that only says so.
 */
import { ZSTDDecoder } from 'zstddec';
import { unzip, usualLimits } from '../zip';
import { readMessage } from './protobuf';

/** By version of the package, as `PackageMetadata` of Anki numbers them. */
const databases = ['', 'collection.anki2', 'collection.anki21', 'collection.anki21b'];
const compressed = 3;

const damaged = 'This package is damaged. Export the deck once more';
const tooNew =
  'This package is of a newer version of Anki than can be read. Export the deck once more, with “Support older Anki versions” ticked';

/** What a database of SQLite begins with (sqlite.org/fileformat2.html). */
const beginning = new TextEncoder().encode('SQLite format 3\0');

/**
 * @param bytes of an `.apkg` or a `.colpkg`
 * @returns the bytes of its database, at most `usualLimits.each`, or a sentence that says why not
 */
export async function databaseIn(bytes: Uint8Array): Promise<Uint8Array | { flaw: string }> {
  const wanted = (path: string) => path === 'meta' || databases.includes(path);
  const files = unzip(bytes, { ...usualLimits, wanted });
  if ('flaw' in files) return files;
  const version = versionOf(files);
  const name = databases[version];
  if (!name) return { flaw: tooNew };
  const file = files.get(name);
  if (!file)
    return { flaw: 'This is no package of Anki: it holds no collection. Export a deck as .apkg' };
  const database = version === compressed ? await inflated(file) : file;
  if (!database) return { flaw: damaged };
  return beginning.every((byte, i) => database[i] === byte) ? database : { flaw: damaged };
}

function versionOf(files: Map<string, Uint8Array>): number {
  const meta = files.get('meta');
  if (meta) return readMessage(meta).number(1);
  // The newest: an older one beside it is for older programs.
  const newest = databases.findLastIndex((name) => name !== '' && files.has(name));
  return Math.max(newest, 1);
}

/** @returns null where it is no sound Zstandard (RFC 8878), or more than may be unpacked */
async function inflated(packed: Uint8Array): Promise<Uint8Array | null> {
  const decoder = new ZSTDDecoder();
  await decoder.init();
  // Told how much there may be, it writes no more; where there would be, it gives nothing.
  const file = decoder.decode(packed, usualLimits.each);
  return file.length > 0 ? file : null;
}

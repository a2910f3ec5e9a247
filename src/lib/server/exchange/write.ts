/** Questions as a file, whatever its format. */
import * as apkg from './apkg/write';
import * as qti from './package';
import { zip } from './zip';
import * as folder from '../../domain/exchange/folder/write';
import type { ExportFormat } from '../../domain/exchange/formats';
import * as gift from '../../domain/exchange/gift/write';
import * as moodle from '../../domain/exchange/moodle/write';
import * as table from '../../domain/exchange/table/write';
import type { Item } from '../../domain/items/registry';

export interface Wanted {
  items: readonly Item[];
  format: ExportFormat;
  /** What they are called together. */
  title: string;
  now: Date;
}

const writers: Record<ExportFormat, (wanted: Wanted) => string | Uint8Array | Promise<Uint8Array>> =
  {
    gift: ({ items }) => gift.write(items),
    moodle: ({ items }) => moodle.write(items),
    qti: ({ items }) => qti.write(items),
    // The mark tells spreadsheets that it is UTF-8.
    table: ({ items }) => `\ufeff${table.write(items)}`,
    // `::` would part a deck from the one that it is in.
    anki: ({ items, title, now }) => apkg.write(items, { deck: title.replaceAll('::', ': '), now }),
    folder: ({ items, title }) => zipped(folder.write(folder.asking(title, items)))
  };

const zipped = ({ files }: folder.Folder) =>
  zip(files.map(({ path, text }) => [path, text] as const));

export async function writeFile(wanted: Wanted): Promise<Uint8Array> {
  const file = await writers[wanted.format](wanted);
  return typeof file === 'string' ? new TextEncoder().encode(file) : file;
}

/**
 * What each format cannot show to other programs. Reading the file again loses none of it, but for a
 * folder, which no other program reads: what is named of it is not in its files.
 */
import * as apkg from './apkg/write';
import * as qti from './package';
import * as folder from '../../domain/exchange/folder/write';
import type { ExportFormat } from '../../domain/exchange/formats';
import * as gift from '../../domain/exchange/gift/write';
import * as moodle from '../../domain/exchange/moodle/write';
import * as table from '../../domain/exchange/table/write';
import { unseenIn } from '../../domain/exchange/unseen';
import type { Item } from '../../domain/items/registry';

const holders: Record<Exclude<ExportFormat, 'folder'>, (item: Item) => string | null> = {
  gift: gift.holds,
  moodle: moodle.holds,
  qti: qti.holds,
  table: table.holds,
  anki: apkg.holds
};

const told = (format: ExportFormat, items: readonly Item[]): string[] =>
  format === 'folder'
    ? distinct(folder.lostOf(folder.asking('', items)))
    : items.flatMap((item) => {
        const said = holders[format](item);
        return said ? unseenIn(said) : [];
      });

/** One of a kind an item: a decision may have several ways that lead nowhere. */
const distinct = (lost: folder.Folder['lost']): string[] => [
  ...new Map(lost.map((one) => [JSON.stringify(one), one.text])).values()
];

/** @returns each thing that is not shown, with how many items it is of; the most frequent first */
export function unshownBy(
  format: ExportFormat,
  items: readonly Item[]
): { text: string; items: number }[] {
  const counts = new Map<string, number>();
  for (const text of told(format, items)) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts]
    .map(([text, items]) => ({ text, items }))
    .sort((a, b) => b.items - a.items || (a.text < b.text ? -1 : 1));
}

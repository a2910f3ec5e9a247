/** What each format cannot show to other programs; whatever it is, reading the file again loses nothing. */
import * as apkg from './apkg/write';
import * as qti from './package';
import type { ExportFormat } from '../../domain/exchange/formats';
import * as gift from '../../domain/exchange/gift/write';
import * as moodle from '../../domain/exchange/moodle/write';
import * as table from '../../domain/exchange/table/write';
import { unseenIn } from '../../domain/exchange/unseen';
import type { Item } from '../../domain/items/registry';

const holders: Record<ExportFormat, (item: Item) => string | null> = {
  gift: gift.holds,
  moodle: moodle.holds,
  qti: qti.holds,
  table: table.holds,
  anki: apkg.holds,
  folder: () => null
};

/** @returns each thing that is not shown, with how many items it is of; the most frequent first */
export function unshownBy(
  format: ExportFormat,
  items: readonly Item[]
): { text: string; items: number }[] {
  const counts = new Map<string, number>();
  for (const item of items) {
    const said = holders[format](item);
    for (const text of said ? unseenIn(said) : []) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts]
    .map(([text, items]) => ({ text, items }))
    .sort((a, b) => b.items - a.items || (a.text < b.text ? -1 : 1));
}

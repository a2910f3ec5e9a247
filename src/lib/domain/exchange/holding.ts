/** What each format cannot show to other programs; whatever it is, reading the file again loses nothing. */
import type { ExportFormat } from './formats';
import * as gift from './gift/write';
import type { Item } from '../items/registry';

const holders: Record<ExportFormat, (item: Item) => string | null> = {
  gift: gift.holds,
  moodle: gift.holds,
  qti: gift.holds,
  table: gift.holds,
  anki: gift.holds,
  folder: () => null
};

/** @returns each thing that is not shown, with how many items it is of; the most frequent first */
export function unshownBy(
  format: ExportFormat,
  items: readonly Item[]
): { text: string; items: number }[] {
  const counts = new Map<string, number>();
  for (const item of items) {
    const text = holders[format](item);
    if (text) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts]
    .map(([text, items]) => ({ text, items }))
    .sort((a, b) => b.items - a.items || (a.text < b.text ? -1 : 1));
}

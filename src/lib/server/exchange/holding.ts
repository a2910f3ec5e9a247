/** What each format cannot hold, or holds where other programs do not show it. */
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

/** How many items something is of. */
export interface Counted {
  text: string;
  items: number;
}

/** @returns each thing that others are not shown and that is read again; the most frequent first */
export function unshownBy(format: ExportFormat, items: readonly Item[]): Counted[] {
  if (format === 'folder') return []; // no other program reads it
  return counted(
    items.flatMap((item) => {
      const said = holders[format](item);
      return said ? unseenIn(said) : [];
    })
  );
}

/** @returns each thing that the file does not hold at all; the most frequent first */
export function lostBy(format: ExportFormat, items: readonly Item[]): Counted[] {
  if (format !== 'folder') return [];
  // One of a kind an item: a decision may have several ways that lead nowhere.
  const lost = folder.lostOf(folder.asking('', items));
  const kinds = new Map(lost.map((one) => [JSON.stringify(one), one.text]));
  return counted([...kinds.values()]);
}

function counted(texts: readonly string[]): Counted[] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts]
    .map(([text, items]) => ({ text, items }))
    .sort((a, b) => b.items - a.items || (a.text < b.text ? -1 : 1));
}

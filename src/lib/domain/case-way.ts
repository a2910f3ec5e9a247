/** Which questions of a lesson everybody is asked: in a case the way depends on what is decided. */
import { grouped } from './grouped';
import type { Item } from './items/registry';

/**
 * @param items that the lesson asks; those of a case in its order
 * @param trunks of each case the items that follow without a choice
 * @returns their ids without those of a case that some decision may lead past: what follows the
 *   first one that leads anywhere else
 */
export function askedOfAll(
  items: readonly Item[],
  trunks: Readonly<Record<string, readonly string[]>>
): string[] {
  const asked = new Set<string>();
  for (const [id, group] of grouped(items, (item) => item.case?.id ?? '')) {
    const isCase = id !== '' && Object.hasOwn(trunks, id);
    const fork = isCase ? group.findIndex(leadsElsewhere) : -1;
    for (const item of fork < 0 ? group : group.slice(0, fork + 1))
      if (!isCase || trunks[id]!.includes(item.id)) asked.add(item.id);
  }
  return items.map(({ id }) => id).filter((id) => asked.has(id));
}

const leadsElsewhere = (item: Item): boolean =>
  item.type === 'decision' && Object.values(item.branches).some(({ then }) => then !== undefined);

/** The items of a lesson, held against the shared lists. */
import { join } from 'node:path';
import { lacks } from '../../domain/items/lacks';
import { parseItem, type Item } from '../../domain/items/registry';
import { isCase, readCases, type Case } from './cases';
import type { Catalogue, Frontmatter } from './catalogue';
import type { Finding } from './flaws';
import { readYaml, type Path } from './yaml';

/** What the items of a lesson are held against. */
export interface Bank {
  catalogue: Catalogue;
  /** Areas of the course's outline; null where the outline itself is flawed. */
  areas: string[] | null;
  /** Every id of an item or a case so far, and its file. */
  taken: Map<string, string>;
  findings: Finding[];
}

/**
 * Reads `questions.yaml`.
 * @param objectives of the lesson; undefined where it could not be read
 * @returns the items without flaw in themselves, and the cases; what is wrong is in `findings`
 */
export function readItems(
  folder: string,
  name: string,
  objectives: Frontmatter['objectives'] | undefined,
  { catalogue, areas, taken, findings }: Bank
): { items: Item[]; cases: Record<string, Case> } {
  const yaml = readYaml(join(folder, name), name, findings);
  if (yaml.value === undefined) return { items: [], cases: {} };
  if (!Array.isArray(yaml.value)) {
    yaml.report([], 'Write a list of items, each beginning with "- id:"');
    return { items: [], cases: {} };
  }
  const claim = (id: string, path: Path) => {
    const elsewhere = taken.get(id);
    if (elsewhere) yaml.report(path, `Rename "${id}": ${elsewhere} has it too`);
    taken.set(id, name);
  };
  const items = new Map<number, Item>();
  yaml.value.forEach((raw, i) => {
    if (isCase(raw)) return;
    const parsed = parseItem(raw);
    if ('flaws' in parsed) {
      for (const { path, message } of parsed.flaws)
        yaml.report([i, ...path], `${path.join('.') || 'item'}: ${message}`);
      return;
    }
    const { item } = parsed;
    items.set(i, item);
    for (const { path, fix } of lacks(item)) yaml.report([i, ...path], `${path.join('.')}: ${fix}`);
    claim(item.id, [i, 'id']);
    if (objectives && !objectives.some(({ id }) => id === item.objective))
      yaml.report([i, 'objective'], `The lesson states no objective "${item.objective}"`);
    if (areas && !areas.includes(item.area))
      yaml.report([i, 'area'], `Area ${item.area} is not in the outline (${areas.join(', ')})`);
    item.sources.forEach((source, s) => {
      if (!Object.hasOwn(catalogue.sources, source))
        yaml.report([i, 'sources', s], `Add a source "${source}" to sources.yaml`);
    });
    for (const { id, path } of misconceptionsIn(raw))
      if (!Object.hasOwn(catalogue.misconceptions, id))
        yaml.report([i, ...path], `Add a misconception "${id}" to misconceptions.yaml`);
  });
  const cases = readCases(yaml, items, claim);
  return { items: [...items.values()], cases };
}

/** @returns the misconceptions that an item names, wherever its type keeps them, and where. */
export function misconceptionsIn(raw: unknown, path: Path = []): { id: string; path: Path }[] {
  if (typeof raw !== 'object' || raw === null) return [];
  return Object.entries(raw).flatMap(([key, value]) => {
    const here = [...path, Array.isArray(raw) ? Number(key) : key];
    return key === 'misconception'
      ? [{ id: String(value), path: here }]
      : misconceptionsIn(value, here);
  });
}

/** The items of a lesson, held against the shared lists. */
import { join } from 'node:path';
import { parseItem, type Item } from '../../domain/items/registry';
import type { Catalogue, Frontmatter } from './catalogue';
import type { Finding } from './flaws';
import { readYaml, type Path } from './yaml';

/** What the items of a lesson are held against. */
export interface Bank {
  catalogue: Catalogue;
  /** Areas of the course's outline; null where the outline itself is flawed. */
  areas: string[] | null;
  /** Every item id so far, and its file. */
  taken: Map<string, string>;
  findings: Finding[];
}

/**
 * Reads `questions.yaml`.
 * @param objectives of the lesson; undefined where it could not be read
 * @returns the items without flaw in themselves; what is wrong is in `findings`
 */
export function readItems(
  folder: string,
  name: string,
  objectives: Frontmatter['objectives'] | undefined,
  { catalogue, areas, taken, findings }: Bank
): Item[] {
  const yaml = readYaml(join(folder, name), name, findings);
  if (yaml.value === undefined) return [];
  if (!Array.isArray(yaml.value)) {
    yaml.report([], 'Write a list of items, each beginning with "- id:"');
    return [];
  }
  const items: Item[] = [];
  yaml.value.forEach((raw, i) => {
    const parsed = parseItem(raw);
    if ('flaws' in parsed) {
      for (const { path, message } of parsed.flaws)
        yaml.report([i, ...path], `${path.join('.') || 'item'}: ${message}`);
      return;
    }
    const { item } = parsed;
    items.push(item);
    const elsewhere = taken.get(item.id);
    if (elsewhere) yaml.report([i, 'id'], `Rename "${item.id}": ${elsewhere} has it too`);
    taken.set(item.id, name);
    if (objectives && !objectives.some(({ id }) => id === item.objective))
      yaml.report([i, 'objective'], `The lesson states no objective "${item.objective}"`);
    if (areas && !areas.includes(item.area))
      yaml.report([i, 'area'], `Area ${item.area} is not in the outline (${areas.join(', ')})`);
    item.sources.forEach((source, s) => {
      if (!Object.hasOwn(catalogue.sources, source))
        yaml.report([i, 'sources', s], `Add a source "${source}" to sources.yaml`);
    });
    for (const { id, path } of misconceptions(raw))
      if (!Object.hasOwn(catalogue.misconceptions, id))
        yaml.report([i, ...path], `Add a misconception "${id}" to misconceptions.yaml`);
  });
  return items;
}

/** Wherever a type of item keeps them. */
function misconceptions(raw: unknown, path: Path = []): { id: string; path: Path }[] {
  if (typeof raw !== 'object' || raw === null) return [];
  return Object.entries(raw).flatMap(([key, value]) => {
    const here = [...path, Array.isArray(raw) ? Number(key) : key];
    return key === 'misconception'
      ? [{ id: String(value), path: here }]
      : misconceptions(value, here);
  });
}

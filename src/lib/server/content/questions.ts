/** The items of a lesson, and what must hold between items, lessons and the shared lists. */
import { join } from 'node:path';
import { parseItem, type Item } from '../../domain/items/registry';
import { lessonsOf, type Catalogue, type Course, type Frontmatter } from './catalogue';
import type { Finding } from './flaws';
import { readYaml, type Path } from './yaml';

/**
 * Reads `questions.yaml`.
 * @returns the items without flaw; what is wrong with the others is in `findings`
 */
export function readItems(
  folder: string,
  name: string,
  objectives: Frontmatter['objectives'],
  catalogue: Catalogue,
  findings: Finding[]
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
    if (!objectives.some(({ id }) => id === item.objective))
      yaml.report([i, 'objective'], `The lesson states no objective "${item.objective}"`);
    item.sources.forEach((source, s) => {
      if (!catalogue.sources[source])
        yaml.report([i, 'sources', s], `Add a source "${source}" to sources.yaml`);
    });
    for (const { id, path } of misconceptions(raw))
      if (!catalogue.misconceptions[id])
        yaml.report([i, ...path], `Add a misconception "${id}" to misconceptions.yaml`);
  });
  return items;
}

/** Item ids are unique everywhere, areas exist in the outline, prerequisites among the lessons. */
export function checkReferences(course: Course, catalogue: Catalogue, findings: Finding[]): void {
  const lessons = lessonsOf(course);
  const seen = new Map(
    catalogue.courses.flatMap(lessonsOf).flatMap((l) => l.items.map(({ id }) => [id, l.file]))
  );
  const areas = Object.keys(catalogue.outlines[course.outline]?.areas ?? {});
  for (const lesson of lessons) {
    const questions = lesson.file.replace(/lesson\.mdx$/, 'questions.yaml');
    for (const { id, area } of lesson.items) {
      const elsewhere = seen.get(id);
      if (elsewhere)
        findings.push({ file: questions, line: 1, fix: `Rename "${id}": ${elsewhere} has it too` });
      seen.set(id, lesson.file);
      if (!areas.includes(area))
        findings.push({
          file: questions,
          line: 1,
          fix: `Item "${id}": area ${area} is not in the outline (${areas.join(', ')})`
        });
    }
    for (const slug of lesson.prerequisites)
      if (!lessons.some((other) => other.slug === slug))
        findings.push({
          file: lesson.file,
          line: 1,
          fix: `There is no lesson "${slug}" to be a prerequisite`
        });
  }
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

/** One lesson of the content folder: its prose and its items, held against each other. */
import { join } from 'node:path';
import type { Lesson } from './catalogue';
import type { Item } from '../../domain/items/registry';
import type { Mention, Placed, Section } from '../../domain/lesson/prose';
import { parseProse } from './prose';
import { readItems, type Bank } from './questions';
import { readText } from './yaml';

/**
 * @param path of its folder, from the content folder on
 * @param slugs of all lessons of the course
 * @returns the lesson as far as it could be read; what is wrong is in `bank.findings`
 */
export function readLesson(
  folder: string,
  path: string,
  place: { course: string; module: string; slug: string },
  slugs: string[],
  bank: Bank
): Lesson {
  const { catalogue, findings } = bank;
  const file = `${path}/lesson.mdx`;
  const prose = parseProse(readText(join(folder, file), file, findings) ?? '', file, findings);
  const { title = '', summary = '', prerequisites = [], objectives = [] } = prose.frontmatter ?? {};
  const stated = prose.frontmatter?.objectives;
  const { items, cases } = readItems(folder, `${path}/questions.yaml`, stated, bank);

  if (slugs.indexOf(place.slug) !== slugs.lastIndexOf(place.slug))
    findings.push({ file, line: 1, fix: `Rename the folder: two lessons are "${place.slug}"` });
  prerequisites.forEach((slug, i) => {
    if (!slugs.includes(slug))
      prose.yaml.report(['prerequisites', i], `There is no lesson "${slug}" to come before`);
  });

  const reserved = items.filter((item) => item.reserved).map(({ id }) => id);
  for (const { id, line } of prose.checks)
    if (reserved.includes(id))
      findings.push({ file, line, fix: `Take "${id}" out of the <Check>: it is kept for quizzes` });

  const known = (mentions: Mention[], names: readonly string[], fix: (id: string) => string) => {
    for (const { id, line } of mentions)
      if (!names.includes(id)) findings.push({ file, line, fix: fix(id) });
    return [...new Set(mentions.map(({ id }) => id))];
  };
  const told = known(
    prose.cases,
    Object.keys(cases),
    (id) => `Add a case "${id}" to questions.yaml, or take the <Case> out`
  ).flatMap((id) => (cases[id] ? [[id, cases[id]] as const] : []));
  const checks = known(
    prose.checks,
    items.map(({ id }) => id),
    (id) => `Add an item "${id}" to questions.yaml, or take it out of the <Check>`
  );
  return {
    ...place,
    id: `${place.course}/${place.slug}`,
    file,
    title,
    summary,
    prerequisites,
    objectives,
    words: prose.words,
    items,
    cases: Object.fromEntries(told.map(([id, { trunk }]) => [id, trunk])),
    checks: [...new Set([...checks, ...told.flatMap(([, { items }]) => items)])],
    sections: sectionsOf(items, [
      ...prose.checks,
      ...prose.cases.flatMap(({ id, ...place }) =>
        (cases[id]?.items ?? []).map((item) => ({ ...place, id: item }))
      )
    ]),
    figures: [...new Set(prose.figures)],
    sources: known(
      prose.sources,
      Object.keys(catalogue.sources),
      (id) => `Add a source "${id}" to sources.yaml`
    ),
    terms: known(
      prose.terms,
      Object.keys(catalogue.glossary),
      (id) => `Add a term "${id}" to glossary.yaml`
    ),
    passages: prose.passages,
    disputes: prose.disputes.map(({ id, section }) => ({ title: id, section })),
    cited: citedIn(prose.sources)
  };
}

/**
 * Where to read of each item again: in the section that asks it, else in the first that asks
 * another one of the same objective.
 */
function sectionsOf(items: Item[], asked: readonly Placed[]): Record<string, Section> {
  const sectionOf = (wanted: (id: string) => boolean) =>
    asked.find(({ id, section }) => section !== null && wanted(id))?.section;
  return Object.fromEntries(
    items.flatMap(({ id, objective }) => {
      const alike = new Set(
        items.filter((item) => item.objective === objective).map((item) => item.id)
      );
      const section = sectionOf((other) => other === id) ?? sectionOf((other) => alike.has(other));
      return section ? [[id, section]] : [];
    })
  );
}

function citedIn(sources: readonly Placed[]): Record<string, string[]> {
  const cited: Record<string, string[]> = {};
  for (const { id, section } of sources) (cited[section?.id ?? ''] ??= []).push(id);
  return cited;
}

/** Reads and checks the content folder as a whole. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type * as v from 'valibot';
import { readClaims } from './claims';
import {
  CourseFile,
  Misconception,
  Outline,
  Source,
  Term,
  type Catalogue,
  type Course,
  type Lesson,
  type Module
} from './catalogue';
import type { Item } from '../../domain/items/registry';
import { ContentError, type Finding } from './flaws';
import { readItems, type Bank } from './questions';
import { parseProse, type Mention, type Placed, type Section } from './prose';
import { checked, checkedMap, readText, readYaml } from './yaml';

/** A folder `07-name`: the number is the order, the name is the slug. */
const numbered = /^\d+-(.+)$/;

/**
 * @param folder usually `content`
 * @returns everything that ships, in order
 * @throws ContentError with all that is wrong
 */
export function readContent(folder: string): Catalogue {
  const findings: Finding[] = [];
  const readMap = <T>(name: string, schema: v.GenericSchema<unknown, T>) =>
    checkedMap(readYaml(join(folder, name), name, findings), schema);

  const sources = readMap('sources.yaml', Source);
  const catalogue: Catalogue = {
    courses: [],
    sources,
    glossary: readMap('glossary.yaml', Term),
    misconceptions: readMap('misconceptions.yaml', Misconception),
    claims: {},
    outlines: readOutlines(folder, sources, findings)
  };
  const bank = { catalogue, areas: null, taken: new Map<string, string>(), findings };
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (entry.isDirectory() && entry.name !== 'outlines')
      catalogue.courses.push(readCourse(folder, entry.name, bank));
  catalogue.claims = readClaims(folder, catalogue, findings);
  if (findings.length > 0) throw new ContentError(findings);
  return catalogue;
}

function readOutlines(
  folder: string,
  sources: Record<string, Source>,
  findings: Finding[]
): Record<string, Outline> {
  const outlines: Record<string, Outline> = {};
  for (const file of readdirSync(join(folder, 'outlines'))) {
    const name = `outlines/${file}`;
    const yaml = readYaml(join(folder, name), name, findings);
    const outline = checked(yaml, Outline);
    if (outline && !Object.hasOwn(sources, outline.source))
      yaml.report(['source'], `Add a source "${outline.source}" to sources.yaml`);
    if (outline) outlines[file.replace(/\.yaml$/, '')] = outline;
  }
  return outlines;
}

function readCourse(folder: string, slug: string, bank: Bank): Course {
  const { catalogue, findings } = bank;
  const name = `${slug}/course.yaml`;
  const yaml = readYaml(join(folder, name), name, findings);
  const file = checked(yaml, CourseFile);
  const shape =
    file && Object.hasOwn(catalogue.outlines, file.outline)
      ? catalogue.outlines[file.outline]
      : undefined;
  if (file && !shape) yaml.report(['outline'], `There is no outlines/${file.outline}.yaml`);
  const areas = shape ? Object.keys(shape.areas) : null;

  const shelves = orderedFolders(join(folder, slug)).map(([directory, moduleSlug]) => {
    const path = `${slug}/${directory}`;
    return { path, moduleSlug, lessons: orderedFolders(join(folder, path)) };
  });
  const slugs = shelves.flatMap(({ lessons }) => lessons.map(([, lessonSlug]) => lessonSlug));
  const modules = shelves.map(({ path, moduleSlug, lessons: folders }): Module => {
    const about = file?.modules[moduleSlug];
    if (file && !about)
      yaml.report(['modules'], `Describe the module "${moduleSlug}": it has a folder`);
    const lessons = folders.map(([directory, lessonSlug]) =>
      readLesson(
        folder,
        `${path}/${directory}`,
        { course: slug, module: moduleSlug, slug: lessonSlug },
        slugs,
        { ...bank, areas }
      )
    );
    return { slug: moduleSlug, title: about?.title ?? '', summary: about?.summary ?? '', lessons };
  });
  const { title = '', summary = '', outline = '' } = file ?? {};
  return { slug, title, summary, outline, modules };
}

/** @param slugs of all lessons of the course */
function readLesson(
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

/** @returns the numbered folders within `folder` in order, each with its slug. */
function orderedFolders(folder: string): [directory: string, slug: string][] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }): [string, string] => [name, numbered.exec(name)?.[1] ?? name])
    .sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));
}

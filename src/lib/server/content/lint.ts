/**
 * What a reviewer would send back: content that parses and holds together, and is not yet good
 * enough. Each finding names file, line and fix, as those of the reader do.
 */
import { join } from 'node:path';
import { adviceOn, isKeyLongest, keyPlace } from '../../domain/items/wording';
import type { Item } from '../../domain/items/registry';
import { lessonsOf, type Catalogue, type Lesson } from './catalogue';
import type { Finding } from './flaws';
import { parseProse } from './prose';
import { misconceptionsIn } from './questions';
import { gradeOf } from './readability';
import { readText, readYaml } from './yaml';

/** The U.S. school grade that a lesson may ask for at most. */
const hardest = 11;
/** Of the items with one key, how many may have it as their longest option. */
const longestShare = 1 / 3;
/** How many of them may have it at one place, of the four that they have. */
const placeShare = 0.5;

/**
 * @param folder usually `content`
 * @param catalogue as it was read from there, without flaws
 */
export function lintContent(folder: string, catalogue: Catalogue): Finding[] {
  const lessons = catalogue.courses.flatMap(lessonsOf);
  const addresses = addressesOf(catalogue, lessons);
  return [
    ...lessons.flatMap((lesson) => lintProse(folder, lesson, addresses)),
    ...lessons.flatMap((lesson) => lintItems(folder, lesson)),
    ...lintLists(folder, catalogue, lessons)
  ];
}

/** Every address within the site that a lesson may link to. */
function addressesOf({ courses, glossary }: Catalogue, lessons: Lesson[]): Set<string> {
  return new Set([
    '/courses',
    '/glossary',
    '/sources',
    ...courses.map(({ slug }) => `/courses/${slug}`),
    ...Object.keys(glossary).map((id) => `/glossary#${id}`),
    ...lessons.flatMap(({ id, passages }) => [
      `/courses/${id}`,
      ...passages.flatMap(({ section }) => (section ? [`/courses/${id}#${section.id}`] : []))
    ])
  ]);
}

function lintProse(folder: string, lesson: Lesson, addresses: Set<string>): Finding[] {
  const { file, passages, objectives, items } = lesson;
  const findings: Finding[] = [];
  const prose = parseProse(readText(join(folder, file), file, findings) ?? '', file, findings);
  const grade = gradeOf(passages.flatMap(({ paragraphs }) => paragraphs));
  if (grade > hardest)
    findings.push({
      file,
      line: 1,
      fix: `Write shorter sentences and words: it reads at grade ${grade.toFixed(1)}, ${hardest} is the most`
    });
  for (const { id, line } of prose.links)
    if (!addresses.has(id) && !/^https:\/\/[\w-]+(\.[\w-]+)+(\/\S*)?$/.test(id))
      findings.push({ file, line, fix: `Mend the link: nothing is at "${id}"` });
  objectives.forEach(({ id }, i) => {
    if (!items.some((item) => item.objective === id))
      prose.yaml.report(['objectives', i], `Add an item for the objective "${id}"`);
  });
  return findings;
}

function lintItems(folder: string, lesson: Lesson): Finding[] {
  const name = lesson.file.replace('lesson.mdx', 'questions.yaml');
  const findings: Finding[] = [];
  const yaml = readYaml(join(folder, name), name, findings);
  const places = (yaml.value as { id?: string }[]).map(({ id }) => id);
  for (const item of lesson.items)
    for (const { path, fix } of adviceOn(item))
      yaml.report([places.indexOf(item.id), ...path], `${item.id}: ${fix}`);
  return [...findings, ...lintKeys(name, lesson.items)];
}

/** What shows only over many items: whoever always picks one place, or the longest, is often right. */
function lintKeys(file: string, items: Item[]): Finding[] {
  const keyed = items.filter((item) => keyPlace(item) !== null);
  const longest = keyed.filter(isKeyLongest);
  const findings: Finding[] = [];
  // Two of three may be chance.
  const areTooMany = (few: Item[], share: number) =>
    few.length > 2 && few.length / keyed.length > share;
  if (areTooMany(longest, longestShare))
    findings.push({
      file,
      line: 1,
      fix: `Lengthen wrong options or shorten keys: ${longest.length} of ${keyed.length} keys are the longest (${longest.map(({ id }) => id).join(', ')})`
    });
  for (const place of [0, 1, 2, 3]) {
    const here = keyed.filter((item) => keyPlace(item) === place);
    if (areTooMany(here, placeShare))
      findings.push({
        file,
        line: 1,
        fix: `Move some keys: ${here.length} of ${keyed.length} stand at place ${place + 1} (${here.map(({ id }) => id).join(', ')})`
      });
  }
  return findings;
}

/** What the shared lists hold that no lesson makes use of. */
function lintLists(folder: string, catalogue: Catalogue, lessons: Lesson[]): Finding[] {
  const items = lessons.flatMap((lesson) => lesson.items);
  const cited = [
    ...lessons.flatMap((lesson) => lesson.sources),
    ...items.flatMap((item) => item.sources),
    ...Object.values(catalogue.outlines).map(({ source }) => source),
    ...Object.values(catalogue.claims).flatMap(({ source, evidence }) => [source, ...evidence])
  ];
  const linked = lessons.flatMap((lesson) => lesson.terms);
  const tested = items.flatMap((item) => misconceptionsIn(item).map(({ id }) => id));
  return [
    ...unused(folder, 'sources.yaml', cited, (id) => `Cite "${id}" somewhere, or take it out`),
    ...unused(folder, 'glossary.yaml', linked, (id) => `Link "${id}" by a <Term> in a lesson`),
    ...unused(
      folder,
      'misconceptions.yaml',
      tested,
      (id) => `Test ${id}: tag an option that shows it`
    )
  ];
}

function unused(
  folder: string,
  name: string,
  used: readonly string[],
  fix: (id: string) => string
): Finding[] {
  const findings: Finding[] = [];
  const yaml = readYaml(join(folder, name), name, findings);
  for (const id of Object.keys(yaml.value as object))
    if (!used.includes(id)) yaml.report([id], fix(id));
  return findings;
}

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
  type Module
} from './catalogue';
import { ContentError, type Finding } from './flaws';
import { readLesson } from './lesson';
import type { Bank } from './questions';
import { checked, checkedMap, readYaml } from './yaml';

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

/** @returns the numbered folders within `folder` in order, each with its slug. */
function orderedFolders(folder: string): [directory: string, slug: string][] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }): [string, string] => [name, numbered.exec(name)?.[1] ?? name])
    .sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));
}

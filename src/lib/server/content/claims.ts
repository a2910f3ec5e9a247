/** The claim map: each statement of the texts that the course began from, and where it is treated. */
import { join } from 'node:path';
import { anchorOf } from '../../domain/anchor.js';
import { Claim, lessonsOf, type Catalogue, type Lesson } from './catalogue';
import type { Finding } from './flaws';
import type { Section } from '../../domain/lesson/prose';
import { checkedMap, readYaml } from './yaml';

/**
 * Reads `claims.yaml`, and holds it against lessons and sources, which must be read by then. A
 * section that is said to treat a claim has to cite the text that makes it.
 * @returns the claims by their ids; what is wrong is in `findings`
 */
export function readClaims(
  folder: string,
  { courses, sources }: Catalogue,
  findings: Finding[]
): Record<string, Claim> {
  const yaml = readYaml(join(folder, 'claims.yaml'), 'claims.yaml', findings);
  const claims = checkedMap(yaml, Claim);
  const lessons = courses.flatMap(lessonsOf);
  for (const [id, claim] of Object.entries(claims)) {
    if (!claim?.taught || !claim.source) continue;
    for (const source of [claim.source, ...(claim.evidence ?? [])])
      if (!Object.hasOwn(sources, source))
        yaml.report([id], `Add a source "${source}" to sources.yaml`);
    claim.taught.forEach((place, i) => {
      const found = placeOf(place, lessons);
      if (!found)
        yaml.report([id, 'taught', i], `Name a section that exists: there is no "${place}"`);
      else if (!found.lesson.cited[found.section.id]?.includes(claim.source))
        yaml.report([id, 'taught', i], `Cite "${claim.source}" in the section "${place}"`);
    });
  }
  return claims;
}

/**
 * @param place as a claim names it: `lesson#words-of-the-heading`
 * @returns the lesson and the section, or undefined where either is missing
 */
export function placeOf(
  place: string,
  lessons: readonly Lesson[]
): { lesson: Lesson; section: Section } | undefined {
  const [slug, words = ''] = place.split('#');
  const lesson = lessons.find((lesson) => lesson.slug === slug);
  const section = lesson?.passages.find(({ section }) => section?.id === anchorOf(words))?.section;
  return lesson && section ? { lesson, section } : undefined;
}

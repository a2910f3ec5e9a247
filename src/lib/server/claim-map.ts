/** What became of every statement of the texts that the course began from, and what is disputed. */
import { placeOf } from './content/claims';
import { lessonsOf, type Catalogue, type Claim, type Source } from './content/catalogue';
import { catalogue } from './courses';

type Named = { id: string } & Source;
/** A section of a lesson, and its address. */
export interface Place {
  lesson: string;
  section: string;
  href: string;
}

export interface MappedClaim extends Pick<Claim, 'claim' | 'verdict' | 'says'> {
  id: string;
  evidence: Named[];
  taught: Place[];
}

export interface ClaimMap {
  /** By text, in the order in which the claims are numbered. */
  texts: { source: Named; claims: MappedClaim[] }[];
  /** What the sources of a lesson disagree about. */
  disputes: { title: string; place: Place }[];
  /** All that is cited anywhere, by kind and then by who wrote it. */
  sources: { kind: Source['kind']; sources: Named[] }[];
}

/** @returns the map of the release; the same for everybody */
export function claimMap(content: Catalogue = catalogue()): ClaimMap {
  const lessons = content.courses.flatMap(lessonsOf);
  const named = (id: string): Named => ({ id, ...content.sources[id]! });
  const claims = Object.entries(content.claims);
  const kinds = [...new Set(Object.values(content.sources).map(({ kind }) => kind))].sort();
  return {
    texts: [...new Set(claims.map(([, { source }]) => source))].map((text) => ({
      source: named(text),
      claims: claims
        .filter(([, { source }]) => source === text)
        .map(([id, { claim, verdict, says, evidence, taught }]) => ({
          ...{ id, claim, verdict, says },
          evidence: evidence.map(named),
          taught: taught.map((place) => {
            const { lesson, section } = placeOf(place, lessons)!;
            return placed(lesson, section);
          })
        }))
    })),
    disputes: lessons.flatMap((lesson) =>
      lesson.disputes.map(({ title, section }) => ({ title, place: placed(lesson, section) }))
    ),
    sources: kinds.map((kind) => ({
      kind,
      sources: Object.keys(content.sources)
        .map(named)
        .filter((source) => source.kind === kind)
        .sort((a, b) => nameOf(a).localeCompare(nameOf(b), 'en'))
    }))
  };
}

const nameOf = ({ authors, title }: Source) => authors ?? title;

const placed = (
  { id, title }: { id: string; title: string },
  section: { id: string; title: string } | null
): Place => ({
  lesson: title,
  section: section?.title ?? title,
  href: `/courses/${id}${section ? `#${section.id}` : ''}`
});

/** What ships in `content/`, as the schemas below check it. */
import * as v from 'valibot';
import { sentence, slug } from '../../domain/items/item';
import type { Item } from '../../domain/items/registry';
import { blooms } from '../../domain/lesson/matter';
import type { Passage, Section } from '../../domain/lesson/prose';

export const Source = v.strictObject({
  authors: v.optional(sentence),
  year: v.optional(v.pipe(v.number(), v.integer())),
  title: sentence,
  publisher: v.optional(sentence),
  url: v.optional(v.pipe(v.string(), v.url('Give a whole address, with https://'))),
  kind: v.picklist(
    ['study', 'review', 'guideline', 'law', 'official', 'article', 'text'],
    'Give a kind: study, review, guideline, law, official, article or text'
  )
});
export type Source = v.InferOutput<typeof Source>;

export const Term = v.strictObject({
  term: sentence,
  definition: sentence,
  pronunciation: v.optional(sentence)
});
export type Term = v.InferOutput<typeof Term>;

export const Misconception = v.strictObject({ belief: sentence, instead: sentence });
export type Misconception = v.InferOutput<typeof Misconception>;

export const verdicts = ['taught', 'qualified', 'corrected', 'opinion'] as const;

/** A statement of one of the texts that the course began from, and what became of it. */
export const Claim = v.pipe(
  v.strictObject({
    source: v.string(),
    claim: sentence,
    verdict: v.picklist(verdicts, `Give a verdict: ${verdicts.join(', ')}`),
    /** What the course teaches instead, or besides. */
    says: sentence,
    /** Sources beside the text itself. */
    evidence: v.optional(v.array(v.string()), []),
    /** Where, as `lesson#section`. */
    taught: v.pipe(v.array(v.string()), v.minLength(1, 'Name a section that treats it'))
  }),
  v.check(
    ({ verdict, evidence }) => evidence.length > 0 || ['taught', 'opinion'].includes(verdict),
    'Name the evidence: what is qualified or corrected needs some'
  )
);
export type Claim = v.InferOutput<typeof Claim>;

export const Outline = v.strictObject({
  title: sentence,
  source: v.string(),
  weightsFrom: v.pipe(v.number(), v.integer()),
  areas: v.record(
    v.string(),
    v.strictObject({ title: sentence, weight: v.pipe(v.number(), v.integer(), v.minValue(1)) })
  )
});
export type Outline = v.InferOutput<typeof Outline>;

export const CourseFile = v.strictObject({
  title: sentence,
  summary: sentence,
  /** Name of a file in `outlines/`. */
  outline: v.string(),
  modules: v.record(slug, v.strictObject({ title: sentence, summary: sentence }))
});

export const Frontmatter = v.strictObject({
  title: sentence,
  summary: sentence,
  /** Slugs of lessons of the same course. */
  prerequisites: v.array(slug),
  objectives: v.pipe(
    v.array(
      v.strictObject({
        id: slug,
        text: sentence,
        bloom: v.picklist(blooms, `Give a Bloom level: ${blooms.join(', ')}`)
      })
    ),
    v.minLength(1, 'State at least one objective')
  )
});
export type Frontmatter = v.InferOutput<typeof Frontmatter>;

/** The same of a lesson that a school writes: which come before it is said by its course. */
export const SchoolFrontmatter = v.omit(Frontmatter, ['prerequisites']);
export type SchoolFrontmatter = v.InferOutput<typeof SchoolFrontmatter>;

export interface Lesson extends Frontmatter {
  /** `course/slug`, as in the address. */
  id: string;
  course: string;
  module: string;
  slug: string;
  /** The file of its prose, from the content folder on. */
  file: string;
  words: number;
  /** The cases that the prose tells: of each the items that follow without a choice. */
  cases: Record<string, string[]>;
  /** Ids that the prose names, in order of first use; those of cases last, each in its order. */
  checks: string[];
  /** By item: where to read of it again; not of those whose objective the prose never checks. */
  sections: Record<string, { id: string; title: string }>;
  figures: string[];
  sources: string[];
  terms: string[];
  passages: Passage[];
  /** What its sources disagree about, and in which section it is told. */
  disputes: { title: string; section: Section | null }[];
  /** Ids of the sources that each of its sections cites. */
  cited: Record<string, string[]>;
  items: Item[];
}

export interface Module {
  slug: string;
  title: string;
  summary: string;
  lessons: Lesson[];
}

export interface Course {
  slug: string;
  title: string;
  summary: string;
  outline: string;
  modules: Module[];
}

export interface Catalogue {
  courses: Course[];
  sources: Record<string, Source>;
  glossary: Record<string, Term>;
  misconceptions: Record<string, Misconception>;
  claims: Record<string, Claim>;
  outlines: Record<string, Outline>;
}

/** @returns the lessons of a course in the order in which they are read. */
export const lessonsOf = (course: Course): Lesson[] => course.modules.flatMap((m) => m.lessons);

/** @returns the lesson at an address, or undefined. */
export const findLesson = (catalogue: Catalogue, course: string, slug: string) =>
  catalogue.courses
    .filter((c) => c.slug === course)
    .flatMap(lessonsOf)
    .find((lesson) => lesson.slug === slug);

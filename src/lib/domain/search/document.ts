/** What can be found: sections of lessons, terms of the glossary, and questions as they are asked. */
import { splitAtGaps } from '../items/gaps';
import { promptOf, type Item, type Prompt } from '../items/registry';
import { lessonAddress } from '../lesson-address';
import { seededRandom } from '../shuffle';
import type { Findable } from './findable';

export const kinds = ['lesson', 'term', 'item'] as const;
export type Kind = (typeof kinds)[number];

export interface Document {
  id: string;
  kind: Kind;
  title: string;
  address: string;
  /** Where it belongs, in words. */
  context: string;
  text: string;
}

export interface ItemDocument extends Document {
  kind: 'item';
  item: Findable;
}

interface Place {
  id: string;
  title: string;
}

/** As much of a lesson as is searched. */
export interface Searched extends Place {
  summary: string;
  passages: readonly {
    section: Place | null;
    paragraphs: readonly string[];
    rows: readonly string[];
  }[];
}

/** As much of a lesson as tells where its questions stand. */
export interface Asking extends Place {
  checks: readonly string[];
  sections: Readonly<Record<string, Place>>;
}

/**
 * @param lesson with what it says
 * @param module the title of its module
 * @returns a document for each section, and one for the lesson, which says what comes before them
 */
export function lessonDocuments(
  { id, title, summary, passages }: Searched,
  module: string
): Document[] {
  const said = (passage: Searched['passages'][number]) =>
    [...passage.paragraphs, ...passage.rows].join(' ');
  const opening = passages.filter(({ section }) => section === null).map(said);
  const whole: Document = {
    id: `lesson ${id}`,
    kind: 'lesson',
    title,
    address: lessonAddress(id),
    context: module,
    text: [summary, ...opening].filter(Boolean).join(' ')
  };
  const parts = passages.flatMap((passage): Document[] => {
    const { section } = passage;
    if (!section) return [];
    return [
      {
        id: `lesson ${id}#${section.id}`,
        kind: 'lesson',
        title: section.title,
        address: lessonAddress(id, section.id),
        context: title,
        text: said(passage)
      }
    ];
  });
  return [whole, ...parts];
}

/** @returns a term of the glossary */
export const termDocument = (
  id: string,
  { term, definition }: { term: string; definition: string }
): Document => ({
  id: `term ${id}`,
  kind: 'term',
  title: term,
  address: `/glossary#${id}`,
  context: 'Glossary',
  text: definition
});

/**
 * @param item in any version, with its key
 * @param lesson that it belongs to
 * @returns what a learner sees of it before answering, and nothing else
 */
export function itemDocument(item: Item, lesson: Asking): ItemDocument {
  // In another order than the author's, which might give the key away.
  const prompt = promptOf(item, seededRandom(item.id));
  const { id, reserved = false } = item;
  return {
    id: `item ${id}`,
    kind: 'item',
    title: prompt.stem,
    address: lessonAddress(lesson.id, lesson.sections[id]?.id),
    context: prompt.case ? `${lesson.title} · ${prompt.case.title}` : lesson.title,
    text: textsOf(prompt).join(' · '),
    item: { id, lesson: lesson.id, reserved, isAsked: lesson.checks.includes(id) }
  };
}

const texts = (parts: readonly { text: string }[]) => parts.map(({ text }) => text);

/** What is read beside the stem; hints are asked for one by one and so not shown here. */
function textsOf(prompt: Prompt): string[] {
  switch (prompt.type) {
    case 'choice':
    case 'multiple':
      return texts(prompt.options);
    case 'boolean':
      return texts(prompt.reasons);
    case 'classify':
      return texts([...prompt.bins, ...prompt.entries]);
    case 'cloze':
      return [
        splitAtGaps(prompt.text)
          .map((part, i) => (i % 2 ? '…' : part))
          .join('')
      ];
    case 'order':
      return texts(prompt.entries);
    case 'match':
      return texts([...prompt.left, ...prompt.right]);
    case 'numeric':
      return [];
    case 'note':
      return texts(prompt.form === 'sorting' ? prompt.phrases : prompt.rubric);
    case 'hotspot':
      return [prompt.alt, ...texts(prompt.choices)];
    case 'decision':
      return texts(prompt.branches);
  }
}

/** A rule of completion as people read it, whoever it is about. */
import type { Requirement } from './completion-rule';

/** What lessons, quizzes, topics and skills are called; of what is gone, as it was called last. */
export interface Names {
  lessons: Readonly<Record<string, string>>;
  quizzes: Readonly<Record<string, string>>;
  topics: Readonly<Record<string, string>>;
  skills: Readonly<Record<string, string>>;
}

const percent = (share: number) => `${Math.round(share * 1000) / 10}%`;
const quoted = (names: Readonly<Record<string, string>>, id: string) =>
  `“${Object.hasOwn(names, id) ? names[id] : id}”`;

/** So many lessons are named, more are counted. */
const mostNamed = 3;

/** @returns what is asked, as a line of a list */
export function wordsOf(asked: Requirement, { lessons, quizzes, topics, skills }: Names): string {
  switch (asked.kind) {
    case 'lessons': {
      const count = asked.lessons.length;
      const titles = asked.lessons.map((id) => quoted(lessons, id));
      const read =
        count > mostNamed ? `${count} lessons` : [titles.slice(0, -1).join(', '), titles.at(-1)!].filter(Boolean).join(' and '); // prettier-ignore
      const questions = count === 1 ? 'its questions answered' : 'their questions answered';
      return `${read} read${asked.checks ? `, and ${questions}` : ''}`;
    }
    case 'quiz':
      return `${percent(asked.share)} reached in ${quoted(quizzes, asked.quiz)}`;
    case 'recall':
      return `${percent(asked.share)} of ${quoted(topics, asked.topic)} remembered, over at least ${asked.answers} answered questions`;
    case 'skill':
      return `${quoted(skills, asked.skill)} shown in person and signed off`;
    case 'hours':
      return `${asked.hours} hours attested by the school`;
  }
}

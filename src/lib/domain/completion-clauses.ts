/** What is left to do of what completes a course, in words with links. */
import { reaches } from './completion-evidence';
import type { Requirement, Rule } from './completion-rule';

/** What is known of one student, of all that a rule may ask. What is missing there is not there. */
export interface Facts {
  lessons: ReadonlyMap<string, LessonFact>;
  quizzes: ReadonlyMap<string, QuizFact>;
  topics: ReadonlyMap<string, TopicFact>;
  skills: ReadonlyMap<string, SkillFact>;
  /** Hours that the school has attested; null where there are none. */
  hours: number | null;
}

export interface LessonFact {
  title: string;
  /** The lesson that is read in its place, mostly itself; null while nobody can read it. */
  shown: string | null;
  finished: boolean;
  /** Of the questions in it that are asked, how many were never answered. */
  unanswered: number;
}

export interface QuizFact {
  title: string;
  /** Whether it can be sat. */
  offered: boolean;
  /** The best share of points so far, as far as it may be told. */
  best: number | null;
}

export interface TopicFact {
  title: string;
  /** Questions that are asked of it. */
  questions: number;
  answered: number;
  /** Mean chance of recall now over those; null where there are none. */
  recall: number | null;
}

export interface SkillFact {
  title: string;
  signed: boolean;
}

/** Where a link of the sentence leads; the page that shows it knows the address. */
export type Target =
  | { kind: 'lesson'; id: string }
  | { kind: 'quiz'; id: string }
  | { kind: 'topic'; key: string }
  | { kind: 'hours' };

/** A piece of the sentence, perhaps a link. */
export interface Piece {
  text: string;
  to: Target | null;
}

/** A clause of it, `read “A” and 3 more lessons`; and how many single things it asks for. */
export interface Clause {
  left: number;
  pieces: Piece[];
}

export const plain = (text: string): Piece => ({ text, to: null });
const named = (title: string, to: Target | null): Piece => ({ text: `“${title}”`, to });
const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;
const percent = (share: number) => `${Math.round(share * 1000) / 10}%`;
/** Never rounded up to what is asked. */
const percentBelow = (share: number) => `${Math.floor(share * 100)}%`;

/**
 * @returns what is left to do of one requirement, none where it is met. What cannot be done by
 *   anybody, since a lesson was withdrawn or a topic has no question left, is asked of nobody.
 */
export function clausesOf(asked: Requirement, facts: Facts): Clause[] {
  if (asked.kind === 'lessons') return lessonClauses(asked, facts);
  const clause = clauseOf(asked, facts);
  return clause ? [clause] : [];
}

export const isMet = (asked: Requirement, facts: Facts): boolean =>
  clausesOf(asked, facts).length === 0;

function lessonClauses(
  { lessons, checks }: Extract<Requirement, { kind: 'lessons' }>,
  facts: Facts
): Clause[] {
  const readable = lessons.flatMap((id) => {
    const fact = facts.lessons.get(id);
    return fact && fact.shown !== null ? [{ ...fact, shown: fact.shown }] : [];
  });
  const unread = readable.filter(({ finished }) => !finished);
  const unchecked = readable.filter(({ finished, unanswered }) => finished && checks && unanswered);
  const questions = unchecked.reduce((sum, { unanswered }) => sum + unanswered, 0);
  const clauses: Clause[] = [];
  if (unread.length > 0)
    clauses.push({
      left: unread.length,
      pieces: [
        plain('read '),
        ...listOf(unread),
        plain(!checks ? '' : ` with ${unread.length === 1 ? 'its' : 'their'} questions`)
      ]
    });
  if (questions > 0)
    clauses.push({
      left: questions,
      pieces: [
        plain(`answer the ${questions === 1 ? 'question' : `${questions} questions`} left in `),
        ...listOf(unchecked)
      ]
    });
  return clauses;
}

/** “A”, “B” and 3 more lessons. */
function listOf(lessons: readonly { title: string; shown: string }[]): Piece[] {
  const most = lessons.length === 3 ? 3 : 2;
  const shown = lessons
    .slice(0, most)
    .map(({ title, shown: id }) => [named(title, { kind: 'lesson', id })]);
  const rest = lessons.length - shown.length;
  return joined(rest > 0 ? [...shown, [plain(count(rest, 'more lesson'))]] : shown);
}

function clauseOf(asked: Exclude<Requirement, { kind: 'lessons' }>, facts: Facts): Clause | null {
  switch (asked.kind) {
    case 'quiz': {
      const { quiz, share } = asked;
      const { title = quiz, offered = false, best = null } = facts.quizzes.get(quiz) ?? {};
      if (best !== null && best >= share) return null;
      const soFar = best === null ? '' : ` (${percentBelow(best)} so far)`;
      return {
        left: 1,
        pieces: [
          plain(`reach ${percent(share)} in `),
          named(title, offered ? { kind: 'quiz', id: quiz } : null),
          plain(offered ? soFar : `${soFar}, which is no longer offered: ask your school`)
        ]
      };
    }
    case 'recall': {
      const { topic, share, answers } = asked;
      const fact = facts.topics.get(topic);
      if (!fact || fact.questions === 0) return null;
      const { title, questions, answered, recall } = fact;
      const more = Math.min(answers, questions) - answered;
      const link = named(title, { kind: 'topic', key: topic });
      if (more > 0)
        return { left: more, pieces: [plain(`answer ${count(more, 'more question')} on `), link] };
      if (recall !== null && recall >= share) return null;
      const now = recall === null ? '' : ` (${percentBelow(recall)} now)`;
      return { left: 1, pieces: [plain(`remember ${percent(share)} of `), link, plain(now)] };
    }
    case 'skill': {
      const { title, signed } = facts.skills.get(asked.skill) ?? {
        title: 'a skill',
        signed: false
      };
      return signed
        ? null
        : { left: 1, pieces: [plain('have '), named(title, null), plain(' signed off')] };
    }
    case 'hours': {
      const done = facts.hours ?? 0;
      if (reaches(done, asked.hours)) return null;
      const left = Math.ceil((asked.hours - done) * 60 - 1e-6) / 60;
      const shown = count(Math.ceil(left * 10) / 10, 'more hour');
      return {
        left: Math.ceil(left),
        pieces: [
          plain('have '),
          { text: shown, to: { kind: 'hours' } },
          plain(` of ${asked.hours} attested by your school`)
        ]
      };
    }
  }
}

/** @returns what is left of all of it: several skills are one clause */
export function clausesOfRule(rule: Rule, facts: Facts): Clause[] {
  const skills = rule.filter((asked) => asked.kind === 'skill');
  const clauses = rule
    .filter((asked) => asked.kind !== 'skill')
    .flatMap((asked) => clausesOf(asked, facts));
  const unsigned = skills.flatMap((asked) => clausesOf(asked, facts));
  if (unsigned.length === 0) return clauses;
  const names = unsigned.map(({ pieces }) => [pieces[1]!]);
  return [
    ...clauses,
    {
      left: unsigned.length,
      pieces: [plain('have '), ...joined(names), plain(' signed off by an instructor')]
    }
  ];
}

/** `a`, `b` and `c`; clauses that hold lists themselves are parted by `; `. */
export function joined(parts: readonly Piece[][], separator: ', ' | '; ' = ', '): Piece[] {
  const before = (i: number) =>
    i < parts.length - 1 ? separator : separator === '; ' ? '; and ' : ' and ';
  return parts.flatMap((part, i) => (i === 0 ? part : [plain(before(i)), ...part]));
}

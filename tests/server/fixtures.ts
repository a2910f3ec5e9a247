/** Small pieces that tests of the server share. */
import { randomUUID } from 'node:crypto';
import { v7 } from 'uuid';
import type { Learner } from '../../src/lib/server/answers';
import type { Catalogue, Lesson } from '../../src/lib/server/content/catalogue';
import { syncContent } from '../../src/lib/server/content/sync';
import type { Db } from '../../src/lib/server/db/connect';
import { accounts } from '../../src/lib/server/db/schema/accounts';
import type { SubmissionInput } from '../../src/lib/domain/answer';
import { parseItem, type Item } from '../../src/lib/domain/items/registry';

export const noon = new Date('2026-03-10T12:00:00Z');
export const days = (count: number) => count * 86_400_000;
export const after = (moment: Date, ms: number) => new Date(moment.getTime() + ms);

/** A three-option item whose key is `b`. */
export function choiceItem(id: string, stem = `What about ${id}?`): Item {
  const option = (name: string) => ({ id: name, text: name, feedback: `About ${name}.` });
  const parsed = parseItem({
    id,
    type: 'choice',
    stem,
    objective: 'know-it',
    area: '4',
    sources: ['a-source'],
    explanation: 'So it is.',
    options: [option('a'), { ...option('b'), correct: true }, option('c')]
  });
  if ('flaws' in parsed) throw new Error(JSON.stringify(parsed.flaws));
  return parsed.item;
}

/** A note to be written: three points for the facts, one for the plan. */
export function writtenItem(id: string): Item {
  const parsed = parseItem({
    id,
    type: 'note',
    form: 'written',
    reserved: true,
    stem: 'Write the note.',
    objective: 'know-it',
    area: '4',
    sources: ['a-source'],
    explanation: 'So it is.',
    rubric: [
      { id: 'facts', text: 'Has the facts.', points: 3, levels: [{ points: 2, text: 'Most.' }] },
      { id: 'plan', text: 'Has a plan.', points: 1 }
    ],
    model: {
      subjective: 'Stiff neck.',
      objective: '50 degrees.',
      assessment: 'Eased.',
      plan: 'Go.'
    }
  });
  if ('flaws' in parsed) throw new Error(JSON.stringify(parsed.flaws));
  return parsed.item;
}

/** A course of one lesson for each list of items: `course/lesson-1`, `course/lesson-2`, … */
export function catalogueOf(...itemsByLesson: Item[][]): Catalogue {
  const lessons = itemsByLesson.map((items, i): Lesson => ({
    id: `course/lesson-${i + 1}`,
    course: 'course',
    module: 'module',
    slug: `lesson-${i + 1}`,
    file: `course/module/lesson-${i + 1}/lesson.mdx`,
    title: `Lesson ${i + 1}`,
    summary: '',
    prerequisites: [],
    objectives: [],
    words: 700,
    checks: [],
    cases: {},
    sections: {},
    figures: [],
    sources: [],
    terms: [],
    passages: [],
    disputes: [],
    cited: {},
    items
  }));
  const modules = [{ slug: 'module', title: 'Module', summary: '', lessons }];
  return {
    courses: [{ slug: 'course', title: 'Course', summary: '', outline: 'outline', modules }],
    sources: {},
    glossary: {},
    misconceptions: {},
    claims: {},
    outlines: {}
  };
}

/** Ships one lesson with these items, in version 1 each. */
export const ship = (db: Db, ...ids: string[]) =>
  syncContent(db, catalogueOf(ids.map((id) => choiceItem(id))), noon);

/** A new account without password; times are counted in `timeZone`. */
export async function learner(db: Db, timeZone = 'UTC'): Promise<Learner> {
  const id = randomUUID();
  await db.insert(accounts).values({
    id,
    email: `${id}@example.test`,
    name: 'Student',
    passwordHash: 'none',
    timeZone,
    createdAt: noon
  });
  return { id, timeZone };
}

/** An answer to `item`, right unless told otherwise. */
export const answer = (item: string, changes: Partial<SubmissionInput> = {}): SubmissionInput => ({
  id: v7(),
  item,
  version: 1,
  response: { option: 'b' },
  context: 'review',
  answeredAt: noon.toISOString(),
  latencyMs: 4000,
  ...changes
});

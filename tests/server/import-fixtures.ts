/** Questions on their way into a school's bank, in tests. */
import { randomUUID } from 'node:crypto';
import { choiceItem } from './fixtures';
import * as courses from '../../src/lib/server/courses';
import { lessonsOf } from '../../src/lib/server/content/catalogue';
import type { Acceptance, Accepted } from '../../src/lib/domain/exchange/acceptance';

const [first, second] = lessonsOf(courses.catalogue().courses[0]!);
export const [lesson, otherLesson] = [first!, second!];
export const area = Object.keys(courses.outline().areas)[0]!;

/** A choice whose key is `b`, as it comes from a file and with what was chosen for it. */
export function question(stem: string, change: Record<string, unknown> = {}): Accepted {
  const { id: _, sources: __, ...content } = choiceItem('x', stem);
  const objective = lesson.objectives[0]!.id;
  return {
    lesson: lesson.id,
    content: { ...content, objective, area, ...change },
    replaces: null
  };
}

export const acceptance = (questions: Accepted[], id: string = randomUUID()): Acceptance => ({
  id,
  name: 'bank.gift.txt',
  format: 'gift',
  questions
});

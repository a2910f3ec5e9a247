/** Questions that schools of tests write, in the first lesson that ships. */
import { randomUUID } from 'node:crypto';
import { choiceItem, noon } from './fixtures';
import { lessonsOf } from '../../src/lib/server/content/catalogue';
import * as courses from '../../src/lib/server/courses';
import type { Db } from '../../src/lib/server/db/connect';
import { create } from '../../src/lib/server/item-publishing';
import type { Actor } from '../../src/lib/domain/actor';

export const [firstLesson, secondLesson] = lessonsOf(courses.catalogue().courses[0]!) as [
  ReturnType<typeof lessonsOf>[number],
  ReturnType<typeof lessonsOf>[number]
];

/** A question of the first lesson without flaw, as a form has it; its key is `b`. */
export function typed(stem = 'Well?', change: Record<string, unknown> = {}) {
  const { id: _, ...rest } = choiceItem('x', stem);
  return { ...rest, objective: firstLesson.objectives[0]!.id, area: '4', ...change };
}

/** Publishes one at the actor's first school. @returns its id */
export async function publishOwn(
  db: Db,
  actor: Actor,
  stem?: string,
  change?: Record<string, unknown>
): Promise<string> {
  const school = actor.memberships[0]!.school;
  const asked = { id: randomUUID(), lesson: firstLesson.id, content: typed(stem, change) };
  const made = await create(db, actor, school, asked, noon);
  if (!made || made === 'taken' || 'flaws' in made) throw new Error(JSON.stringify(made));
  return made.item;
}

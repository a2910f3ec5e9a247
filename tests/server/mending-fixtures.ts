/** Mending in tests: what an instructor asks for, looks at, and has done. */
import { randomUUID } from 'node:crypto';
import type { Actor } from '../../src/lib/domain/actor';
import type { Mending } from '../../src/lib/domain/mending';
import type { Db } from '../../src/lib/server/db/connect';
import { apply, preview } from '../../src/lib/server/mending';
import type { Preview } from '../../src/lib/server/mending-plan';
import { noon } from './fixtures';

/** From `b` to `c`, unless told otherwise. */
export const toC = (item: string, change: Partial<Mending> = {}): Mending => ({
  item,
  from: [1],
  to: { key: { option: 'c' } },
  policy: 'rescore',
  neverLower: false,
  ...change
});

const schoolOf = (actor: Actor) => actor.memberships[0]!.school;

/** Looks at what must be possible. */
export async function look(db: Db, actor: Actor, mending: Mending): Promise<Preview> {
  const seen = await preview(db, actor, schoolOf(actor), mending);
  if (seen?.status !== 'preview') throw new Error(JSON.stringify(seen));
  return seen.preview;
}

/** Looks and has it done. */
export async function mend(db: Db, actor: Actor, mending: Mending, now = noon) {
  const seen = await look(db, actor, mending);
  const request = { ...mending, id: randomUUID(), seen: seen.digest, reason: 'The key was wrong' };
  return { seen, request, done: await apply(db, actor, schoolOf(actor), request, now) };
}

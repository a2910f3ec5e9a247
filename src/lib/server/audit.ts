/** Who did what to whose record, and why: a log that only grows. */
import { randomUUID } from 'node:crypto';
import type { Db, Transaction } from './db/connect';
import { audit } from './db/schema/corrections';
import type { Actor } from '../domain/actor';

export interface Deed {
  school: string;
  actor: string;
  /** What was done, as `can` names it. */
  action: string;
  /** What it was done to, by id. */
  subject: Record<string, unknown>;
  reason: string;
}

/** Notes a deed; within the transaction that does it, where it has one. */
export async function note(db: Pick<Db, 'insert'>, deed: Deed, now: Date): Promise<void> {
  const { school, actor, ...rest } = deed;
  await db
    .insert(audit)
    .values({ id: randomUUID(), schoolId: school, actorId: actor, ...rest, at: now });
}

/**
 * The same within a transaction of hand-written SQL.
 * @param id one's own, by which a deed is known that is to be done once only
 */
export async function noteIn(
  tx: Transaction,
  deed: Deed,
  now: Date,
  id: string = randomUUID()
): Promise<void> {
  const { school, actor, action, subject, reason } = deed;
  await tx`
    insert into audit (id, school_id, actor_id, action, subject, reason, at)
    values (${id}, ${school}, ${actor}, ${action}, ${JSON.stringify(subject)}::jsonb, ${reason},
      ${now.toISOString()})`;
}

/** Who changes something of a school, and when. */
export interface Change {
  actor: Actor;
  school: string;
  now: Date;
}

/** Notes what somebody has changed, as `noteIn` does. */
export const noteChange = (
  tx: Transaction,
  { actor, school, now }: Omit<Change, 'actor'> & { actor: Pick<Actor, 'id'> },
  action: string,
  subject: Record<string, unknown>,
  reason = ''
): Promise<void> => noteIn(tx, { school, actor: actor.id, action, subject, reason }, now);

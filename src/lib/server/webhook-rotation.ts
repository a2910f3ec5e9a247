/** Another secret in the place of the one that a webhook has. */
import { validate } from 'uuid';
import { noteChange, type Change } from './audit';
import type { Db, Transaction } from './db/connect';
import { once } from './idempotency';
import { makeSecret, openSecret, sealSecret } from './webhook-secrets';
import { canHave } from './webhooks';
import { can } from '../domain/actor';

/** For so long two secrets sign, in ms. */
const overlap = 24 * 3_600_000;

export interface Rotated {
  /** Null where it was asked for more than a day ago, or is replaced since: it is told no more. */
  secret: string | null;
  /** Until when the one before signs too; null where none does. */
  formerUntil: string | null;
}

/**
 * Gives a webhook another secret; for a day the one before signs too. Sent again in that day, the
 * same secret is told: replaced once more, the one that the receiver still has would sign no longer.
 * @param id made by the client
 * @returns 'taken' where something else has the id; null: not theirs
 */
export async function rotate(
  db: Db,
  by: Change,
  webhook: string,
  id: string
): Promise<Rotated | 'taken' | null> {
  const { actor, school, now } = by;
  if (!validate(webhook) || !can(actor, 'webhook.manage', { school }) || !canHave()) return null;
  const wish = { id, asked: { as: 'webhook secret', school, webhook }, now };
  const isMade = (made: Rotated | null) => made !== null;
  const done = await once(db, wish, (tx) => replace(tx, by, webhook, id), isMade);
  if (done.use === 'first') return done.made;
  return done.use === 'again' ? toldAgain(db, by, webhook, id) : 'taken';
}

async function replace(
  tx: Transaction,
  by: Change,
  webhook: string,
  id: string
): Promise<Rotated | null> {
  const { school, now } = by;
  const [known] = await tx<{ secret: string }[]>`
    select secret from webhooks where school_id = ${school} and id = ${webhook} for no key update`;
  if (!known) return null;
  const secret = makeSecret();
  const former = open(school, known.secret) && known.secret;
  const until = former && new Date(now.getTime() + overlap).toISOString();
  await tx`
    update webhooks set secret = ${sealSecret(school, secret)}, secret_id = ${id},
      former_secret = ${former}, former_until = ${until}
    where school_id = ${school} and id = ${webhook}`;
  await noteChange(tx, by, 'webhook.rotate', { webhook });
  return { secret, formerUntil: until };
}

async function toldAgain(
  { $client: sql }: Db,
  { school, now }: Change,
  webhook: string,
  id: string
): Promise<Rotated | null> {
  const since = new Date(now.getTime() - overlap).toISOString();
  const [row] = await sql<{ sealed: string; isTold: boolean; formerUntil: Date | null }[]>`
    select secret as sealed, secret_id is not distinct from idempotency_keys.id and at > ${since}
      as "isTold", former_until as "formerUntil"
    from webhooks, idempotency_keys
    where school_id = ${school} and webhooks.id = ${webhook} and idempotency_keys.id = ${id}`;
  if (!row) return null;
  const formerUntil = row.formerUntil && new Date(row.formerUntil).toISOString();
  return { secret: row.isTold ? open(school, row.sealed) : null, formerUntil };
}

/** @returns null of one that another SIGNING_SECRET sealed: it signs no more */
function open(school: string, sealed: string): string | null {
  try {
    return openSecret(school, sealed);
  } catch {
    return null;
  }
}

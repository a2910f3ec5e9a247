/** The addresses that a school has told of what happens there. Every query asks for the school. */
import { validate } from 'uuid';
import { noteChange, type Change } from './audit';
import type { Db, Transaction } from './db/connect';
import { once } from './idempotency';
import { addEach } from './jobs';
import { reach } from './outgoing';
import { canSeal } from './sealing';
import { deliver, keyOf } from './tasks/deliver';
import { makeSecret, sealSecret } from './webhook-secrets';
import { can, type Actor } from '../domain/actor';
import type { EventType } from '../domain/events';
import {
  flawOfUrl,
  mostWebhooks,
  type NewWebhook,
  type WebhookChange,
  type WebhookState
} from '../domain/webhook';

export interface Webhook {
  id: string;
  url: string;
  description: string;
  /** Null: all. */
  types: EventType[] | null;
  state: WebhookState;
  /** Why it is off. */
  reason: string | null;
  failingSince: string | null;
  /** Until when the secret before the present one signs too. */
  formerUntil: string | null;
  /** Null where the account is gone. */
  createdBy: string | null;
  createdAt: string;
  /** How many deliveries wait. */
  waiting: number;
}

export type Outcome =
  | { outcome: 'done'; id: string }
  | { outcome: 'missing' }
  | { outcome: 'invalid'; field: string; error: string };

const missing = { outcome: 'missing' } as const;
const invalid = (field: string, error: string) => ({ outcome: 'invalid', field, error }) as const;

/** Without a key that seals their secrets there can be no webhooks. */
export const canHave = canSeal;

const rows = ({ $client: sql }: Db, school: string, id: string | null) => sql<Webhook[]>`
  select webhooks.id, url, description, types, webhooks.state, reason,
    to_jsonb(failing_since) as "failingSince", to_jsonb(former_until) as "formerUntil",
    accounts.name as "createdBy", to_jsonb(webhooks.created_at) as "createdAt",
    (select count(*)::int from webhook_deliveries
      where webhook_deliveries.school_id = ${school} and webhook_id = webhooks.id
        and webhook_deliveries.state = 'waiting') as waiting
  from webhooks left join accounts on accounts.id = created_by
  where school_id = ${school} and (${id}::uuid is null or webhooks.id = ${id})
  order by webhooks.created_at, webhooks.id`;

/** @returns those of a school in the order they were added; none unless the actor is an admin */
export async function list(db: Db, actor: Actor, school: string): Promise<Webhook[]> {
  return can(actor, 'webhook.manage', { school }) ? rows(db, school, null) : [];
}

/** @returns null where there is none, or it is not the actor's to see */
export async function find(
  db: Db,
  actor: Actor,
  school: string,
  id: string
): Promise<Webhook | null> {
  if (!validate(id) || !can(actor, 'webhook.manage', { school })) return null;
  const [found] = await rows(db, school, id);
  return found ?? null;
}

/**
 * Adds a webhook. Sent again, it is added once, whatever it is changed to since.
 * @returns with its secret, which is told this once: null where it was added before
 */
export async function add(
  db: Db,
  change: Change,
  asked: NewWebhook
): Promise<
  Exclude<Outcome, { outcome: 'done' }> | { outcome: 'done'; id: string; secret: string | null }
> {
  const { actor, school, now } = change;
  if (!can(actor, 'webhook.manage', { school })) return missing;
  const { id, url } = asked;
  const flaw = flawOfUrl(url, reach() !== 'public');
  if (flaw) return invalid('url', flaw);
  if (!canHave()) return invalid('', 'Whoever runs this Palpate has to set SIGNING_SECRET first');
  const wish = { id, asked: { as: 'webhook', school, ...asked }, now };
  const done = await once(
    db,
    wish,
    (tx) => insert(tx, change, asked),
    (secret) => secret !== null
  );
  if (done.use === 'again') return { outcome: 'done', id, secret: null };
  if (done.use === 'taken')
    return invalid('id', 'This id is taken by another webhook: make a new UUID');
  if (done.made === null)
    return invalid('', `A school has at most ${mostWebhooks} webhooks: delete one first`);
  return { outcome: 'done', id, secret: done.made };
}

/** @returns its secret; null where the school has as many as it may */
async function insert(
  tx: Transaction,
  change: Change,
  { id, url, description, types }: NewWebhook
): Promise<string | null> {
  const { actor, school, now } = change;
  await tx`select pg_advisory_xact_lock(hashtextextended(${`webhooks ${school}`}, 0))`;
  const known = await tx`select from webhooks where school_id = ${school}`;
  if (known.length >= mostWebhooks) return null;
  const secret = makeSecret();
  await tx`
    insert into webhooks (school_id, id, url, description, types, secret, created_by, created_at)
    values (${school}, ${id}, ${url}, ${description}, ${types}, ${sealSecret(school, secret)},
      ${actor.id}, ${now.toISOString()})`;
  await noteChange(tx, change, 'webhook.add', { webhook: id, url, types });
  return secret;
}

/**
 * Has a webhook be as it is asked for. One that is made active again is sent what waits; what
 * happened while it was off it can read as events.
 */
export async function change(
  db: Db,
  by: Change,
  id: string,
  asked: WebhookChange
): Promise<Outcome> {
  const { actor, school } = by;
  if (!validate(id) || !can(actor, 'webhook.manage', { school })) return missing;
  const { url, description, types, state } = asked;
  const flaw = flawOfUrl(url, reach() !== 'public');
  if (flaw) return invalid('url', flaw);
  return db.$client.begin(async (tx): Promise<Outcome> => {
    const [before] = await tx<{ state: WebhookState; url: string }[]>`
      select state, url from webhooks where school_id = ${school} and id = ${id} for no key update`;
    if (!before) return missing;
    const isNew = before.url !== url || before.state !== state;
    await tx`
      update webhooks set url = ${url}, description = ${description}, types = ${types},
        state = ${state}, reason = null,
        failing_since = case when ${isNew} then null else failing_since end,
        misses = case when ${isNew} then 0 else misses end,
        rests_until = case when ${isNew} then null else rests_until end
      where school_id = ${school} and id = ${id}`;
    await noteChange(tx, by, 'webhook.change', { webhook: id, url, types, state });
    if (isNew && state === 'active') await queueAll(tx, school, id);
    return { outcome: 'done', id };
  });
}

/** What waited until the webhook was active again; each knows when it is due. */
async function queueAll(tx: Transaction, school: string, webhook: string): Promise<void> {
  const waiting = await tx<{ event: string }[]>`
    select event_id as event from webhook_deliveries
    where school_id = ${school} and webhook_id = ${webhook} and state = 'waiting'
    order by event_id`;
  const jobs = waiting.map(({ event }) => ({ school, webhook, event }));
  if (jobs.length > 0) await addEach(tx, deliver, jobs, keyOf);
}

/** Deletes a webhook with what was sent to it. @returns whether there was one of theirs */
export async function remove(db: Db, by: Change, id: string): Promise<boolean> {
  const { actor, school } = by;
  if (!validate(id) || !can(actor, 'webhook.manage', { school })) return false;
  return db.$client.begin(async (tx) => {
    const [gone] = await tx<{ url: string }[]>`
      delete from webhooks where school_id = ${school} and id = ${id} returning url`;
    if (gone) await noteChange(tx, by, 'webhook.delete', { webhook: id, url: gone.url });
    return gone !== undefined;
  });
}

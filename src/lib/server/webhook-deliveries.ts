/** What was sent to a webhook and how it went; tests of it, and what is to be sent again. */
import { validate } from 'uuid';
import type { Change } from './audit';
import type { Db } from './db/connect';
import { happened } from './events';
import { add } from './jobs';
import { deliver, keyOf } from './tasks/deliver';
import type { Outcome } from './webhooks';
import { can, type Actor } from '../domain/actor';
import { bodyOf, type EventType } from '../domain/events';
import type { DeliveryState, WebhookState } from '../domain/webhook';

/** One attempt to send it. */
export interface ShownAttempt {
  at: string;
  /** What the receiver answered; null where it did not. */
  status: number | null;
  /** What went wrong; null where nothing did. */
  error: string | null;
  /** How long it took. */
  ms: number;
}

export interface ShownDelivery {
  /** Of the event: what receivers know it by. */
  event: string;
  type: EventType;
  /** When it happened. */
  at: string;
  state: DeliveryState;
  /** Since it was first sent, or sent once more. */
  attempts: number;
  /** What the receiver answered last; null where it did not. */
  status: number | null;
  error: string | null;
  triedAt: string | null;
  /** Of one that waits. */
  nextAt: string | null;
  /** Every attempt that was made, the first first. */
  history: ShownAttempt[];
  /** As it is sent. */
  body: string;
}

/** So many at once. */
export const mostDeliveries = 50;

/**
 * @param before the event from which on they were read: null for the newest
 * @returns the newest first; null where there is no such webhook of theirs
 */
export async function list(
  db: Db,
  actor: Actor,
  school: string,
  webhook: string,
  before: string | null = null
): Promise<ShownDelivery[] | null> {
  if (!validate(webhook) || !can(actor, 'webhook.manage', { school })) return null;
  if (before !== null && !validate(before)) return null;
  const [known] = await db.$client`
    select from webhooks where school_id = ${school} and id = ${webhook}`;
  return known
    ? rows(
        db,
        school,
        webhook,
        db.$client`(${before}::uuid is null or (deliveries.at, event_id) < (
            select at, event_id from webhook_deliveries
            where school_id = ${school} and webhook_id = ${webhook} and event_id = ${before}))`
      )
    : null;
}

/** @returns one of them; null where it is not there, or not theirs */
export async function find(
  db: Db,
  actor: Actor,
  school: string,
  webhook: string,
  event: string
): Promise<ShownDelivery | null> {
  if (![webhook, event].every(validate) || !can(actor, 'webhook.manage', { school })) return null;
  const [found] = await rows(db, school, webhook, db.$client`event_id = ${event}`);
  return found ?? null;
}

async function rows(
  { $client: sql }: Db,
  school: string,
  webhook: string,
  which: ReturnType<Db['$client']>
): Promise<ShownDelivery[]> {
  type Row = Omit<ShownDelivery, 'body'> & { data: unknown };
  const found = await sql<Row[]>`
    select event_id as event, type, to_jsonb(deliveries.at) as at, state, attempts, status, error, data,
      to_jsonb(tried_at) as "triedAt", to_jsonb(next_at) as "nextAt",
      coalesce((select jsonb_agg(jsonb_build_object('at', tries.at, 'status', tries.status,
          'error', tries.error, 'ms', ms) order by number)
        from webhook_attempts as tries
        where tries.school_id = deliveries.school_id and tries.webhook_id = deliveries.webhook_id
          and tries.event_id = deliveries.event_id), '[]') as history
    from webhook_deliveries as deliveries
      join events on events.school_id = deliveries.school_id and events.id = event_id
    where deliveries.school_id = ${school} and webhook_id = ${webhook} and ${which}
    order by deliveries.at desc, event_id desc limit ${mostDeliveries}`;
  return found.map(({ data, ...row }) => {
    const at = new Date(row.at).toISOString();
    return { ...row, body: bodyOf({ type: row.type, at, data }) };
  });
}

/**
 * Sends a test event to a webhook, whatever it listens to and though it be paused or off.
 * @param id made by the client: sent again, it is one test
 */
export async function ping(
  db: Db,
  { actor, school, now }: Change,
  webhook: string,
  id: string
): Promise<Outcome> {
  if (!validate(webhook) || !can(actor, 'webhook.manage', { school }))
    return { outcome: 'missing' };
  return db.$client.begin(async (tx): Promise<Outcome> => {
    const [known] = await tx`
      select from webhooks where school_id = ${school} and id = ${webhook} for key share`;
    if (!known) return { outcome: 'missing' };
    await tx`select pg_advisory_xact_lock(hashtextextended(${`ping ${school} ${id}`}, 0))`;
    const [before] = await tx<{ isOurs: boolean }[]>`
      select type = 'ping' and data->>'webhook' = ${webhook} as "isOurs" from events
      where school_id = ${school} and id = ${id}`;
    if (before?.isOurs) return { outcome: 'done', id };
    if (before)
      return { outcome: 'invalid', field: 'id', error: 'This id is taken: make a new UUID' };
    await happened(tx, school, 'ping', { webhook }, now, id);
    return { outcome: 'done', id };
  });
}

/**
 * Sends something once more, now, under the id that it had: a receiver that has it drops it.
 * @returns 'invalid' where the webhook is sent nothing at present
 */
export async function resend(
  db: Db,
  { actor, school, now }: Change,
  webhook: string,
  event: string
): Promise<Outcome> {
  if (![webhook, event].every(validate) || !can(actor, 'webhook.manage', { school }))
    return { outcome: 'missing' };
  return db.$client.begin(async (tx): Promise<Outcome> => {
    const [known] = await tx<{ state: WebhookState; type: EventType }[]>`
      select webhooks.state, type from webhook_deliveries as deliveries
        join webhooks on webhooks.school_id = deliveries.school_id and webhooks.id = webhook_id
        join events on events.school_id = deliveries.school_id and events.id = event_id
      where deliveries.school_id = ${school} and webhook_id = ${webhook} and event_id = ${event}
      for no key update of deliveries`;
    if (!known) return { outcome: 'missing' };
    if (known.state !== 'active' && known.type !== 'ping')
      return { outcome: 'invalid', field: '', error: 'Resume the webhook first' };
    await tx`
      update webhook_deliveries set state = 'waiting', attempts = 0, next_at = ${now.toISOString()}
      where school_id = ${school} and webhook_id = ${webhook} and event_id = ${event}`;
    await tx`
      update webhooks set rests_until = null where school_id = ${school} and id = ${webhook}
        and rests_until is not null`;
    const delivery = { school, webhook, event };
    await add(tx, deliver, delivery, { key: keyOf(delivery) });
    return { outcome: 'done', id: event };
  });
}

/** One attempt to tell a webhook of an event, and what follows from how it went. */
import type { Db, Transaction } from './db/connect';
import { add } from './jobs';
import * as outgoing from './outgoing';
import { tellOfWebhook } from './tasks/tell-of-webhook';
import { openSecret, signedHeaders } from './webhook-secrets';
import { bodyOf } from '../domain/events';
import { nextTry, patience, rest, retryAfter, type WebhookState } from '../domain/webhook';

export interface Delivery {
  school: string;
  webhook: string;
  event: string;
}

interface Row {
  url: string;
  state: WebhookState;
  secret: string;
  formerSecret: string | null;
  formerUntil: Date | null;
  failingSince: Date | null;
  restsUntil: Date | null;
  misses: number;
  attempts: number;
  nextAt: Date;
  type: string;
  data: unknown;
  at: Date;
}

/** Of what a receiver answered, so much is kept. */
const mostLetters = 500;

/**
 * Sends it, if it is due. Where the process dies before the outcome is noted, it goes out again
 * under the same id.
 * @returns when to come again; null where nothing is left to do
 */
export async function attempt(
  db: Db,
  delivery: Delivery,
  now: Date,
  options: Parameters<typeof outgoing.post>[3] = {}
): Promise<Date | null> {
  const row = await find(db, delivery);
  const isTest = row?.type === 'ping';
  // One that is paused has its deliveries queued again once it is not.
  if (!row || (row.state !== 'active' && !isTest)) return null;
  const due = isTest ? row.nextAt : latest(row.nextAt, row.restsUntil);
  if (due > now) return postpone(db, delivery, due);

  const secrets = [row.secret];
  if (row.formerSecret && row.formerUntil! > now) secrets.push(row.formerSecret);
  const body = bodyOf({ type: row.type, at: row.at.toISOString(), data: row.data });
  const headers = signedHeaders(
    secrets.map((sealed) => openSecret(delivery.school, sealed)),
    { id: delivery.event, body },
    now
  );
  const begun = performance.now();
  const answer = await outgoing.post(row.url, headers, body, options);
  const ms = Math.round(performance.now() - begun);
  return db.$client.begin(async (tx) => {
    const isTaken = 'status' in answer && answer.status >= 200 && answer.status < 300;
    const next = isTaken
      ? await delivered(tx, delivery, answer.status, now)
      : await failed(tx, delivery, row, answer, now);
    await note(tx, delivery, answer, isTaken ? null : errorOf(answer), ms, now);
    return next;
  });
}

/** Keeps how an attempt went, unless the webhook was deleted meanwhile. */
async function note(
  tx: Transaction,
  delivery: Delivery,
  answer: outgoing.Answer,
  error: string | null,
  ms: number,
  now: Date
): Promise<void> {
  const status = 'status' in answer ? answer.status : null;
  await tx`
    insert into webhook_attempts (school_id, webhook_id, event_id, number, at, status, error, ms)
    select school_id, webhook_id, event_id, (select coalesce(max(number), 0) + 1
        from webhook_attempts where ${isIt(tx, delivery)}),
      ${now.toISOString()}, ${status}::int, ${error}::text, ${ms}::int
    from webhook_deliveries where ${isIt(tx, delivery)}`;
}

async function find(db: Db, { school, webhook, event }: Delivery): Promise<Row | undefined> {
  const [row] = await db.$client<Row[]>`
    select url, webhooks.state, secret, former_secret as "formerSecret",
      former_until as "formerUntil", failing_since as "failingSince", rests_until as "restsUntil",
      misses, attempts, next_at as "nextAt", events.type, data, events.at
    from webhook_deliveries as deliveries
      join webhooks on webhooks.school_id = deliveries.school_id and webhooks.id = webhook_id
      join events on events.school_id = deliveries.school_id and events.id = event_id
    where deliveries.school_id = ${school} and webhook_id = ${webhook} and event_id = ${event}
      and deliveries.state = 'waiting'`;
  if (!row) return undefined;
  const date = (at: Date | null) => at && new Date(at);
  return {
    ...{ ...row, formerUntil: date(row.formerUntil), failingSince: date(row.failingSince) },
    ...{ restsUntil: date(row.restsUntil), nextAt: new Date(row.nextAt), at: new Date(row.at) }
  };
}

const latest = (one: Date, other: Date | null) => (other && other > one ? other : one);

async function postpone(db: Db, delivery: Delivery, until: Date): Promise<Date> {
  await db.$client`
    update webhook_deliveries set next_at = ${until.toISOString()}
    where ${isIt(db.$client, delivery)} and state = 'waiting'`;
  return until;
}

const isIt = (sql: Db['$client'] | Transaction, { school, webhook, event }: Delivery) => sql`
  school_id = ${school} and webhook_id = ${webhook} and event_id = ${event}`;

async function delivered(
  tx: Transaction,
  delivery: Delivery,
  status: number,
  now: Date
): Promise<null> {
  await tx`
    update webhook_deliveries set state = 'delivered', attempts = attempts + 1, status = ${status},
      error = null, tried_at = ${now.toISOString()}, next_at = null
    where ${isIt(tx, delivery)}`;
  await tx`
    update webhooks set failing_since = null, misses = 0, rests_until = null
    where school_id = ${delivery.school} and id = ${delivery.webhook}
      and (failing_since, rests_until) is distinct from (null::timestamptz, null::timestamptz)`;
  return null;
}

async function failed(
  tx: Transaction,
  delivery: Delivery,
  row: Row,
  answer: outgoing.Answer,
  now: Date
): Promise<Date | null> {
  const status = 'status' in answer ? answer.status : null;
  const asked = 'status' in answer ? retryAfter(answer.retryAfter, now) : null;
  const pause = status === 410 ? null : nextTry(row.attempts + 1, Math.random(), asked);
  const next = pause === null ? null : new Date(now.getTime() + pause);
  await tx`
    update webhook_deliveries set state = ${next ? 'waiting' : 'failed'}, attempts = attempts + 1,
      status = ${status}, error = ${errorOf(answer)}, tried_at = ${now.toISOString()},
      next_at = ${next?.toISOString() ?? null}
    where ${isIt(tx, delivery)}`;
  // A test shows what it shows, and counts for nothing.
  if (row.type === 'ping' && status !== 410) return next;

  // Whoever cannot be reached, or asks for it, is left alone with everything for a while.
  const misses = status === null ? row.misses + 1 : 0;
  const resting = status === null ? rest(misses) : asked === null ? null : pause;
  const restsUntil = resting === null ? null : new Date(now.getTime() + resting).toISOString();
  const since = row.failingSince ?? now;
  await tx`
    update webhooks set failing_since = ${since.toISOString()}, misses = ${misses},
      rests_until = ${restsUntil}
    where school_id = ${delivery.school} and id = ${delivery.webhook}`;
  const reason = reasonToStop(status, since, now);
  if (!reason) return next;
  await turnOff(tx, delivery, reason);
  return null;
}

function reasonToStop(status: number | null, since: Date, now: Date): string | null {
  if (status === 410) return 'The receiver answered 410 Gone: it wants nothing more';
  if (now.getTime() - since.getTime() < patience) return null;
  return 'Nothing could be delivered for five days';
}

/** Turns a webhook off, with what waits, and writes to the admins of the school. */
async function turnOff(
  tx: Transaction,
  { school, webhook }: Delivery,
  reason: string
): Promise<void> {
  const turned = await tx`
    update webhooks set state = 'off', reason = ${reason}
    where school_id = ${school} and id = ${webhook} and state <> 'off' returning 1`;
  await tx`
    update webhook_deliveries set state = 'failed', next_at = null,
      error = coalesce(error, 'Not sent: the webhook was turned off')
    where school_id = ${school} and webhook_id = ${webhook} and state = 'waiting'`;
  if (turned.length === 0) return;
  const admins = await tx<{ account: string }[]>`
    select account_id as account from members where school_id = ${school} and role = 'admin'`;
  for (const { account } of admins) await add(tx, tellOfWebhook, { school, webhook, account });
}

/** What is told of a failure: the words of the receiver, as far as they are words. */
function errorOf(answer: outgoing.Answer): string {
  if ('failed' in answer) return answer.failed.slice(0, mostLetters);
  const said = answer.text.replace(/[\s\p{Cc}\p{Surrogate}\uFFFD]+/gu, ' ').trim();
  const isRedirect = answer.status >= 300 && answer.status < 400;
  return (isRedirect ? 'Redirects are not followed' : said || 'No text in the answer').slice(
    0,
    mostLetters
  );
}

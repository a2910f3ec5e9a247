/** What happened at schools, for other systems: written with the fact, sent to webhooks, or read. */
import { v7 as uuidv7, validate } from 'uuid';
import type { Db, Transaction } from './db/connect';
import { addEach } from './jobs';
import { link } from './mail';
import { deliver, keyOf } from './tasks/deliver';
import { can, type Actor } from '../domain/actor';
import { placeOf, type EventType, type Fact } from '../domain/events';

/** Days for which events are kept; what they tell of stays. */
export const kept = 90;

/**
 * Notes what happened, in the transaction in which it does, and has every webhook of the school told
 * that listens to it.
 * @param id one's own, for what is sent once only
 */
export const happened = <T extends EventType>(
  tx: Transaction,
  school: string,
  type: T,
  fact: Fact<T>,
  now: Date,
  id?: string
): Promise<void> => allHappened(tx, school, [{ type, fact, id } as Happening], now);

export type Happening = { [T in EventType]: { type: T; fact: Fact<T>; id?: string } }[EventType];

/** The same of several things. */
export async function allHappened(
  tx: Transaction,
  school: string,
  happenings: readonly Happening[],
  now: Date
): Promise<void> {
  if (happenings.length === 0) return;
  const rows = happenings.map(({ type, fact, id = uuidv7() }) => {
    const { member, ...data } = fact as { member?: string | null };
    const place = placeOf(type, fact as Fact<EventType>);
    return { id, type, hasMember: member !== undefined, member, data, place };
  });
  const due = await tx<{ webhook: string; event: string }[]>`
    with given as (
      select (row->>'id')::uuid as id, row->>'type' as type,
        (case when (row->>'hasMember')::boolean then jsonb_build_object('member',
          (select jsonb_build_object('id', id, 'number', number) from member_records
            where school_id = ${school} and id = (row->>'member')::uuid)) else '{}' end)
        || (row->'data')
        || jsonb_build_object('url', ${link('/api/v1/schools/')} || slug || '/' || (row->>'place'))
          as data
      from jsonb_array_elements(${JSON.stringify(rows)}::text::jsonb) as row, schools
      where schools.id = ${school}
    ), made as (
      insert into events (school_id, id, type, data, at)
      select ${school}, id, type, data, ${now.toISOString()} from given
      returning id, type, data
    )
    insert into webhook_deliveries (school_id, webhook_id, event_id, at, next_at)
    select ${school}, webhooks.id, made.id, ${now.toISOString()}, ${now.toISOString()}
    from made join webhooks on school_id = ${school} and ${listens(tx)}
    returning webhook_id as webhook, event_id as event`;
  const deliveries = due.map((one) => ({ school, ...one }));
  if (deliveries.length > 0) await addEach(tx, deliver, deliveries, keyOf);
}

/** Of a webhook and an event: a test goes to the one that it is of, whatever it listens to. */
const listens = (tx: Transaction) => tx`
  case when made.type = 'ping' then webhooks.id::text = made.data->>'webhook'
    else webhooks.state <> 'off' and (webhooks.types is null or made.type = any(webhooks.types)) end`;

/** An event as it is read. */
export interface ReadEvent {
  id: string;
  type: EventType;
  /** ISO 8601. */
  timestamp: string;
  data: Record<string, unknown>;
}

/**
 * @param after the last event that was read; null: from the first that is kept
 * @returns what came after it, in an order that stays: whatever is committed later comes later. Null
 *   where the actor may not; 'gone' where that event is not kept any more
 */
export async function list(
  db: Db,
  actor: Actor,
  school: string,
  { after, limit }: { after: string | null; limit: number }
): Promise<{ events: ReadEvent[]; hasMore: boolean } | 'gone' | null> {
  if (!can(actor, 'webhook.manage', { school })) return null;
  if (after !== null && !validate(after)) return 'gone';
  await place(db, school);
  const [from] = await db.$client<{ place: string }[]>`
    select place from events where school_id = ${school} and id = ${after}::uuid`;
  if (after !== null && !from) return 'gone';
  const rows = await db.$client<(Omit<ReadEvent, 'timestamp'> & { at: Date })[]>`
    select id, type, data, at from events
    where school_id = ${school} and place > ${from?.place ?? 0}
    order by place limit ${limit + 1}`;
  return {
    events: rows
      .slice(0, limit)
      .map(({ at, id, type, data }) => ({ id, type, timestamp: new Date(at).toISOString(), data })),
    hasMore: rows.length > limit
  };
}

/**
 * Gives a place to each event that has none. One at a time, each seeing all that was committed
 * before it: no event comes to stand before one that somebody has read.
 */
async function place(db: Db, school: string): Promise<void> {
  await db.$client.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtextextended(${`events ${school}`}, 0))`;
    await tx`
      update events set place = placed.place from (
        select id, nextval('events_places') as place from (
          select id from events where school_id = ${school} and place is null
          order by at, id offset 0) as open) as placed
      where events.school_id = ${school} and events.id = placed.id`;
  });
}

/** Forgets events that are older than `kept`, with what was delivered of them. @returns how many */
export async function prune(db: Db, now: Date): Promise<number> {
  const before = new Date(now.getTime() - kept * 86_400_000).toISOString();
  const gone = await db.$client`delete from events where at < ${before}`;
  return gone.count;
}

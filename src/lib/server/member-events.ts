/** The log of what happened to memberships: rows are added, within the transaction that does it. */
import type { Db, Transaction } from './db/connect';
import { allHappened, type Happening } from './events';
import type { Role } from '../domain/actor';
import { dateOf } from '../domain/day';
import type { EventDetail, EventKind } from '../domain/membership';

/** Who changes something at a school, and when. */
export interface Change {
  actor: { id: string };
  school: string;
  now: Date;
}

export interface NewEvent {
  kind: EventKind;
  /** The study day from which it counts. */
  day: number;
  detail?: EventDetail;
  reason?: string;
}

/** Notes the same for each of these accounts in the school's record of it. */
export async function add(
  tx: Transaction,
  { actor, school, now }: Change,
  accounts: readonly string[],
  { kind, day, detail = {}, reason = '' }: NewEvent
): Promise<void> {
  const noted = await tx<{ record: string; role: Role }[]>`
    with noted as (
      insert into member_events
        (id, school_id, record_id, kind, day, detail, actor_id, reason, at)
      select gen_random_uuid(), school_id, id, ${kind}, ${day}, ${JSON.stringify(detail)}::jsonb,
        ${actor.id}, ${reason}, ${now.toISOString()}
      from member_records
      where school_id = ${school} and account_id = any(${accounts as string[]}::uuid[])
      order by id returning record_id)
    select id as record, role from noted join member_records on id = record_id`;
  const told = noted.map(({ record, role }) => toldOf(record, role, { kind, day, detail }));
  await allHappened(tx, school, told, now);
}

/** The same event as other systems are told of it: without reasons, and without names of people. */
export function toldOf(
  member: string,
  role: Role,
  { kind, day, detail = {} }: Pick<NewEvent, 'kind' | 'day' | 'detail'>
): Happening {
  if (kind === 'joined' || kind === 'returned') {
    const again = kind === 'returned';
    return { type: 'member.joined', fact: { member, role: detail.role ?? role, again } };
  }
  const { cohort = null, field = null, until } = detail;
  const fact = {
    ...{ member, change: kind, date: dateOf(day), role: detail.role ?? null, cohort, field },
    until: until === null || until === undefined ? null : dateOf(until)
  };
  return { type: 'member.changed', fact };
}

/** What happened, as the page of a member shows it. */
export interface MemberEvent {
  kind: EventKind;
  day: number;
  detail: EventDetail;
  reason: string;
  at: string;
  /** Name of who saw to it; null where the account is gone. */
  by: string | null;
}

/** @returns the log of a record, the newest first */
export const list = ({ $client: sql }: Db, school: string, record: string) => sql<MemberEvent[]>`
  select kind, day, detail, reason, to_jsonb(at) as at, accounts.name as by
  from member_events left join accounts on accounts.id = actor_id
  where school_id = ${school} and record_id = ${record}
  order by member_events.at desc, day desc, member_events.id`;

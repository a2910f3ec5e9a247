/** Holds: as long as one stands, nothing of a record is removed. */
import { validate } from 'uuid';
import type { Change } from './audit';
import type { Db } from './db/connect';
import * as roster from './roster';
import { can, type Actor } from '../domain/actor';
import type { HoldInput } from '../domain/retention';

export interface Hold {
  id: string;
  reason: string;
  by: string;
  at: string;
  released: { by: string; at: string; reason: string } | null;
}

/** A hold in the list of a school. */
export interface SchoolHold extends Hold {
  student: { id: string; name: string };
}

/** A change, with the study day of the one who acts. */
type Placing = Change & { today: number };

const selected = ({ $client: sql }: Pick<Db, '$client'>, school: string) => sql`
  select record_holds.id, reason, actor_name as by, to_jsonb(at) as at,
    jsonb_build_object('id', record_id, 'name', member_records.name) as student,
    (select jsonb_build_object('by', actor_name, 'at', at, 'reason', reason)
      from record_holds as back
      where back.school_id = ${school} and back.releases = record_holds.id) as released
  from record_holds join member_records on member_records.school_id = record_holds.school_id
    and member_records.id = record_id
  where record_holds.school_id = ${school} and releases is null`;

/** @returns the holds of a record, the newest first. Whoever asks has been checked. */
export async function listOf(db: Pick<Db, '$client'>, school: string, record: string) {
  const rows = await db.$client<SchoolHold[]>`
    ${selected(db, school)} and record_id = ${record} order by at desc, record_holds.id`;
  return rows.map(({ student: _, ...hold }): Hold => hold);
}

/** @returns those of a school that stand, the newest first; none unless the actor may set them */
export async function standing(db: Db, actor: Actor, school: string): Promise<SchoolHold[]> {
  if (!can(actor, 'record.manage', { school })) return [];
  return db.$client<SchoolHold[]>`
    select * from (${selected(db, school)}) as holds where released is null
    order by at desc, id`;
}

/** Places a hold; sent again, it is placed once. @returns 'missing' where there is no such record, or the actor may not */
export async function place(
  db: Db,
  { actor, school, today, now }: Placing,
  record: string,
  { id, reason }: HoldInput
): Promise<'done' | 'missing' | 'taken'> {
  if (!can(actor, 'record.manage', { school })) return 'missing';
  if (!(await roster.find(db, actor, school, record, today))) return 'missing';
  // Whoever removes something of the record meanwhile has locked it: this waits, or that does.
  await db.$client`
    insert into record_holds (school_id, id, record_id, reason, actor_id, actor_name, at)
    select ${school}, ${id}, ${record}, ${reason}, id, name, ${now.toISOString()}
    from accounts where id = ${actor.id}
    on conflict do nothing`;
  const [same] = await db.$client`
    select from record_holds
    where school_id = ${school} and id = ${id} and record_id = ${record} and releases is null`;
  return same ? 'done' : 'taken';
}

/** Releases a hold, by a row of its own; of two who do the first counts. */
export async function release(
  db: Db,
  { actor, school, now }: Change,
  record: string,
  hold: string,
  { id, reason }: HoldInput
): Promise<'done' | 'missing'> {
  if (!can(actor, 'record.manage', { school }) || !validate(hold) || !validate(record))
    return 'missing';
  await db.$client`
    insert into record_holds (school_id, id, record_id, releases, reason, actor_id, actor_name, at)
    select ${school}, ${id}, record_id, record_holds.id, ${reason}, accounts.id, accounts.name,
      ${now.toISOString()}
    from record_holds, accounts
    where school_id = ${school} and record_id = ${record} and record_holds.id = ${hold}
      and releases is null and accounts.id = ${actor.id}
    on conflict do nothing`;
  const [released] = await db.$client`
    select from record_holds
    where school_id = ${school} and record_id = ${record} and releases = ${hold}`;
  return released ? 'done' : 'missing';
}

/** Which questions licensed instructors of a school have vouched for, and who. */
import { randomUUID } from 'node:crypto';
import type { PendingQuery, Row } from 'postgres';
import type { Attempt } from './attempts';
import { bank } from './bank';
import type { Db } from './db/connect';
import { versionKey } from './items';
import { can, type Actor } from '../domain/actor';
import type { Signed, SignOff } from '../domain/sign-off';

/** A row of the log. */
export interface Entry {
  id: string;
  version: number;
  name: string;
  at: string;
  /** Null where a sign-off was taken back. */
  license: string | null;
  /** Why it was taken back; null where it was not. */
  reason: string | null;
}

/**
 * @param where of the rows of `sign_offs`
 * @returns what they leave standing, by `versionKey`: the newest row of a school counts, and of
 *   several schools the first that signed
 */
async function standing(db: Db, where: PendingQuery<Row[]>): Promise<ReadonlyMap<string, Signed>> {
  const rows = await db.$client<({ item: string; version: number } & Signed)[]>`
    select item, version, by, license, to_jsonb(at) as at from (
      select distinct on (school_id, item_id, version)
        item_id as item, version, name as by, license, at
      from sign_offs where ${where}
      order by school_id, item_id, version, at desc, id desc) as newest
    where license is not null order by at desc`;
  return new Map(
    rows.map(({ item, version, ...signed }) => [versionKey(item, version), signed] as const)
  );
}

/**
 * @param among which items, as a condition on `item_id`
 * @returns what the account is told of them, by `versionKey`: who of its schools has signed off
 *   which version; what awaits review is missing
 */
export const forAccount = (db: Db, account: string, among: PendingQuery<Row[]>) =>
  standing(
    db,
    db.$client`${among}
      and school_id in (select school_id from members where account_id = ${account})`
  );

/** @returns the same of the questions of an attempt */
export const forAttempt = (db: Db, { id, account }: Pick<Attempt, 'id' | 'account'>) =>
  forAccount(
    db,
    account,
    db.$client`item_id in (select item_id from attempt_items where attempt_id = ${id})`
  );

/** @returns the sign-offs of an item by a school, the newest first; none unless the actor may sign */
export async function history(
  db: Db,
  actor: Actor,
  school: string,
  item: string
): Promise<Entry[]> {
  if (!can(actor, 'item.sign', { school })) return [];
  return db.$client<Entry[]>`
    select id, version, name, license, reason, to_jsonb(at) as at from sign_offs
    where school_id = ${school} and item_id = ${item} order by at desc, id desc`;
}

/** @returns the license that an account last signed with, '' before the first time */
export async function licenseOf(db: Db, account: string): Promise<string> {
  const [last] = await db.$client<{ license: string }[]>`
    select license from sign_offs
    where signer_id = ${account} and license is not null order by at desc limit 1`;
  return last?.license ?? '';
}

/**
 * Signs off the version that members of the school are asked. Signing what the same person has
 * signed already changes nothing.
 * @returns 'missing' where there is no such item, or the actor may not sign there; 'stale' where
 *   another version is asked by now
 */
export async function sign(
  db: Db,
  actor: Actor,
  school: string,
  item: string,
  { version, license }: Pick<SignOff, 'version' | 'license'>,
  now: Date
): Promise<'signed' | 'missing' | 'stale'> {
  const current = await currentOf(db, actor, school, item);
  if (current === null) return 'missing';
  if (current !== version) return 'stale';
  await db.$client`
    insert into sign_offs (id, school_id, item_id, version, signer_id, name, license, at)
    select ${randomUUID()}, ${school}, ${item}, ${version}::int, id, name, ${license},
      ${now.toISOString()}
    from accounts where id = ${actor.id} and not exists (
      select from (select signer_id, license from sign_offs
        where school_id = ${school} and item_id = ${item} and version = ${version}::int
        order by at desc, id desc limit 1) as newest
      where newest.signer_id = ${actor.id} and newest.license = ${license})`;
  return 'signed';
}

/**
 * Takes back whatever vouches for a version at the school: it awaits review again.
 * @returns 'missing' where there is no such item, the actor may not sign there, or nothing vouches
 */
export async function withdraw(
  db: Db,
  actor: Actor,
  school: string,
  item: string,
  reason: string,
  now: Date
): Promise<'withdrawn' | 'missing'> {
  const current = await currentOf(db, actor, school, item);
  if (current === null) return 'missing';
  const rows = await db.$client`
    insert into sign_offs (id, school_id, item_id, version, signer_id, name, reason, at)
    select ${randomUUID()}, ${school}, ${item}, ${current}::int, id, name, ${reason},
      ${now.toISOString()}
    from accounts where id = ${actor.id} and (
      select license from sign_offs
      where school_id = ${school} and item_id = ${item} and version = ${current}::int
      order by at desc, id desc limit 1) is not null
    returning 1`;
  return rows.length > 0 ? 'withdrawn' : 'missing';
}

/** @returns the version that members are asked; null where there is none, or the actor may not sign */
async function currentOf(
  db: Db,
  actor: Actor,
  school: string,
  item: string
): Promise<number | null> {
  if (!can(actor, 'item.sign', { school })) return null;
  const [found] = await bank(db, school, null, [item]);
  return found?.version ?? null;
}

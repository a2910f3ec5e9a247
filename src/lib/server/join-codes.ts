/** Codes by which a class joins a cohort of its school. */
import { randomInt } from 'node:crypto';
import { noteChange, type Change } from './audit';
import type { Visitor } from './accounts';
import * as cohorts from './cohorts';
import type { Db } from './db/connect';
import { admit } from './joining';
import * as limits from './limits';
import type { Account } from '../domain/account';
import { can, type Actor } from '../domain/actor';
import { makeCode, readCode, type CodeRules } from '../domain/join-code';

export interface JoinCode {
  code: string;
  cohort: { id: string; name: string };
  uses: number;
  places: number;
  expiresAt: string;
}

/** @returns the codes that work, by cohort; of the cohorts that the actor sees */
export async function list(db: Db, actor: Actor, school: string, now: Date): Promise<JoinCode[]> {
  const own = await cohorts.list(db, actor, school);
  return db.$client<JoinCode[]>`
    select code, jsonb_build_object('id', cohorts.id, 'name', name) as cohort, uses, places,
      to_jsonb(expires_at) as "expiresAt"
    from join_codes join cohorts on cohorts.id = cohort_id
    where join_codes.school_id = ${school} and closed_at is null
      and expires_at > ${now.toISOString()}
      and cohort_id = any(${own.map(({ id }) => id)}::uuid[])
    order by name, cohorts.id`;
}

/** Makes a code for a cohort; the one before works no more. @returns null where the actor may not */
export async function open(
  db: Db,
  change: Change,
  cohort: string,
  { places, days }: CodeRules
): Promise<JoinCode | null> {
  const { actor, school, now } = change;
  if (!can(actor, 'member.manage', { school })) return null;
  const found = await cohorts.find(db, actor, school, cohort);
  if (!found) return null;
  const code = makeCode(randomInt);
  const expiresAt = new Date(now.getTime() + days * 86_400_000).toISOString();
  await db.$client.begin(async (tx) => {
    // Two who renew it at once do so one after the other.
    await tx`select from cohorts where id = ${cohort} for no key update`;
    await tx`update join_codes set closed_at = ${now.toISOString()}
      where cohort_id = ${cohort} and school_id = ${school} and closed_at is null`;
    await tx`
      insert into join_codes (code, school_id, cohort_id, places, created_by, created_at, expires_at)
      values (${code}, ${school}, ${cohort}, ${places}, ${actor.id}, ${now.toISOString()},
        ${expiresAt})`;
    await noteChange(tx, change, 'join-code.open', { cohort, places, days });
  });
  return { code, cohort: { id: cohort, name: found.name }, uses: 0, places, expiresAt };
}

/** Ends the code of a cohort. @returns whether there was one that the actor may end */
export async function close(db: Db, change: Change, cohort: string): Promise<boolean> {
  const { actor, school, now } = change;
  if (!can(actor, 'member.manage', { school })) return false;
  if (!(await cohorts.find(db, actor, school, cohort))) return false;
  return db.$client.begin(async (tx) => {
    const closed = await tx`
      update join_codes set closed_at = ${now.toISOString()}
      where cohort_id = ${cohort} and school_id = ${school} and closed_at is null returning 1`;
    if (closed.length === 0) return false;
    await noteChange(tx, change, 'join-code.close', { cohort });
    return true;
  });
}

/** What a code leads to. */
export interface Destination {
  school: { name: string; slug: string };
  cohort: string;
  /** Whether as many have joined as may. */
  isFull: boolean;
}

/**
 * @param typed a code as people type it
 * @returns null where there is none that works; 'limited' after too many that did not
 */
export async function find(
  db: Db,
  typed: string,
  visitor: Visitor,
  now: Date
): Promise<Destination | null | limits.Limited> {
  const claim: limits.Claim = ['join-address', limits.network(visitor.address)];
  const limited = await limits.take(db, claim);
  if (limited) return limited;
  const [found] = await db.$client<Destination[]>`
    select jsonb_build_object('name', schools.name, 'slug', slug) as school,
      cohorts.name as cohort, uses >= places as "isFull"
    from join_codes join schools on schools.id = school_id join cohorts on cohorts.id = cohort_id
    where code = ${readCode(typed)} and closed_at is null and expires_at > ${now.toISOString()}`;
  if (found) await limits.giveBack(db, claim);
  return found ?? null;
}

export type Joined =
  | { outcome: 'joined' | 'already'; school: string }
  | { outcome: 'missing' }
  | { outcome: 'full' }
  | limits.Limited;

/**
 * Joins by a code. Who is in the cohort already, or is staff of the school, takes no place.
 * @returns 'missing' where no such code works; 'full' where its places are taken
 */
export async function use(
  db: Db,
  account: Pick<Account, 'id' | 'timeZone'>,
  typed: string,
  now: Date
): Promise<Joined> {
  const claim: limits.Claim = ['join-account', account.id];
  const limited = await limits.take(db, claim);
  if (limited) return limited;
  const result = await db.$client.begin(async (tx): Promise<Joined> => {
    const [code] = await tx<Found[]>`
      select code, school_id as id, cohort_id as cohort, uses < places as "hasRoom",
        slug as school
      from join_codes join schools on schools.id = school_id
      where code = ${readCode(typed)} and closed_at is null and expires_at > ${now.toISOString()}
      for no key update of join_codes`;
    if (!code) return { outcome: 'missing' };
    const { school } = code;
    const there = await tx`
      select from members where school_id = ${code.id} and account_id = ${account.id}
        and (role <> 'student' or exists (select from cohort_members
          where cohort_id = ${code.cohort} and account_id = ${account.id}))`;
    if (there.length > 0) return { outcome: 'already', school };
    if (!code.hasRoom) return { outcome: 'full' };
    await tx`update join_codes set uses = uses + 1 where code = ${code.code}`;
    const admission = { role: 'student' as const, by: 'code' as const, cohort: code.cohort };
    await admit(tx, code.id, account, admission, now);
    return { outcome: 'joined', school };
  });
  if (result.outcome !== 'missing') await limits.giveBack(db, claim);
  return result;
}

interface Found {
  code: string;
  id: string;
  cohort: string;
  hasRoom: boolean;
  school: string;
}

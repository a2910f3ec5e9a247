/** What a school attests of the hours of its students, line by line. */
import { validate } from 'uuid';
import { isAttested } from './credited-hours';
import type { Db, Transaction } from './db/connect';
import { happened } from './events';
import { lock, type Owner } from './hour-ledger';
import { add } from './jobs';
import type { Change } from './programs';
import { isDuplicate } from './races';
import { complete, keyOf } from './tasks/complete';
import { can } from '../domain/actor';
import type { NewAttestations, TakenBack } from '../domain/attestation';
import { dateOf } from '../domain/day';

export interface Attestation {
  id: string;
  fromDay: number;
  untilDay: number;
  lines: number;
  ms: number;
  statement: string;
  by: string;
  at: string;
  /** Where it was taken back: who, when and why. */
  withdrawn: { by: string; at: string; reason: string } | null;
}

/** What became of it for one student; where lines changed since they were read, how they are now. */
export type Result =
  | { student: string; status: 'attested' }
  | { student: string; status: 'changed'; lines: number; ms: number }
  /** Something else has the id that was given for it. */
  | { student: string; status: 'taken' }
  | { student: string; status: 'missing' };

/**
 * Attests the lines of a period that are not attested, for each of the students by itself. A line
 * that comes later, or a correction, is not attested with them.
 * @returns in the order of the students; null where the actor may not
 */
export async function attest(
  db: Db,
  { actor, school, now }: Change,
  { from, until, statement, students }: NewAttestations
): Promise<Result[] | null> {
  if (!can(actor, 'hours.attest', { school })) return null;
  const results: Result[] = [];
  for (const { id, student, lines, ms } of students) {
    const seen = { lines, ms };
    const work = db.$client.begin(async (tx): Promise<Result> => {
      await lock(tx, school, [student]);
      const owner = { school, record: student };
      const [before] = await tx<{ isSame: boolean }[]>`
        select record_id = ${student} and withdraws is null and from_day = ${from}::int
          and until_day = ${until}::int and statement = ${statement}
          and ms = ${ms}::bigint as "isSame"
        from attestations where school_id = ${school} and id = ${id}`;
      if (before) return { student, status: before.isSame ? 'attested' : 'taken' };
      const open = await openOf(tx, owner, from, until);
      if (open.lines !== seen.lines || open.ms !== seen.ms)
        return { student, status: 'changed', lines: open.lines, ms: open.ms };
      if (open.lines === 0) return { student, status: 'missing' };
      await tx`
        insert into attestations (school_id, id, record_id, from_day, until_day, ms, statement,
          actor_id, actor_name, at)
        select ${school}, ${id}, ${student}, ${from}::int, ${until}::int, ${open.ms}::bigint,
          ${statement}, id, name, ${now.toISOString()}
        from accounts where id = ${actor.id}`;
      await tx`
        insert into attested_entries (school_id, record_id, attestation_id, entry_id)
        select ${school}, ${student}, ${id}, hour_entries.id from hour_entries
        where school_id = ${school} and record_id = ${student}
          and day between ${from}::int and ${until}::int and not ${isAttested(tx)}`;
      await queueCompletion(tx, owner);
      const period = { from: dateOf(from), until: dateOf(until) };
      const fact = { member: student, attestation: id, ...period, ...open };
      await happened(tx, school, 'hours.attested', fact, now);
      return { student, status: 'attested' };
    });
    const one = work.catch((error: unknown): Result => {
      if (isDuplicate(error)) return { student, status: 'taken' };
      throw error;
    });
    results.push(await one);
  }
  return results;
}

/** What was attested may be the last that a rule of completion asks for. */
async function queueCompletion(tx: Transaction, { school, record }: Owner): Promise<void> {
  const [student] = await tx<{ account: string }[]>`
    select account_id as account from members join member_records using (school_id, account_id)
    where school_id = ${school} and member_records.id = ${record} and members.role = 'student'`;
  if (student) await add(tx, complete, student, { key: keyOf(student) });
}

/** What of a period is not attested. */
async function openOf(tx: Transaction, { school, record }: Owner, from: number, until: number) {
  const [row] = await tx<{ lines: number; ms: string }[]>`
    select count(*)::int as lines, coalesce(sum(ms), 0) as ms from hour_entries
    where school_id = ${school} and record_id = ${record}
      and day between ${from}::int and ${until}::int and not ${isAttested(tx)}`;
  return { lines: row!.lines, ms: Number(row!.ms) };
}

/**
 * Takes an attestation back, by a row of its own: its lines are not approved any more.
 * @returns 'missing' where there is none that stands, or the actor may not; 'taken' where something
 *   else has the id
 */
export async function takeBack(
  db: Db,
  { actor, school, now }: Change,
  attestation: string,
  { id, reason }: TakenBack
): Promise<'done' | 'taken' | 'missing'> {
  if (!can(actor, 'hours.attest', { school }) || !validate(attestation)) return 'missing';
  const isDone = await db.$client.begin(async (tx) => {
    const [row] = await tx<{ member: string; from: number; until: number }[]>`
      insert into attestations (school_id, id, record_id, from_day, until_day, ms, statement,
        withdraws, actor_id, actor_name, at)
      select ${school}, ${id}, record_id, from_day, until_day, ms, ${reason}, attestations.id,
        accounts.id, accounts.name, ${now.toISOString()}
      from attestations, accounts
      where school_id = ${school} and attestations.id = ${attestation} and withdraws is null
        and accounts.id = ${actor.id}
      on conflict do nothing
      returning record_id as member, from_day as from, until_day as until`;
    if (!row) return false;
    const { member, from, until } = row;
    const fact = { member, attestation, from: dateOf(from), until: dateOf(until) };
    await happened(tx, school, 'hours.attestation_withdrawn', fact, now);
    return true;
  });
  if (isDone) return 'done';
  const [before] = await db.$client<{ isSame: boolean }[]>`
    select withdraws is not distinct from ${attestation}::uuid and statement = ${reason}
      as "isSame"
    from attestations where school_id = ${school} and id = ${id}`;
  if (!before) return 'missing';
  return before.isSame ? 'done' : 'taken';
}

/** @returns what was attested of a student, the newest first. Whoever asks has been checked. */
export const listOf = (db: Db, { school, record }: Owner): Promise<Attestation[]> =>
  db.$client<Attestation[]>`
    select id, from_day as "fromDay", until_day as "untilDay", ms::float8 as ms, statement,
      (select count(*)::int from attested_entries
        where attested_entries.school_id = ${school} and attestation_id = attestations.id) as lines,
      actor_name as by, to_jsonb(at) as at,
      (select jsonb_build_object('by', actor_name, 'at', at, 'reason', statement)
        from attestations as back
        where back.school_id = ${school} and back.withdraws = attestations.id) as withdrawn
    from attestations
    where school_id = ${school} and record_id = ${record} and withdraws is null
    order by at desc, id desc`;

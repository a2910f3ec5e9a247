/** The hours for which a school has given its word: what papers and rules of completion count. */
import type { Db, Transaction } from './db/connect';
import * as hourSettings from './hour-settings';
import { reaches, type CreditedHours } from '../domain/completion-evidence';
import { clockHours } from '../domain/hours';

/** For queries: of lines whether an attestation that was not taken back is about them. */
export const isAttested = (sql: Db['$client'] | Transaction) => sql`exists (
  select from attested_entries
  where attested_entries.school_id = hour_entries.school_id and entry_id = hour_entries.id
    and not exists (
      select from attestations where attestations.school_id = attested_entries.school_id
        and withdraws = attestation_id))`;

/** @returns whether a school keeps hours: a rule may ask for them only there */
export async function keepsHours({ $client: sql }: Db, school: string): Promise<boolean> {
  const rows = await sql`select from hour_settings where school_id = ${school}`;
  return rows.length > 0;
}

/** @returns hours by the student's record, in one query; who has none is missing */
export async function creditedHours(
  db: Db,
  school: string,
  records: readonly string[]
): Promise<ReadonlyMap<string, number>> {
  const [{ minutesPerHour }, rows] = await Promise.all([
    hourSettings.find(db, school),
    db.$client<{ record: string; ms: number }[]>`
      select record_id as record, sum(ms)::float8 as ms from hour_entries
      where school_id = ${school} and record_id = any(${records as string[]}::uuid[])
        and ${isAttested(db.$client)}
      group by record_id`
  ]);
  return new Map(rows.map(({ record, ms }) => [record, clockHours(ms, minutesPerHour)]));
}

/**
 * @param asked hours
 * @returns the attestations by which a student had so many, the earliest first, and the moment of
 *   the last of them; all of them where they do not reach
 */
export async function hoursProof(
  db: Db,
  school: string,
  record: string,
  asked: number
): Promise<CreditedHours & { at: string | null }> {
  const [{ minutesPerHour }, rows] = await Promise.all([
    hourSettings.find(db, school),
    db.$client<{ id: string; ms: number; at: string }[]>`
      select given.id, given.ms::float8 as ms, to_jsonb(given.at) as at from attestations as given
      where school_id = ${school} and record_id = ${record} and withdraws is null
        and not exists (select from attestations as back
          where back.school_id = ${school} and back.withdraws = given.id)
      order by given.at, given.id`
  ]);
  let ms = 0;
  const named: string[] = [];
  let at: string | null = null;
  for (const one of rows) {
    if (reaches(clockHours(ms, minutesPerHour), asked)) break;
    ms += one.ms;
    named.push(one.id);
    at = one.at;
  }
  return { hours: clockHours(ms, minutesPerHour), minutesPerHour, attestations: named, at };
}

/**
 * Adds up hours anew, by SQL of its own over the raw logs, and compares: `npm run hours`. Nothing
 * here uses what writes or sums the ledger elsewhere, but for the sums that are compared.
 */
import type { Db } from './db/connect';
import { linesOf } from './hours';
import { totals } from '../domain/hour-totals';

/** Something that does not add up. */
export interface Difference {
  school: string;
  record: string;
  what: string;
}

/** @returns how much was looked at, and what does not add up */
export async function check(db: Db): Promise<{
  records: number;
  lines: number;
  differences: Difference[];
}> {
  const sql = db.$client;
  const sums = await sql<
    { school: string; record: string; ms: number; lines: number; distance: number }[]
  >`
    select school_id as school, record_id as record, sum(ms)::float8 as ms, count(*)::int as lines,
      coalesce(sum(ms) filter (where mode in ('synchronous', 'asynchronous')), 0)::float8 as distance
    from hour_entries group by 1, 2 order by 1, 2`;
  const differences = (await Promise.all(rules(db))).flat();
  for (const { school, record, ms, distance } of sums) {
    const shown = totals(await linesOf(db, { school, record }));
    if (shown.ms !== ms)
      differences.push({ school, record, what: `shown are ${shown.ms} ms, the log has ${ms}` });
    if (shown.distance.ms !== distance)
      differences.push({
        school,
        record,
        what: `at a distance ${shown.distance.ms} ms are shown, the log has ${distance}`
      });
  }
  const lines = sums.reduce((all, one) => all + one.lines, 0);
  return { records: sums.length, lines, differences };
}

/** Each finds what breaks one rule. */
function rules({ $client: sql }: Db): Promise<Difference[]>[] {
  return [
    sql<Difference[]>`
      select school_id as school, record_id as record,
        'time online overlaps itself: ' || sum(ms) || ' ms are given, ' || passed || ' have passed' as what
      from (select school_id, record_id, ms, (
          select extract(epoch from sum(upper(part) - lower(part))) * 1000
          from (select unnest(range_agg(tstzrange(starts_at, ends_at))) as part
            from hour_entries as same where same.school_id = hour_entries.school_id
              and same.record_id = hour_entries.record_id and kind = 'online') as parts) as passed
        from hour_entries where kind = 'online') as online
      group by 1, 2, passed having sum(ms) <> passed`,
    sql<Difference[]>`
      select school_id as school, record_id as record,
        'time online rests on no claim: line ' || id as what
      from hour_entries where kind = 'online' and not exists (
        select from disposals where disposals.school_id = hour_entries.school_id
          and disposals.record_id = hour_entries.record_id and rule = 'attendance')
      and not exists (
        select from intervals
        where intervals.school_id = hour_entries.school_id
          and intervals.record_id = hour_entries.record_id
          and batch_id = (evidence ->> 'batch')::uuid and number = (evidence ->> 'number')::int
          and intervals.starts_at <= hour_entries.starts_at
          and intervals.ends_at >= hour_entries.ends_at)`,
    sql<Difference[]>`
      select first.school_id as school, first.record_id as record,
        'after its corrections line ' || first.id || ' is worth ' || first.ms + sum(later.ms) || ' ms' as what
      from hour_entries as first join hour_entries as later
        on later.school_id = first.school_id and later.corrects = first.id
      group by first.school_id, first.id, first.record_id, first.ms
      having first.ms + sum(later.ms) < 0`,
    sql<Difference[]>`
      select school_id as school, record_id as record,
        'more than the meeting lasted is given for ' || meeting_id as what
      from hour_entries join class_meetings using (school_id)
      where class_meetings.id = meeting_id and source <> 'overlap'
      group by school_id, record_id, meeting_id, class_meetings.starts_at, class_meetings.ends_at,
        break_minutes
      having sum(ms) > extract(epoch from class_meetings.ends_at - class_meetings.starts_at) * 1000
        - break_minutes * 60000`,
    sql<Difference[]>`
      select attestations.school_id as school, attestations.record_id as record,
        'attestation ' || attestations.id || ' says ' || attestations.ms || ' ms, its lines ' || sum(hour_entries.ms)
          as what
      from attestations join attested_entries
          on attested_entries.school_id = attestations.school_id and attestation_id = attestations.id
        join hour_entries
          on hour_entries.school_id = attestations.school_id and hour_entries.id = entry_id
      group by attestations.school_id, attestations.id, attestations.record_id, attestations.ms
      having attestations.ms <> sum(hour_entries.ms)`,
    sql<Difference[]>`
      select school_id as school, record_id as record, 'more than a day has on study day ' || day as what
      from hour_entries left join lateral (
        select kind as first_kind from hour_entries as first
        where first.school_id = hour_entries.school_id and first.id = hour_entries.corrects
        ) as corrected on true
      where coalesce(first_kind, kind) <> 'transfer'
      group by 1, 2, day having sum(ms) > 25 * 3600000`
  ];
}

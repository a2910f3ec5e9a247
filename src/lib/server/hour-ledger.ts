/** The ledger of hours, as whoever writes to it sees it: a student’s record, locked, and its lines. */
import type { Transaction } from './db/connect';
import { allHappened, type Happening } from './events';
import type { Evidence } from './db/schema/hours';
import { dateOf } from '../domain/day';
import type { EntryKind, EntrySource, Mode } from '../domain/hours';
import type { Span } from '../domain/spans';

/** Whose ledger: the record of a student at a school. */
export interface Owner {
  school: string;
  record: string;
}

/** A line to be written. */
export interface NewLine {
  id: string;
  kind: EntryKind;
  mode: Mode;
  subject: string | null;
  span: Span | null;
  day: number;
  ms: number;
  source: EntrySource;
  evidence: Evidence;
  meeting?: string | null;
  corrects?: string | null;
  reason: string;
}

/** Who writes it; null where nobody does: time online counts itself. */
export type Writer = { id: string; name: string } | null;

/**
 * Lets nobody else write to the ledgers until the transaction ends. Of several it waits in one
 * order, so that no two wait for each other.
 */
export async function lock(tx: Transaction, school: string, records: string[]): Promise<void> {
  for (const record of [...new Set(records)].sort())
    await tx`select pg_advisory_xact_lock(hashtextextended(${`hours ${school} ${record}`}, 0))`;
}

/** Writes lines; each in the school and to the record that `lock` has been called for. */
export async function write(
  tx: Transaction,
  { school, record }: Owner,
  lines: readonly NewLine[],
  writer: Writer,
  now: Date
): Promise<void> {
  if (lines.length === 0) return;
  const iso = (ms: number | undefined) => (ms === undefined ? null : new Date(ms).toISOString());
  const rows = lines.map((line) => ({
    ...{ school_id: school, id: line.id, record_id: record, kind: line.kind, mode: line.mode },
    ...{ subject: line.subject, starts_at: iso(line.span?.from), ends_at: iso(line.span?.to) },
    ...{ day: line.day, ms: line.ms, source: line.source, evidence: line.evidence },
    ...{ meeting_id: line.meeting ?? null, corrects: line.corrects ?? null },
    ...{ actor_id: writer?.id ?? null, actor_name: writer?.name ?? null },
    ...{ reason: line.reason, at: now.toISOString() }
  }));
  // In their order: a correction may stand beside what it corrects.
  await tx`
    insert into hour_entries select * from jsonb_populate_recordset(
      null::hour_entries, ${JSON.stringify(rows)}::text::jsonb)`;
  // Time online comes by the minute: whoever wants it reads the ledger.
  const told = lines.filter(({ kind }) => kind !== 'online').map((line) => toldOf(record, line));
  await allHappened(tx, school, told, now);
}

/** A line as other systems are told of it. */
function toldOf(member: string, line: NewLine): Happening {
  const { id: entry, kind, mode, subject, ms, source, meeting = null, corrects } = line;
  const fact = { member, entry, mode, subject, date: dateOf(line.day), ms, source, meeting };
  return corrects
    ? { type: 'hours.corrected', fact: { ...fact, corrects } }
    : { type: 'hours.entered', fact: { ...fact, kind } };
}

/** A stretch of the ledger with what it is worth after its corrections. */
export interface Stretch extends Span {
  id: string;
  kind: EntryKind;
  mode: Mode;
  subject: string | null;
  day: number;
  meeting: string | null;
  net: number;
}

/** The study day of a moment, wrong by one at most: in every zone it is within a day of UTC’s. */
const dayNear = (at: number) => Math.floor(at / 86_400_000);

/** @returns the lines with times that overlap `within`, with what they are worth now */
export async function stretches(
  tx: Transaction,
  { school, record }: Owner,
  within: Span
): Promise<Stretch[]> {
  const rows = await tx<
    (Omit<Stretch, 'net' | 'from' | 'to'> & Record<'net' | 'from' | 'to', string>)[]
  >`
    select id, kind, mode, subject, day, meeting_id as meeting,
      extract(epoch from least(starts_at, corrected.starts)) * 1000 as "from",
      extract(epoch from greatest(ends_at, corrected.ends)) * 1000 as "to",
      entries.ms + coalesce(corrected.ms, 0) as net
    from hour_entries as entries, lateral (
      select sum(corrections.ms) as ms, min(corrections.starts_at) as starts,
        max(corrections.ends_at) as ends
      from hour_entries as corrections
      where corrections.school_id = ${school} and corrections.record_id = ${record}
        and corrections.corrects = entries.id) as corrected
    where school_id = ${school} and record_id = ${record} and corrects is null
      and day between ${dayNear(within.from) - 2} and ${dayNear(within.to) + 2}
      and least(starts_at, corrected.starts) < ${new Date(within.to).toISOString()}
      and greatest(ends_at, corrected.ends) > ${new Date(within.from).toISOString()}
    order by starts_at`;
  return rows.map(({ net, from, to, ...row }) => ({
    ...row,
    ...{ net: Number(net), from: Number(from), to: Number(to) }
  }));
}

/** @returns what lines are worth together after their corrections, in ms */
export async function worthOf(
  tx: Transaction,
  { school, record }: Owner,
  ids: readonly string[]
): Promise<number> {
  const [row] = await tx<{ ms: string }[]>`
    select coalesce(sum(ms), 0) as ms from hour_entries
    where school_id = ${school} and record_id = ${record}
      and (id = any(${ids as string[]}::uuid[]) or corrects = any(${ids as string[]}::uuid[]))`;
  return Number(row!.ms);
}

/** @returns what a line is and is worth after its corrections; undefined where there is none */
export async function lineOf(tx: Transaction, { school, record }: Owner, id: string) {
  const [row] = await tx<
    {
      kind: EntryKind;
      mode: Mode;
      subject: string | null;
      day: number;
      meeting: string | null;
      /** Its length, where it has times. */
      most: string | null;
      net: string;
    }[]
  >`
    select kind, mode, subject, day, meeting_id as meeting,
      extract(epoch from ends_at - starts_at) * 1000 as most,
      ms + coalesce((select sum(ms) from hour_entries as corrections
        where corrections.school_id = ${school} and corrections.record_id = ${record}
          and corrections.corrects = entries.id), 0) as net
    from hour_entries as entries
    where school_id = ${school} and record_id = ${record} and id = ${id} and corrects is null`;
  return row && { ...row, net: Number(row.net), most: row.most === null ? null : Number(row.most) };
}

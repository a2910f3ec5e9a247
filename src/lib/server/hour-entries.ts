/** What staff write into the ledger by hand: entries, and corrections of what stands there. */
import { validate } from 'uuid';
import type { Db, Transaction } from './db/connect';
import * as hourSettings from './hour-settings';
import { lineOf, lock, write, type NewLine, type Owner } from './hour-ledger';
import type { Change } from './programs';
import { isDuplicate } from './races';
import { isSeenBy } from './students';
import { can } from '../domain/actor';
import { duration } from '../domain/hours';
import type { Correction, ManualEntry } from '../domain/hours-input';

/** What came of it. `conflict` tells what the line is worth now. */
export type Outcome =
  | { outcome: 'done'; id: string }
  | { outcome: 'missing' }
  | { outcome: 'conflict'; ms: number }
  /** Something else has this id: nothing was written. */
  | { outcome: 'taken' }
  | { outcome: 'invalid'; field: string; error: string };

const missing = { outcome: 'missing' } as const;
const taken = { outcome: 'taken' } as const;
const dayMs = 86_400_000;

/** Writes an entry for a student. The same again changes nothing; another by its id is not taken. */
export async function enter(
  db: Db,
  change: Change,
  record: string,
  entry: ManualEntry
): Promise<Outcome> {
  const { school } = change;
  const { manual } = await hourSettings.find(db, school);
  return inLedger(db, change, record, async (tx, owner) => {
    const ms = entry.minutes * 60_000;
    const line: NewLine = {
      ...{ id: entry.id, kind: entry.kind, mode: entry.mode, subject: entry.subject, span: null },
      ...{ day: entry.day, ms, source: 'manual', reason: entry.reason },
      evidence: entry.kind === 'transfer' ? { from: entry.from, document: entry.document } : {}
    };
    const before = await writtenBefore(tx, owner, line);
    if (before) return before;
    if (!manual && entry.kind !== 'transfer')
      return {
        ...{ outcome: 'invalid', field: 'kind' },
        error: 'Your school does not enter hours by hand: mark attendance at a meeting instead'
      };
    if (entry.kind !== 'transfer' && (await ofDay(tx, owner, entry.day)) + ms > dayMs)
      return {
        ...{ outcome: 'invalid', field: 'minutes' },
        error: 'That day would have more than 24 hours: look at what stands there already'
      };
    return line;
  });
}

/**
 * Has a line be worth something else, by a line of its own. The line itself stays as it is.
 * @returns 'conflict' where a colleague has corrected it since it was read
 */
export async function correct(
  db: Db,
  change: Change,
  record: string,
  { id, entry, seenMs, minutes, reason }: Correction
): Promise<Outcome> {
  return inLedger(db, change, record, async (tx, owner) => {
    const line = await lineOf(tx, owner, entry);
    if (!line) return missing;
    const ms = minutes * 60_000;
    const next: NewLine = {
      ...{ id, kind: 'correction', mode: line.mode, subject: line.subject, span: null },
      ...{ day: line.day, ms: ms - seenMs, source: 'manual', evidence: {} },
      ...{ meeting: line.meeting, corrects: entry, reason }
    };
    const before = await writtenBefore(tx, owner, next);
    if (before) return before;
    if (line.net !== seenMs) return { outcome: 'conflict', ms: line.net };
    const invalid = (error: string): Outcome => ({ outcome: 'invalid', field: 'minutes', error });
    if (ms === line.net) return invalid('It is worth that already: nothing to correct');
    if (line.most !== null && ms > line.most)
      return invalid(
        `It lasted ${duration(line.most)}: enter what is beyond that as an entry of its own`
      );
    if (line.kind !== 'transfer' && (await ofDay(tx, owner, line.day)) - line.net + ms > dayMs)
      return invalid('That day would have more than 24 hours: look at what stands there already');
    return next;
  });
}

/** Lets nobody else write to the student’s ledger, and writes the line that `decide` gives. */
async function inLedger(
  db: Db,
  { actor, school, now }: Change,
  record: string,
  decide: (tx: Transaction, owner: Owner) => Promise<NewLine | Outcome>
): Promise<Outcome> {
  if (!can(actor, 'hours.record', { school }) || !validate(record)) return missing;
  const work = db.$client.begin(async (tx): Promise<Outcome> => {
    await lock(tx, school, [record]);
    const [known] = await tx<{ name: string }[]>`
      select accounts.name from member_records, accounts
      where school_id = ${school} and member_records.id = ${record}
        and member_records.role = 'student' and accounts.id = ${actor.id}
        and ${isSeenBy(db, actor, school, tx`member_records.account_id`)}`;
    if (!known) return missing;
    const decided = await decide(tx, { school, record });
    if ('outcome' in decided) return decided;
    await write(tx, { school, record }, [decided], { id: actor.id, name: known.name }, now);
    return { outcome: 'done', id: decided.id };
  });
  // Written for another student at this very moment, whose ledger is locked by itself.
  return work.catch((error: unknown) => {
    if (isDuplicate(error)) return taken;
    throw error;
  });
}

/** @returns what came of a line whose id is in use: done where it was this very line */
async function writtenBefore(
  tx: Transaction,
  { school, record }: Owner,
  { id, kind, mode, subject, day, ms, evidence, corrects = null, reason }: NewLine
): Promise<Outcome | null> {
  const [row] = await tx<{ isSame: boolean }[]>`
    select record_id = ${record} and kind = ${kind} and mode = ${mode}
      and subject is not distinct from ${subject} and day = ${day}::int and ms = ${ms}::bigint
      and evidence = ${JSON.stringify(evidence)}::text::jsonb
      and corrects is not distinct from ${corrects}::uuid and reason = ${reason} as "isSame"
    from hour_entries where school_id = ${school} and id = ${id}`;
  if (!row) return null;
  return row.isSame ? { outcome: 'done', id } : taken;
}

/** @returns what a day has already, but for hours of other schools, which are entered in sums */
async function ofDay(tx: Transaction, { school, record }: Owner, day: number): Promise<number> {
  const [row] = await tx<{ ms: string }[]>`
    select coalesce(sum(entries.ms), 0) as ms
    from hour_entries as entries
      left join hour_entries as first
        on first.school_id = ${school} and first.id = entries.corrects
    where entries.school_id = ${school} and entries.record_id = ${record} and entries.day = ${day}
      and coalesce(first.kind, entries.kind) <> 'transfer'`;
  return Number(row!.ms);
}

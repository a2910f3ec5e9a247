/** Time online: what tabs claim is kept as intervals, and each moment of it counts once. */
import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { Learner } from './answers';
import { settleFor } from './attendance-hours';
import type { Db, Transaction } from './db/connect';
import {
  lock,
  stretches,
  worthOf,
  write,
  type NewLine,
  type Owner,
  type Stretch
} from './hour-ledger';
import { counting, type Counting } from './hour-settings';
import { complaint } from '../domain/complaint';
import { studyDay } from '../domain/day';
import { bounded, engaged, type Signal } from '../domain/engagement';
import { EngagementBatch } from '../domain/engagement-batch';
import { subjectOf } from '../domain/program';
import { byDay, length, minus, type Span } from '../domain/spans';

/** What became of a batch; `ms` is what it has added to the ledger, of the school where it added most. */
export type Result =
  | { id: string; status: 'recorded' | 'duplicate' | 'not-counted'; ms: number }
  | { id: string | null; status: 'rejected'; error: string };

type Batch = Omit<EngagementBatch, 'signals'> & { signals: Signal[] };

/**
 * Records signs of somebody being there. Sent again, a batch changes nothing. What overlaps with
 * another tab or device, or with a class, adds nothing either. One bad batch harms no other.
 * @param sentAt by the client's clock, in ms
 * @returns a result for each batch, in their order
 */
export async function record(
  db: Db,
  learner: Learner,
  { sentAt, batches }: { sentAt: number; batches: readonly unknown[] },
  now: Date
): Promise<Result[]> {
  const schools = await counting(db, learner.id);
  const parsed = batches.map((given) => read(given, sentAt, now));
  const good = parsed.filter((one) => 'signals' in one);
  const owners = await ownersOf(db, good);
  const results = new Map<string, Result>();
  for (const at of schools) {
    const ours = good.filter(({ page }) => {
      const owner = page.lesson === null ? null : owners.get(page.lesson);
      return owner === null || owner === at.school;
    });
    const counted = await db.$client.begin((tx) => recordAt(tx, learner, at, ours, now));
    for (const result of counted) {
      const before = results.get(result.id!);
      if (!before || ('ms' in before && 'ms' in result && before.ms < result.ms))
        results.set(result.id!, result);
    }
  }
  return parsed.map((one) =>
    'signals' in one ? (results.get(one.id) ?? { id: one.id, status: 'not-counted', ms: 0 }) : one
  );
}

function read(
  given: unknown,
  sentAt: number,
  now: Date
): Batch | (Result & { status: 'rejected' }) {
  const id = (given as { id?: unknown } | null)?.id;
  const reject = (error: string) =>
    ({ id: typeof id === 'string' ? id : null, status: 'rejected', error }) as const;
  const result = v.safeParse(EngagementBatch, given);
  if (!result.success) {
    const [issue] = result.issues;
    return reject(`${v.getDotPath(issue) ?? 'batch'}: ${complaint(issue)}`);
  }
  const within = bounded(result.output.signals, sentAt, now.getTime());
  return 'error' in within ? reject(within.error) : { ...result.output, ...within };
}

/** @returns of each lesson the school that wrote it, null for what ships; what is unknown is missing */
async function ownersOf(db: Db, batches: readonly Batch[]): Promise<Map<string, string | null>> {
  const ids = batches.flatMap(({ page }) => (page.lesson === null ? [] : [page.lesson]));
  const rows = await db.$client<{ id: string; school: string | null }[]>`
    select id, school_id as school from lessons where id = any(${ids})`;
  return new Map(rows.map(({ id, school }) => [id, school]));
}

/** The same at one school. */
async function recordAt(
  tx: Transaction,
  learner: Learner,
  at: Counting,
  batches: readonly Batch[],
  now: Date
): Promise<Result[]> {
  await lock(tx, at.school, [at.record]);
  const ids = batches.map(({ id }) => id);
  const rows = await tx<{ id: string }[]>`
    select batch_id as id from intervals
    where school_id = ${at.school} and record_id = ${at.record} and batch_id = any(${ids}::uuid[])`;
  const known = new Set(rows.map(({ id }) => id));
  const results: Result[] = [];
  for (const batch of batches) {
    if (known.has(batch.id)) {
      results.push({ id: batch.id, status: 'duplicate', ms: 0 });
      continue;
    }
    known.add(batch.id);
    const ms = await credit(tx, learner, at, batch, now);
    results.push({ id: batch.id, status: 'recorded', ms });
  }
  return results;
}

/** Keeps what a batch claims, and adds to the ledger what of it is not there. @returns how much, in ms */
async function credit(
  tx: Transaction,
  learner: Learner,
  at: Counting,
  { id, device, page, signals }: Batch,
  now: Date
): Promise<number> {
  const { spans } = engaged(signals, at.idleMinutes * 60_000);
  if (spans.length === 0) return 0;
  const answers = await answersWithin(tx, learner, spans);
  const claims = spans.map((span, number) => ({
    ...{ school_id: at.school, record_id: at.record, batch_id: id, number, device },
    ...{ page: page.kind, lesson_id: page.lesson, signals: span.counts },
    starts_at: new Date(span.from).toISOString(),
    ends_at: new Date(span.to).toISOString(),
    answers: answers.filter((one) => one.at >= span.from && one.at <= span.to).map((one) => one.id),
    idle_ms: number === 0 ? 0 : span.from - spans[number - 1]!.to,
    received_at: now.toISOString()
  }));
  await tx`
    insert into intervals select * from jsonb_populate_recordset(
      null::intervals, ${JSON.stringify(claims)}::text::jsonb)`;

  const owner: Owner = at;
  const taken = await stretches(tx, owner, { from: spans[0]!.from, to: spans.at(-1)!.to });
  // What staff took from time online stays taken. A class has its part by a correction, as where it
  // was marked later: only so can it be given back should the mark change.
  const isClass = ({ meeting }: Stretch) => meeting !== null;
  const holes = taken.filter((one) => !isClass(one) && (one.kind === 'online' || one.net > 0));
  const dayOf = (moment: number) => studyDay(new Date(moment), at.timeZone);
  const lines = spans.flatMap((span, number) =>
    byDay(minus([span], holes), dayOf).map(({ day, ...piece }): NewLine => ({
      ...{ id: randomUUID(), kind: 'online', mode: 'asynchronous', span: piece, day },
      ...{ ms: length([piece]), subject: subjectOf(at.program, page.lesson) },
      ...{ source: 'engagement', reason: '' },
      evidence: { batch: id, number, page: page.kind, lesson: page.lesson }
    }))
  );
  await write(tx, owner, lines, null, now);
  const classes = new Set(taken.filter(isClass).map(({ meeting }) => meeting!));
  if (lines.length > 0) for (const meeting of classes) await settleFor(tx, owner, meeting, now);
  const ids = lines.map((line) => line.id);
  return ids.length > 0 ? worthOf(tx, owner, ids) : 0;
}

/** The answers that the log has of these times: no word of the client is needed for them. */
async function answersWithin(tx: Transaction, { id, timeZone }: Learner, spans: readonly Span[]) {
  const [from, to] = [spans[0]!.from, spans.at(-1)!.to].map((at) => new Date(at));
  const [first, last] = [studyDay(from!, timeZone), studyDay(to!, timeZone)];
  const rows = await tx<{ id: string; at: Date }[]>`
    select id, answered_at as at from answers
    where account_id = ${id} and study_day between ${first} and ${last}
      and answered_at between ${from!.toISOString()} and ${to!.toISOString()}
    union all
    select attempt_answers.id, given_at from attempt_answers join attempts on attempts.id = attempt_id
    where account_id = ${id} and started_at <= ${to!.toISOString()}
      and given_at between ${from!.toISOString()} and ${to!.toISOString()}
    limit 1000`;
  return rows.map((row) => ({ id: row.id, at: new Date(row.at).getTime() }));
}

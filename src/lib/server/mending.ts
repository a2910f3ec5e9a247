/** Mending a question that was asked with a wrong key: looked at first, then done as a whole. */
import { randomUUID } from 'node:crypto';
import { noteIn } from './audit';
import type { Db, Transaction } from './db/connect';
import { forget, isOfferedAt } from './items';
import { find, type Deed } from './mended-items';
import {
  correctionsFor,
  memoryBy,
  previewOf,
  scoresBy,
  targetOf,
  type Preview,
  type Scores,
  type Target
} from './mending-plan';
import { retrying } from './races';
import * as reckoning from './reckoning';
import * as regrades from './regrades';
import type { Memory } from './regrades';
import * as statistics from './statistics';
import { can, type Actor } from '../domain/actor';
import type { AppliedMending, Mending } from '../domain/mending';

/** What is wrong with what was asked for, by the field of `Mending`. */
export type Refused = { status: 'refused'; field: 'from' | 'to'; error: string };
export type Previewed = { status: 'preview'; preview: Preview } | Refused;
export type Applied =
  | { status: 'applied' | 'duplicate'; deed: Deed }
  /** Something has changed since the preview: nothing was done, look again. */
  | { status: 'changed'; preview: Preview }
  | Refused;

/**
 * Every score that would change, and every schedule that would move. Nothing is written.
 * @returns null where there is no such item, or the actor may not
 */
export async function preview(
  db: Db,
  actor: Actor,
  school: string,
  mending: Mending
): Promise<Previewed | null> {
  if (!(await isMendable(db, actor, school, mending.item))) return null;
  // One snapshot, so that scores and schedules are of the same moment.
  return db.$client.begin('isolation level repeatable read read only', async (tx) => {
    const target = await targetOf(tx, school, mending);
    if ('error' in target) return { status: 'refused', ...target };
    const more = correctionsFor(school, mending, target);
    const scores = await scoresBy(db, tx, school, mending, more);
    const memory = await memoryBy(db, tx, school, mending, more);
    const shown = await previewOf(tx, school, mending, target, scores, memory);
    return { status: 'preview', preview: shown };
  });
}

/**
 * Does what the preview showed, all or nothing: the version, the corrections, scores, statistics,
 * the log's regrades, the cards by replay, and who did it why. Sent twice, it is done once.
 * @returns null where there is no such item, or the actor may not
 */
export async function apply(
  db: Db,
  actor: Actor,
  school: string,
  mending: AppliedMending,
  now: Date
): Promise<Applied | null> {
  if (!(await isMendable(db, actor, school, mending.item))) return null;
  try {
    return await retrying(() => attemptTo(db, actor, school, mending, now));
  } catch (error) {
    if (!(error instanceof Changed)) throw error;
    const again = await preview(db, actor, school, mending);
    return again?.status === 'preview' ? { ...again, status: 'changed' } : again;
  }
}

class Changed extends Error {}

async function attemptTo(
  db: Db,
  actor: Actor,
  school: string,
  mending: AppliedMending,
  now: Date
): Promise<Applied> {
  const { id, item, seen, reason } = mending;
  const done = await db.$client
    .begin(async (tx) => {
      await lock(tx, school, item);
      if (await isDone(tx, school, id)) return 'duplicate';
      const target = await targetOf(tx, school, mending);
      if ('error' in target) return { status: 'refused' as const, ...target };
      const more = correctionsFor(school, mending, target);
      const scores = await scoresBy(db, tx, school, mending, more);
      const isSeen = async (memory: Memory) => {
        const { digest } = await previewOf(tx, school, mending, target, scores, memory);
        if (digest !== seen) throw new Changed();
      };
      await isSeen(await memoryBy(db, tx, school, mending, more));

      const at = await laterThanAll(tx, item, now);
      await storeCorrections(tx, school, mending, target, at);
      await storeScores(db, tx, scores, at);
      // From here on no answer enters the log: a correction sees all before it, and is seen by all
      // after it. It is for as long as it takes to write what was looked at.
      await tx`lock table answers in share mode`;
      const memory = await memoryBy(db, tx, school, mending, [], true);
      await isSeen(memory);
      await regrades.store(tx, memory, at);
      const figures = {
        scores: scores.changes.length,
        answers: memory.regrades.length,
        cards: memory.moves.length
      };
      const { from, policy, neverLower } = mending;
      const subject = { item, from, to: target.to, policy, neverLower, ...figures };
      const deed = { school, actor: actor.id, action: 'item.mend', subject, reason };
      await noteIn(tx, deed, at, id);
      return 'applied';
    })
    .catch((error: unknown) => {
      // A version that was read here but never came to be must not be remembered.
      forget(db, item);
      throw error;
    });
  if (typeof done === 'object') return done;
  const mended = await find(db, actor, school, item);
  return { status: done, deed: mended!.deeds.find((deed) => deed.id === id)! };
}

/** Another correction of the item waits, and whoever is about to end an attempt of the school's. */
async function lock(tx: Transaction, school: string, item: string): Promise<void> {
  await tx`select from items where id = ${item} for no key update`;
  await tx`select from quizzes where school_id = ${school} order by id for no key update`;
}

async function isDone(tx: Transaction, school: string, id: string): Promise<boolean> {
  const rows = await tx`select from audit where id = ${id} and school_id = ${school}`;
  return rows.length > 0;
}

/** Corrections hold in the order of their times, whatever the clock has done. */
async function laterThanAll(tx: Transaction, item: string, now: Date): Promise<Date> {
  const [last] = await tx<{ at: string | null }[]>`
    select max(applied_at) as at from corrections where item_id = ${item}`;
  const least = last!.at === null ? 0 : new Date(last!.at).getTime() + 1;
  return new Date(Math.max(now.getTime(), least));
}

async function storeCorrections(
  tx: Transaction,
  school: string,
  { item, policy, neverLower }: Mending,
  target: Target,
  at: Date
): Promise<void> {
  if (target.isNew)
    await tx`insert into item_versions (item_id, version, content, school_id, created_at)
      values (${item}, ${target.to}, ${JSON.stringify(target.content)}::jsonb, ${school},
        ${at.toISOString()})`;
  for (const { version } of target.from)
    await tx`insert into corrections (id, school_id, item_id, from_version, to_version, policy,
        never_lower, applied_at)
      values (${randomUUID()}, ${school}, ${item}, ${version}, ${target.to ?? version}, ${policy},
        ${neverLower}, ${at.toISOString()})`;
}

async function storeScores(
  db: Db,
  tx: Transaction,
  { reckoned, quizzes }: Scores,
  now: Date
): Promise<void> {
  await reckoning.store(tx, reckoned, now);
  for (const quiz of quizzes) await statistics.rebuild(db, tx, quiz);
}

async function isMendable(db: Db, actor: Actor, school: string, item: string): Promise<boolean> {
  if (!can(actor, 'item.mend', { school })) return false;
  const rows = await db.$client`
    select from items where id = ${item} and ${isOfferedAt(db, school)}`;
  return rows.length > 0;
}

/** What a correction would change: computed the same way to be shown and to be done. */
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Standing } from './corrections';
import type { Db, Transaction } from './db/connect';
import { versionKey } from './items';
import { versionsOf } from './mended-items';
import { reckon, type Reckoned } from './reckoning';
import { consider, type Memory } from './regrades';
import { outcome } from '../domain/attempt';
import { dateOf } from '../domain/day';
import { parseResponse, rekey, type Item } from '../domain/items/registry';
import type { Mending } from '../domain/mending';

export interface ScoreChange {
  attempt: string;
  quiz: string;
  title: string;
  account: string;
  student: string;
  number: number;
  before: number | null;
  after: number | null;
  passedBefore: boolean | null;
  passedAfter: boolean | null;
}

/** When a question comes back to a student: dates; null where it is not scheduled. */
export interface ScheduleMove {
  account: string;
  student: string;
  before: string | null;
  after: string | null;
}

export interface Preview {
  scores: ScoreChange[];
  moves: ScheduleMove[];
  /** Answers in the log that are worth something else. */
  answers: number;
  /** Stands for all of the above, and for what was asked. */
  digest: string;
}

/** The versions in question, and the one by which they are graded. */
export interface Target {
  from: { version: number; content: Item }[];
  /** The version that has the key; null where each keeps its own, being dropped. */
  to: number | null;
  content: Item | null;
  /** Whether that version is still to be made. */
  isNew: boolean;
}

/** @returns what is to be graded by what, or what is wrong with it, by the field of `Mending` */
export async function targetOf(
  on: Transaction | Db['$client'],
  school: string,
  { item, from, to, policy }: Mending
): Promise<Target | { field: 'from' | 'to'; error: string }> {
  const versions = await versionsOf(on, school, item);
  const [current] = versions;
  const chosen = versions.filter(({ version }) => from.includes(version));
  if (!current || chosen.length < from.length)
    return { field: 'from', error: 'Choose versions that there are' };
  const refuse = (error: string) => ({ field: 'to' as const, error });
  if (to === null)
    return policy === 'drop'
      ? { from: chosen, to: null, content: null, isNew: false }
      : refuse('Answer the question: what you answer becomes its key');
  if ('version' in to) {
    const known = versions.find(({ version }) => version === to.version);
    if (!known || from.some((version) => version >= to.version))
      return refuse('Choose a version that is newer than those to be graded anew');
    return { from: chosen, to: known.version, content: known.content, isNew: false };
  }
  const read = parseResponse(current.content, to.key);
  if ('error' in read) return refuse(read.error);
  const mended = rekey(current.content, read.response);
  if ('error' in mended) return refuse(mended.error);
  if (!isDeepStrictEqual(mended.item, current.content)) {
    const [newest] = await on<{ version: number }[]>`
      select max(version) as version from item_versions where item_id = ${item}`;
    return { from: chosen, to: newest!.version + 1, content: mended.item, isNew: true };
  }
  if (from.includes(current.version))
    return refuse('This is its key already: answer it as it should be');
  return { from: chosen, to: current.version, content: current.content, isNew: false };
}

/** The corrections that a target means, made or not. */
export const correctionsFor = (
  school: string,
  { item, policy, neverLower }: Mending,
  target: Target
) =>
  target.from.map(({ version, content }): Standing => ({
    ...{ id: null, school, item, from: version, policy, neverLower },
    before: content,
    after: target.content ?? content
  }));

export interface Scores {
  changes: ScoreChange[];
  /** Every attempt that had one of the versions, as it is worth then. */
  reckoned: Reckoned[];
  /** Quizzes whose statistics are concerned. */
  quizzes: string[];
}

/** @param more the corrections, as long as they are not stored */
export async function scoresBy(
  db: Db,
  tx: Transaction,
  school: string,
  { item, from }: Mending,
  more: readonly Standing[]
): Promise<Scores> {
  const rows = await tx<(Omit<ScoreChange, 'after' | 'passedAfter'> & { trial: boolean })[]>`
    select attempts.id as attempt, quiz_id as quiz, attempts.rules->>'title' as title,
      account_id as account, name as student, number, score as before, passed as "passedBefore",
      trial
    from attempts join quizzes on quizzes.id = quiz_id join accounts on accounts.id = account_id
    where school_id = ${school} and finished_at is not null and attempts.id in (
      select attempt_id from attempt_items
      where item_id = ${item} and item_version = any(${from}::int[]))
    order by title, quiz_id, name, account_id, number`;
  const considered = new Map(more.map((one) => [versionKey(one.item, one.from), [one]]));
  const ids = rows.map(({ attempt }) => attempt);
  const reckoned = await reckon(db, tx, ids, considered);
  const changes = rows.flatMap(({ trial, ...row }, i): ScoreChange[] => {
    const { score: after, passed: passedAfter } = outcome(
      reckoned[i]!.questions,
      reckoned[i]!.rules
    );
    const isSame = after === row.before && passedAfter === row.passedBefore;
    return trial || isSame ? [] : [{ ...row, after, passedAfter }];
  });
  const counted = rows.filter(({ trial, number }) => !trial && number === 1);
  return { changes, reckoned, quizzes: [...new Set(counted.map(({ quiz }) => quiz))].sort() };
}

/** What becomes of the log and of memory: of the school's members, and of who sat its quizzes. */
export async function memoryBy(
  db: Db,
  tx: Transaction,
  school: string,
  { item }: Mending,
  more: readonly Standing[],
  lock = false
): Promise<Memory> {
  const accounts = await tx<{ id: string }[]>`
    select account_id as id from members where school_id = ${school}
    union
    select account_id from attempts join quizzes on quizzes.id = quiz_id
      join attempt_items on attempt_id = attempts.id
    where school_id = ${school} and item_id = ${item}
    order by id`;
  const ids = accounts.map(({ id }) => id);
  return consider(db, tx, ids, [item], more, lock);
}

/** As it is shown. */
export async function previewOf(
  tx: Transaction,
  school: string,
  mending: Mending,
  target: Target,
  { changes: scores }: Scores,
  { regrades, moves: cards }: Memory
): Promise<Preview> {
  const names = await tx<{ id: string; name: string }[]>`
    select id, name from accounts
    where id = any(${cards.map(({ account }) => account)}::uuid[])`;
  const nameOf = new Map(names.map(({ id, name }) => [id, name]));
  const due = (card: { dueDay: number } | null) => card && dateOf(card.dueDay);
  const moves = cards
    .map(({ account, before, after }) => ({
      account,
      student: nameOf.get(account)!,
      before: due(before),
      after: due(after)
    }))
    .filter(({ before, after }) => before !== after)
    .sort((a, b) => a.student.localeCompare(b.student) || (a.account < b.account ? -1 : 1));
  const { item, from, policy, neverLower } = mending;
  const worth = regrades.map(({ answer, after }) => [answer, after]);
  const all = [school, item, from, target.to, target.content, policy, neverLower];
  const digest = createHash('sha256')
    .update(JSON.stringify([all, scores, moves, worth]))
    .digest('hex');
  return { scores, moves, answers: regrades.length, digest };
}

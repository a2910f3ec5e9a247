/** Learning how this platform's students forget: weights fitted to their answers. */
import { setImmediate as breath } from 'node:timers/promises';
import type { Db } from './db/connect';
import { countAnswers, histories, type History, type Subject } from './histories';
import { optimize } from './optimizer';
import { assign } from './tunings';
import { models } from './weights';
import { fewestAnswers, fewestNew, isWon, judge, lessonsOf, type Duel } from '../domain/fitting';
import { defaultVersion, memoryModel, type MemoryModel } from '../domain/memory';
import { trialsOf, windows, type Trial, type Window } from '../domain/trials';

/** What became of an attempt to fit. */
export type Learned =
  | { outcome: 'too few answers' | 'no better' | 'no optimizer' }
  | { outcome: 'kept'; version: number; logLoss: number; logLossBefore: number };

/** Of more answers a sample is learned from: memory is bounded, and precision gains no more. */
const mostAnswers = 50_000;
/** Cards after which others get their turn. */
const batch = 500;

export type Card = History & { trials: Trial[] };

/**
 * Fits weights to the answers of `subject`. They are kept if, each time learned from what came
 * before, they say better what comes after than the weights in force; then they hold for what its
 * learners answer next, and no card moves. Doing it twice changes nothing more.
 */
export async function learn(db: Db, subject: Subject, now: Date): Promise<Learned> {
  const sql = db.$client;
  const answers = await countAnswers(sql, subject, null);
  if (answers < fewestAnswers[subject.scope]) return { outcome: 'too few answers' };
  const force = await inForce(db, subject);
  const since = force.own ? force.madeAt : null;
  if (since && (await countAnswers(sql, subject, since)) < fewestNew(force.trainedOn))
    return { outcome: 'too few answers' };

  const model = (await models(db, [force.version]))(force.version);
  const cards = await read(db, subject, model, answers);
  const times = Float64Array.from(cards.flatMap(({ trials }) => trials.map(({ at }) => at))).sort();
  const duel: Duel = { n: 0, before: 0, after: 0, squares: 0 };
  for (const window of windows(times, since?.getTime() ?? null)) {
    const weights = await fit(cards, window.from);
    if (!weights) return { outcome: 'no optimizer' };
    await compare(duel, cards, memoryModel(weights), window);
  }
  if (!isWon(duel)) return { outcome: 'no better' };

  const weights = await fit(cards, Infinity);
  if (!weights) return { outcome: 'no optimizer' };
  const [logLoss, logLossBefore] = [duel.after / duel.n, duel.before / duel.n];
  const version = await sql.begin(async (tx) => {
    const [row] = await tx<{ version: number }[]>`
      insert into fits (scope, cohort_id, account_id, weights, trained_on, tested_on, log_loss,
        log_loss_before, made_at)
      values (${subject.scope}, ${subject.scope === 'cohort' ? subject.id : null},
        ${subject.scope === 'account' ? subject.id : null}, ${weights}, ${times.length}, ${duel.n},
        ${logLoss}, ${logLossBefore}, ${now.toISOString()})
      returning version`;
    await assign(tx, subject);
    return row!.version;
  });
  return { outcome: 'kept', version, logLoss, logLossBefore };
}

interface Force {
  version: number;
  /** Whether it was fitted to the very subject; else it holds for others too. */
  own: boolean;
  madeAt: Date | null;
  trainedOn: number;
}

/** The weights that hold for a subject now: its own, else those of what it is part of. */
async function inForce(db: Db, subject: Subject): Promise<Force> {
  const id = subject.scope === 'platform' ? null : subject.id;
  const [row] = await db.$client<{ version: number; own: boolean; at: string; n: number }[]>`
    select version, scope = ${subject.scope} as own, made_at as at, trained_on as n from fits
    where scope = 'platform'
      or (scope = 'cohort' and cohort_id = ${id})
      or (scope = 'account' and account_id = ${id})
      or (scope = 'cohort' and cohort_id in (
        select cohort_id from cohort_members where account_id = ${id}))
    order by array_position(array['account', 'cohort', 'platform'], scope), version desc limit 1`;
  if (!row) return { version: defaultVersion, own: false, madeAt: null, trainedOn: 0 };
  const { version, own, at, n } = row;
  return { version, own, madeAt: new Date(at), trainedOn: n };
}

/**
 * Reads the cards of which something can be predicted.
 * @param answers how many there are; of many a sample is read
 */
export async function read(db: Db, subject: Subject, model: MemoryModel, answers: number) {
  const oneOf = Math.ceil(answers / mostAnswers);
  const cards: Card[] = [];
  for await (const part of histories(db.$client, subject, oneOf))
    for (const history of part) {
      const trials = trialsOf(history.answers, model);
      if (trials.length > 0) cards.push({ ...history, trials });
    }
  return cards;
}

/** @returns weights learned from what came before `until`; null where there is no optimizer */
export async function fit(cards: readonly Card[], until: number): Promise<number[] | null> {
  const lessons = [];
  for (const [i, { answers, trials }] of cards.entries()) {
    lessons.push(...lessonsOf(answers, trials, until));
    if (i % batch === 0) await breath();
  }
  return optimize(lessons);
}

async function compare(duel: Duel, cards: readonly Card[], model: MemoryModel, window: Window) {
  for (const [i, { answers, trials }] of cards.entries()) {
    if (trials.some(({ at }) => at >= window.from && at < window.until))
      judge(duel, trials, trialsOf(answers, model), window);
    if (i % batch === 0) await breath();
  }
}

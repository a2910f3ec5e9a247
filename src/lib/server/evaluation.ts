/** How well recall was foretold on the answers of this very database, beside simpler ways. */
import type { Db } from './db/connect';
import { fit, read } from './fits';
import { histories, type History } from './histories';
import { models } from './weights';
import {
  boundsOf,
  count,
  emptyTally,
  figuresOf,
  meanOf,
  merge,
  movingAverage,
  type Bounds,
  type Figures,
  type Tally
} from '../domain/evaluation';
import { fsrs6, memoryModel, type MemoryModel } from '../domain/memory';
import { seededRandom } from '../domain/shuffle';
import { trialsOf, windows, type Trial, type Window } from '../domain/trials';

/** Ways to foretell; `scheduled` is by the weights that held for the learner at each answer. */
export const ways = ['average', 'moving', 'defaults', 'fitted', 'scheduled'] as const;
export type Way = (typeof ways)[number];

export interface Row {
  tally: Tally;
  figures: Figures;
  bounds: Record<keyof Figures, Bounds | null>;
  /** Over learners with enough trials. */
  means: Record<keyof Figures, { mean: number; bounds: Bounds } | null>;
}

export interface Evaluation {
  learners: number;
  answers: number;
  /** Answers that could be foretold, and those of them that are judged. */
  trials: number;
  judged: number;
  /** What is counted as one when drawing anew. */
  unit: 'learner' | 'card';
  /** Learners whose own figures are in the means. */
  counted: number;
  /** Missing where nothing is judged, or there is no optimizer. */
  rows: Partial<Record<Way, Row>>;
  /** What was scheduled, by type of item. */
  types: Map<string, Tally>;
}

/** Trials of fewer learners say too little of learners: cards are drawn then. */
const fewestLearners = 20;
/** A learner's own figures are of at least so many trials. */
const fewestOwn = 30;
/** Groups at most, so that memory is bounded however many learners there are. */
const mostGroups = 200;

/** What is known before anything is judged. */
interface Prior {
  window: Window;
  /** The share known of all trials before. */
  share: number;
  fitted: MemoryModel | null;
}

/**
 * Judges each way by the first answer of each item on each study day, foretold from what came
 * before it: the answers are parted by time, and what is fitted is fitted to the parts before.
 * Two passes over the answers, a learner at a time.
 * @param seed of the draws by which the bounds are found
 */
export async function evaluate(db: Db, seed = 'evaluate'): Promise<Evaluation> {
  const { learners, answers, trials, priors } = await prepare(db);
  const versions = await db.$client<{ version: number }[]>`select version from fits`;
  const model = await models(
    db,
    versions.map(({ version }) => version)
  );
  const unit = learners < fewestLearners ? 'card' : 'learner';
  const boards = Object.fromEntries(ways.map((way) => [way, emptyBoard()])) as Record<Way, Board>;
  const types = new Map<string, Tally>();

  let number = 0;
  for await (const cards of histories(db.$client, { scope: 'platform' })) {
    const own = Object.fromEntries(ways.map((way) => [way, emptyTally()])) as Record<Way, Tally>;
    for (const { way, type, card, trial } of foretold(cards, priors, model)) {
      const group = unit === 'learner' ? number : number + card;
      count(tallyAt(boards[way].groups, group % mostGroups), trial);
      count(own[way], trial);
      if (way === 'scheduled') count(tallyAt(types, type), trial);
    }
    for (const way of ways) if (own[way].n >= fewestOwn) boards[way].own.push(figuresOf(own[way]));
    number += unit === 'learner' ? 1 : cards.length;
  }

  const rows: Evaluation['rows'] = {};
  for (const way of ways)
    if (boards[way].groups.size > 0) rows[way] = toRow(boards[way], seededRandom(`${seed} ${way}`));
  const judged = rows.scheduled?.tally.n ?? 0;
  const counted = boards.scheduled.own.length;
  return { learners, answers, trials, judged, unit, counted, rows, types };
}

interface Board {
  groups: Map<number, Tally>;
  own: Figures[];
}
const emptyBoard = (): Board => ({ groups: new Map(), own: [] });

function tallyAt<Key>(tallies: Map<Key, Tally>, key: Key): Tally {
  let tally = tallies.get(key);
  if (!tally) tallies.set(key, (tally = emptyTally()));
  return tally;
}

/** The first pass: how much there is, where time is parted, and what each part begins with. */
async function prepare(db: Db) {
  const platform = { scope: 'platform' } as const;
  let [learners, answers] = [0, 0];
  const times: number[] = [];
  const knownAt: number[] = [];
  for await (const cards of histories(db.$client, platform)) {
    learners++;
    for (const card of cards) {
      answers += card.answers.length;
      for (const { at, known } of trialsOf(card.answers, fsrs6)) {
        times.push(at);
        if (known) knownAt.push(at);
      }
    }
  }
  const [all, known] = [times, knownAt].map((list) => Float64Array.from(list).sort());
  const parts = windows(all!, null);
  const cards = parts.length > 0 ? await read(db, platform, fsrs6, answers) : [];
  const priors: Prior[] = [];
  for (const window of parts) {
    const before = countBefore(all!, window.from);
    if (before === 0) continue;
    const weights = await fit(cards, window.from);
    priors.push({
      window,
      share: countBefore(known!, window.from) / before,
      fitted: weights && memoryModel(weights)
    });
  }
  return { learners, answers, trials: times.length, priors };
}

function countBefore(sorted: Float64Array, time: number): number {
  const found = sorted.findIndex((at) => at >= time);
  return found < 0 ? sorted.length : found;
}

/** What each way says of each judged answer of one learner. */
function* foretold(
  cards: readonly History[],
  priors: readonly Prior[],
  model: (version: number) => MemoryModel
): Generator<{ way: Way; type: string; card: number; trial: Trial }> {
  const all: { trial: Trial; card: number; type: string }[] = [];
  const judgedIn =
    ({ from, until }: Window) =>
    (trial: Trial) =>
      trial.at >= from && trial.at < until;
  for (const [card, { answers, type }] of cards.entries()) {
    const byModel = new Map<MemoryModel, Trial[]>();
    const by = (one: MemoryModel) => {
      let trials = byModel.get(one);
      if (!trials) byModel.set(one, (trials = trialsOf(answers, one)));
      return trials;
    };
    for (const [i, trial] of by(fsrs6).entries()) {
      all.push({ trial, card, type });
      const prior = priors.find(({ window }) => judgedIn(window)(trial));
      if (!prior) continue;
      const held = by(model(answers[trial.index]!.weightsVersion))[i]!;
      yield { way: 'defaults', type, card, trial };
      yield { way: 'scheduled', type, card, trial: held };
      yield { way: 'average', type, card, trial: { ...trial, recall: prior.share } };
      if (prior.fitted) yield { way: 'fitted', type, card, trial: by(prior.fitted)[i]! };
    }
  }
  all.sort((a, b) => a.trial.at - b.trial.at);
  const said = movingAverage(all.map(({ trial }) => trial.known));
  for (const [i, { trial, card, type }] of all.entries())
    if (priors.some(({ window }) => judgedIn(window)(trial)))
      yield { way: 'moving', type, card, trial: { ...trial, recall: said[i]! } };
}

function toRow({ groups, own }: Board, random: () => number): Row {
  const tally = emptyTally();
  for (const group of groups.values()) merge(tally, group);
  const mean = (key: keyof Figures) =>
    meanOf(
      own.flatMap((figures) => figures[key] ?? []),
      random
    );
  return {
    tally,
    figures: figuresOf(tally),
    bounds: boundsOf([...groups.values()], random),
    means: { logLoss: mean('logLoss'), rmse: mean('rmse'), auc: mean('auc') }
  };
}

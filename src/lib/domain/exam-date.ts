/**
 * Learning towards the day of an exam. It changes what is asked when, never a memory: the last two
 * weeks go to what gains most by that day, due or not, and in the last week everything is seen
 * once more, as far as there is time. Days are study days (see `day.ts`).
 * Source: our scheduling research, section 3; `npm run bench:memory` measures it.
 */
import { gain, recallIfReviewed } from './gain';
import { fsrs6, type MemoryModel } from './memory';

/** So many days before the exam, gain by that day takes over from what is due. */
export const finalDays = 14;
/** In so many days before the exam every item is seen once more, where there is time. */
export const lastLookDays = 7;
/** So many days before the exam, nothing new is begun. */
export const noNewBefore = 7;

/**
 * The share of an eve's gain that counts against asking now. Measured at 80 answers a day: recall
 * at the exam .980, and .975 without it; better than none at any budget from 30 to 200 a day.
 */
const waits = 0.5;

export const examPhases = ['far', 'final', 'last-look', 'today', 'over'] as const;
export type ExamPhase = (typeof examPhases)[number];

/** What this file needs of an introduced card. `lastDay`: the study day of its last answer. */
export interface ExamCard {
  /** Of its own weights; where left out, the one that is given for all. */
  model?: MemoryModel;
  item: string;
  area?: string;
  stability: number;
  difficulty: number;
  lastDay: number;
}

export function examPhase(day: number, examDay: number): ExamPhase {
  const left = examDay - day;
  if (left < 0) return 'over';
  if (left === 0) return 'today';
  if (left <= lastLookDays) return 'last-look';
  return left <= finalDays ? 'final' : 'far';
}

/** @returns whether something new may still be begun on `day` */
export const beginsNew = (day: number, examDay: number) =>
  examDay - day > noNewBefore || examDay < day;

/** Study days since the last answer; a calendar that stepped back over the date line counts as 0. */
const since = ({ lastDay }: ExamCard, day: number) => Math.max(0, day - lastDay);

const ahead = (day: number, examDay: number) => Math.max(0, examDay - day);

/**
 * What asking a card on `day` is worth for the exam: its gain by then, less a share of what it
 * would gain if left to the eve, since what fades fast is better repeated late.
 * @returns -1 to 1; higher is to be asked first
 */
export function worthForExam(card: ExamCard, day: number, examDay: number): number {
  const { model = fsrs6 } = card;
  const left = ahead(day, examDay);
  const days = since(card, day);
  const now = gain({ memory: card, days }, left, model);
  if (left <= 1) return now;
  return now - waits * gain({ memory: card, days: days + left - 1 }, 1, model);
}

/**
 * All of `cards`, the one most worth asking on `day` first, whether due or not; those already
 * answered on `day` last.
 */
export function rankForExam<Card extends ExamCard>(
  cards: readonly Card[],
  day: number,
  examDay: number
): Card[] {
  return cards
    .map((card) => ({
      card,
      answered: Number(since(card, day) === 0),
      worth: worthForExam(card, day, examDay)
    }))
    .sort(
      (a, b) => a.answered - b.answered || b.worth - a.worth || (a.card.item < b.card.item ? -1 : 1)
    )
    .map(({ card }) => card);
}

/**
 * Cuts a ranking to what fits into `answers` answers. A card takes 1 answer and, when missed, a
 * retry, so it counts as 1 + P(miss).
 */
export function withinAnswers<Card extends ExamCard>(
  ranked: readonly Card[],
  answers: number,
  day: number
): Card[] {
  let expected = 0;
  const end = ranked.findIndex((card) => {
    const { model = fsrs6 } = card;
    expected += 2 - model.recall(card.stability, since(card, day));
    return expected > answers;
  });
  return end < 0 ? [...ranked] : ranked.slice(0, end);
}

/**
 * Today's share of the last look: of those that were not answered within the last week before the
 * exam, so many that an equal number remains for each day left; the most worthwhile first.
 * @returns none outside the phase `last-look`
 */
export function lastLook<Card extends ExamCard>(
  cards: readonly Card[],
  day: number,
  examDay: number
): Card[] {
  if (examPhase(day, examDay) !== 'last-look') return [];
  const unseen = cards.filter(({ lastDay }) => lastDay < examDay - lastLookDays);
  const share = Math.ceil(unseen.length / (examDay - day));
  return rankForExam(unseen, day, examDay).slice(0, share);
}

/** Mean recall on the day of the exam, 0 to 1, over `n` cards; `n` is never 0. */
export interface Projection {
  n: number;
  /** If nothing more is done. */
  without: number;
  /** If today's work is done, as far as can be expected. */
  withToday: number;
}

/**
 * @param studiedToday the items of today's work that are still to be answered
 * @returns over all cards (null where there are none) and by area; cards without one count in all
 */
export function projectedRecall(
  cards: readonly ExamCard[],
  examDay: number,
  studiedToday: ReadonlySet<string>,
  day: number
): { all: Projection | null; byArea: Record<string, Projection> } {
  const all: Projection[] = [];
  const areas = new Map<string, Projection[]>();
  for (const card of cards) {
    const { model = fsrs6 } = card;
    const days = since(card, day);
    const left = ahead(day, examDay);
    const without = model.recall(card.stability, days + left);
    const withToday = studiedToday.has(card.item)
      ? recallIfReviewed({ memory: card, days }, left, model)
      : without;
    const one = { n: 1, without, withToday };
    all.push(one);
    if (card.area === undefined) continue;
    if (!areas.has(card.area)) areas.set(card.area, []);
    areas.get(card.area)!.push(one);
  }
  const byArea = [...areas].map(([area, list]) => [area, mean(list)] as const);
  return { all: all.length > 0 ? mean(all) : null, byArea: Object.fromEntries(byArea) };
}

/** @param list not empty */
function mean(list: readonly Projection[]): Projection {
  const n = list.length;
  const of = (which: 'without' | 'withToday') =>
    list.reduce((sum, each) => sum + each[which], 0) / n;
  return { n, without: of('without'), withToday: of('withToday') };
}

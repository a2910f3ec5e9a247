/** A day's share: what of all that waits is asked today, within the time that the plan gives. */
import type { Placed } from './apart';
import { budgetOn, secondsFor, secondsOf, within } from './budget';
import {
  beginsNew,
  examPhase,
  lastLook,
  rankForExam,
  type ExamCard,
  type ExamPhase
} from './exam-date';
import { gain, usualAhead } from './gain';
import { daysAhead, takeForward, type Coming } from './levelling';
import type { MemoryModel } from './memory';
import { isPaused, targetOf, type Plan } from './plan';
import { byWorth, type Known, type Queued } from './queue';
import { allowance, locks, spread, type Lock } from './unlock';

/** A break is so many days without an answer, from which on we say that we spread the rest. */
const breakDays = 4;
/** What "more" adds for whoever has done the day's share. */
const moreSeconds = 600;
/** Before an exam, what gains less recall than this by then is left alone. */
const worthwhile = 0.02;

/** A question that may be asked. */
export interface Askable extends Placed {
  item: string;
  /** What an answer to it takes the learner. */
  secondsEach: number;
}
/** One that was answered before. */
export interface Card extends Askable, ExamCard {
  dueDay: number;
  model: MemoryModel;
}

interface Asked {
  item: string;
  /** That it is expected to take, retries included. */
  seconds: number;
}
interface Held extends Card, Omit<Known, 'worth'>, Asked, Coming {
  model: MemoryModel;
  /** Study days since the last answer. */
  days: number;
}
interface Fresh extends Askable, Asked {
  recall: null;
}

/** What of a learner decides the day, beside its questions. */
export interface Circumstances {
  day: number;
  /** `examDay` is the one that holds, the learner's own or the cohort's. */
  plan: Plan;
  prerequisites: (lesson: string) => readonly string[];
  /** Seconds of today's share that are done. */
  done: number;
  /** How many new items today has seen. */
  introduced: number;
  /** The last study day before today with an answer; null where there is none. */
  lastStudied: number | null;
  /** Whether the learner goes on beyond the day's share. */
  more: boolean;
}

/** With the recall now, null of what is new. */
export type Chosen = Held | Fresh;

/** Why new questions wait though their lesson is finished. */
export type Waiting = { why: 'exam' | 'load' | 'day' } | ({ why: 'prerequisite' } & Lock);

export interface Agenda {
  share: Queued<Chosen>[];
  /** Whether more is due than today's share. */
  more: boolean;
  /** Whether it is more because of a break. */
  afterBreak: boolean;
  /** Null where no new question waits beyond today's. */
  waiting: Waiting | null;
}

/**
 * Chooses what is asked today; `queue` puts it into order.
 * @param known those due within `daysAhead` and those of prerequisites at least; all of them
 *   before an exam
 * @param unknown items of finished lessons that were never answered, in the order of the course
 */
export function agenda(
  known: readonly Card[],
  unknown: readonly Askable[],
  now: Circumstances
): Agenda {
  const { day, plan } = now;
  if (isPaused(plan, day)) return { share: [], more: false, afterBreak: false, waiting: null };
  const phase = plan.examDay === null ? null : examPhase(day, plan.examDay);
  const isFinal = phase !== null && finalPhases.includes(phase);
  const budget = budgetOn(plan, day);
  const cards = known.map((card) => held(card, now));
  const fresh = unknown.map((item): Fresh => {
    return { ...item, recall: null, seconds: secondsFor(item.secondsEach, null) };
  });
  const share = new Share(Math.max(budget - now.done, now.more ? moreSeconds : 0));

  const missed = cards.filter((card) => isMissed(card, day));
  // They are part of work that has begun: what is done leaves them their time.
  const again = within(missed, budget);
  share.add(again, 'missed');
  const open = cards.filter(({ lastDay }) => lastDay < day);
  const newOnes = allowed(cards, fresh, now);
  const due = isFinal ? [] : dueByWorth(open);
  const looks = isFinal ? lastLook(open, day, plan.examDay!) : [];
  const worthy = isFinal ? beforeExam(open, day, plan.examDay!) : [];
  share.fill(due, 'due');
  // Before an exam nothing gains as much as what was never asked; else it must not crowd out.
  if (isFinal) share.fill(newOnes.open, 'new');
  share.fill(worthy, 'exam');
  // In the time that is left only: where it is short, they cost more recall than they bring.
  share.fill(looks, 'last-look');
  if (!isFinal) {
    const coming = open.filter((card) => !isDue(card));
    const spare = Math.max(0, share.left);
    share.fill(
      takeForward(coming, day, spare, (next) => budgetOn(plan, next)),
      'early'
    );
    share.fill(newOnes.open, 'new');
  }

  const chosen = new Set(share.entries.map(({ entry }) => entry.item));
  const isLeft = ({ item }: Asked) => !chosen.has(item);
  const more = [...missed, ...due, ...looks, ...worthy].some(isLeft);
  const away = now.lastStudied !== null && day - now.lastStudied >= breakDays;
  return {
    share: share.entries,
    more,
    afterBreak: more && away,
    waiting: fresh.some(isLeft) ? (newOnes.waiting ?? { why: 'day' }) : null
  };
}

function held(card: Card, { day, plan }: Circumstances): Held {
  const { model, stability, secondsEach, dueDay, lastDay } = card;
  const days = Math.max(0, day - lastDay);
  const recall = model.recall(stability, days);
  return {
    days,
    recall,
    waited: day - dueDay,
    seconds: secondsFor(secondsEach, recall),
    interval: model.interval(stability, targetOf(plan)),
    ...card // last: as the first it takes many times as long under Node 20
  };
}

/** What one more repetition gains, by a day so far ahead. */
const gainOf = (card: Held, ahead: number) =>
  gain({ memory: card, days: card.days }, ahead, card.model);

const finalPhases: ExamPhase[] = ['final', 'last-look', 'today'];

/** Missed today and not known since: it was put off to the same day. */
export const isMissed = ({ lastDay, dueDay }: Pick<Card, 'lastDay' | 'dueDay'>, day: number) =>
  lastDay >= day && dueDay <= lastDay;

const isDue = ({ waited }: Held) => waited >= 0;

const dueByWorth = (open: readonly Held[]) =>
  byWorth(open.filter(isDue).map((card) => ({ ...card, worth: gainOf(card, usualAhead) })));

/** What gains enough by the exam; the most worthwhile first. */
function beforeExam(open: Held[], day: number, examDay: number): Held[] {
  const gaining = open.filter((card) => gainOf(card, examDay - day) >= worthwhile);
  return rankForExam(gaining, day, examDay);
}

/** The new questions that today bears, and what keeps the others waiting. */
function allowed(
  cards: readonly Held[],
  fresh: readonly Fresh[],
  { day, plan, prerequisites, done, introduced }: Circumstances
): { open: Fresh[]; waiting: Waiting | null } {
  if (fresh.length === 0) return { open: [], waiting: null };
  if (plan.examDay !== null && !beginsNew(day, plan.examDay))
    return { open: [], waiting: { why: 'exam' } };
  const known = cards.map((card) => ({ ...card, missed: isMissed(card, day) }));
  const closed = locks(new Set(fresh.map(({ lesson }) => lesson)), prerequisites, known);
  const unlocked = fresh.filter(({ lesson }) => !closed.has(lesson));
  const [lock] = closed.values();
  if (unlocked.length === 0) return { open: [], waiting: { why: 'prerequisite', ...lock! } };

  const days = Array.from({ length: daysAhead }, (_, i) => day + i);
  const week = days.reduce((sum, each) => sum + budgetOn(plan, each), 0);
  const load = done + secondsOf(cards.filter(({ dueDay }) => dueDay < day + daysAhead));
  const each = secondsOf(unlocked) / unlocked.length;
  const count = allowance({ week, load, introduced }, each);
  const open = spread(unlocked, count);
  if (lock) return { open, waiting: { why: 'prerequisite', ...lock } };
  return { open, waiting: open.length === 0 && introduced === 0 ? { why: 'load' } : null };
}

/** What was chosen so far, and the time that is left. */
class Share {
  readonly entries: Queued<Chosen>[] = [];

  constructor(public left: number) {}

  add(entries: readonly Chosen[], reason: Queued<unknown>['reason']): void {
    this.entries.push(...entries.map((entry) => ({ entry, reason })));
    this.left -= secondsOf(entries);
  }

  fill(entries: readonly Chosen[], reason: Queued<unknown>['reason']): void {
    const asked = new Set(this.entries.map(({ entry }) => entry.item));
    const open = entries.filter(({ item }) => !asked.has(item));
    this.add(within(open, this.left), reason);
  }
}

/**
 * Who may need somebody to look after them, and why. All numbers are our choice, made so that a
 * flag says something that can be acted upon this week; none is a diagnosis, and none sees the
 * student's side of it.
 */
import { passMark } from './exam';
import type { Share } from './interval';
import { knownEnough } from './unlock';

export const riskRules = {
  /** No study for so many days, though this share of the cohort has studied within a week. */
  idle: { days: 10, activeDays: 7, activeShare: 0.5 },
  /** An assignment that is late by more than this. */
  late: { days: 2 },
  /** So many questions have been due for longer than this. */
  overdue: { days: 7, questions: 40 },
  /** Mean recall of what was learnt below what opens the next lesson, of so many questions. */
  fading: { recall: knownEnough, questions: 30 },
  /** So far behind what the program had foreseen: in hours, and as a share of it. */
  hours: { hours: 8, share: 0.1 },
  /** The whole interval lies below what our practice exam asks. */
  readiness: { below: passMark }
} as const;

export const riskKinds = ['idle', 'late', 'overdue', 'fading', 'hours', 'readiness'] as const;
export type RiskKind = (typeof riskKinds)[number];

export const riskNames: Record<RiskKind, string> = {
  idle: 'Not studying',
  late: 'Late assignments',
  overdue: 'Reviews waiting',
  fading: 'Forgetting',
  hours: 'Behind in hours',
  readiness: 'Readiness below the mark'
};

/** Why, with its numbers. */
export type Reason =
  | { kind: 'idle'; days: number; never: boolean }
  | { kind: 'late'; count: number; days: number; assignment: string }
  | { kind: 'overdue'; questions: number }
  | { kind: 'fading'; recall: number; questions: number }
  | { kind: 'hours'; behind: number }
  | { kind: 'readiness'; share: number; low: number; high: number };

/** What is known of a student; days are study days. */
export interface RiskFacts {
  today: number;
  joinedDay: number;
  onLeave: boolean;
  /** The last day on which anything was answered or finished; null: never. */
  lastDay: number | null;
  /** Of the others of the cohort, or of the school, the share that has studied of late. */
  othersActive: number | null;
  late: { count: number; days: number; assignment: string } | null;
  /** Questions due for longer than the rule says. */
  overdue: number;
  questions: number;
  /** Mean recall now of those; null where there are none. */
  recall: number | null;
  /** Clock hours; null where the school counts none, or the student follows no plan. */
  hours: { scheduled: number; done: number } | null;
  readiness: Share | null;
}

/** @returns why somebody should be looked after, in the order of `riskKinds`; on leave nobody */
export function reasonsOf(facts: RiskFacts): Reason[] {
  if (facts.onLeave) return [];
  const { today, joinedDay, lastDay, othersActive, late, overdue, questions, recall } = facts;
  const { hours, readiness } = facts;
  const reasons: Reason[] = [];
  const days = today - (lastDay ?? joinedDay);
  const others = othersActive ?? 0;
  if (days >= riskRules.idle.days && others >= riskRules.idle.activeShare)
    reasons.push({ kind: 'idle', days, never: lastDay === null });
  if (late && late.days > riskRules.late.days) reasons.push({ kind: 'late', ...late });
  if (overdue >= riskRules.overdue.questions) reasons.push({ kind: 'overdue', questions: overdue });
  const { recall: least, questions: fewest } = riskRules.fading;
  if (recall !== null && recall < least && questions >= fewest)
    reasons.push({ kind: 'fading', recall, questions });
  if (hours) {
    const behind = hours.scheduled - hours.done;
    const { hours: most, share } = riskRules.hours;
    if (behind >= most && behind >= share * hours.scheduled)
      reasons.push({ kind: 'hours', behind });
  }
  if (readiness && readiness.high < riskRules.readiness.below) {
    const { share, low, high } = readiness;
    reasons.push({ kind: 'readiness', share, low, high });
  }
  return reasons;
}

const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;
/** Down, so that what is below a mark never reads as if it had reached it. */
const percent = (share: number) => `${Math.floor(share * 100)}%`;

/** @returns one sentence with its numbers */
export function sentenceOf(reason: Reason): string {
  switch (reason.kind) {
    case 'idle':
      return reason.never
        ? `Has not studied yet, ${count(reason.days, 'day')} after joining`
        : `Has not studied for ${count(reason.days, 'day')}, though others of the class do`;
    case 'late':
      return reason.count === 1
        ? `1 assignment is late, by ${count(reason.days, 'day')}`
        : `${reason.count} assignments are late, the oldest by ${count(reason.days, 'day')}`;
    case 'overdue':
      return `${count(reason.questions, 'question')} to review for more than a week`;
    case 'fading':
      return `Would know ${percent(reason.recall)} of ${count(reason.questions, 'question')} learnt`;
    case 'hours':
      return `${count(Math.floor(reason.behind), 'hour')} behind the plan of the program`;
    case 'readiness':
      return `Readiness ${percent(reason.share)}, and at most ${percent(reason.high)}, where the practice exam asks ${percent(riskRules.readiness.below)}`;
  }
}

/** @returns the same in a few words */
export function shortOf(reason: Reason): string {
  switch (reason.kind) {
    case 'idle':
      return reason.never ? 'Not started' : `${count(reason.days, 'day')} without study`;
    case 'late':
      return `${reason.count} late`;
    case 'overdue':
      return `${reason.questions} reviews waiting`;
    case 'fading':
      return `Recall ${percent(reason.recall)}`;
    case 'hours':
      return `${count(Math.floor(reason.behind), 'hour')} behind`;
    case 'readiness':
      return `Readiness ${percent(reason.share)}`;
  }
}

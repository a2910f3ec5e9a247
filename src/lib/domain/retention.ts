/** How long a school keeps what of students who have left, and what it keeps for good. */
import * as v from 'valibot';
import { storable } from './items/item';

/** What can be removed after a time. Hours, completions and papers never are. */
export const retentionRules = ['attendance', 'quizzes', 'notes'] as const;
export type RetentionRule = (typeof retentionRules)[number];

export interface RuleWords {
  title: string;
  /** What goes, and what of it stays. */
  removes: string;
  keeps: string;
}

export const ruleWords: Record<RetentionRule, RuleWords> = {
  attendance: {
    title: 'Evidence of attendance and distance learning',
    removes:
      'Marks of attendance, and the stretches and signs of activity that time online rests on.',
    keeps:
      'Every line of hours stays, with its day, length, mode and attestation: totals do not change.'
  },
  quizzes: {
    title: 'Quizzes of the school',
    removes:
      'Attempts with their answers, written notes, and the points and comments given for them.',
    keeps: 'Courses completed stay, with the date and the version of the rule.'
  },
  notes: {
    title: 'Notes and messages',
    removes:
      'Questions that the student reported and the replies, announcements received, extra time and extensions with their reasons.',
    keeps: 'Sign-offs of skills stay, with what was seen.'
  }
};

/** What never goes. */
export const keptForGood =
  'Hour lines and their attestations, courses completed, skills signed off, papers issued, disclosures, requests to amend, and who looked at the record.';

/** By 16 TAC 117 of Texas: 36 months after leaving; other states differ. */
export const defaultMonths = 36;

const months = v.nullable(
  v.pipe(
    v.number('Give whole months, or leave it empty to keep it for good'),
    v.integer('Give whole months'),
    v.minValue(1, 'Give at least 1 month'),
    v.maxValue(600, 'Give at most 600 months, or leave it empty to keep it for good')
  )
);

/** Months after the last day, by rule; null: kept for good. */
export const RetentionMonths = v.object({ attendance: months, quizzes: months, notes: months });
export type RetentionMonths = v.InferOutput<typeof RetentionMonths>;

/** Settings as they are sent; `on` turns removing on, and says by which months it was looked at. */
export const RetentionInput = v.object({
  months: RetentionMonths,
  on: v.boolean('Say whether removing is on')
});
export type RetentionInput = v.InferOutput<typeof RetentionInput>;

export const defaultRetention: RetentionMonths = {
  attendance: defaultMonths,
  quizzes: defaultMonths,
  notes: defaultMonths
};

const id = v.pipe(v.string('Make the id a UUID'), v.uuid('Make the id a UUID'), v.toLowerCase());

/** A hold, or the release of one. */
export const HoldInput = v.object({
  /** Made by the client: sent twice, it counts once. */
  id,
  reason: v.pipe(
    v.string('Say why: it is kept with the record'),
    v.trim(),
    v.minLength(3, 'Say why: it is kept with the record'),
    storable,
    v.maxLength(1000, 'Keep the reason under 1,000 characters')
  )
});
export type HoldInput = v.InferOutput<typeof HoldInput>;

/**
 * The day on which a rule is due: so many months after the last day, or that month's last day where
 * it has no such date.
 * @param leftDay the last day, in days since 1970-01-01
 * @returns the same way
 */
export function dueDay(leftDay: number, months: number): number {
  const left = new Date(leftDay * 86_400_000);
  const [year, month] = [left.getUTCFullYear(), left.getUTCMonth() + months];
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(left.getUTCDate(), lastOfMonth)) / 86_400_000;
}

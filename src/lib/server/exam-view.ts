/** An exam as its learner sees it coming. */
import { outline } from './courses';
import type { StudyDay } from './study-day';
import { dateOf } from '../domain/day';
import { examPhase, projectedRecall, type ExamPhase, type Projection } from '../domain/exam-date';

export interface ExamView {
  date: string;
  /** Below 0 once it is over. */
  daysLeft: number;
  phase: ExamPhase;
  /** The cohort whose exam it is; null where the learner set the day. */
  cohort: string | null;
  /** Mean recall on the day, over all that was answered; null where nothing was, and once over. */
  recall: Projection | null;
  /** The same by area of the outline, in its order. */
  areas: ({ area: string; title: string } & Projection)[];
}

/**
 * @param share the items of today's work that are still to be answered
 * @returns null where no exam is set
 */
export function examView(
  { now: { day, plan }, known, cohort }: StudyDay,
  share: ReadonlySet<string>
): ExamView | null {
  const { examDay } = plan;
  if (examDay === null) return null;
  const phase = examPhase(day, examDay);
  const counted = phase === 'over' ? [] : known;
  const { all, byArea } = projectedRecall(counted, examDay, share, day);
  return {
    date: dateOf(examDay),
    daysLeft: examDay - day,
    phase,
    cohort,
    recall: all,
    areas: Object.entries(outline().areas).flatMap(([area, { title }]) =>
      byArea[area] ? [{ area, title, ...byArea[area] }] : []
    )
  };
}

/** Why a question is asked now, as its learner reads it. */
import type { Reason } from '$lib/domain/queue';

/** @param daysLeft until the exam; null where none is set */
export function because(
  { reason, lesson }: { reason: Reason; lesson: { title: string } },
  daysLeft: number | null
): string {
  switch (reason) {
    case 'due':
      return 'You are about to forget this';
    case 'missed':
      return 'Missed earlier today';
    case 'new':
      return `New from the lesson you finished: ${lesson.title}`;
    case 'warm-up':
      return 'A few easy ones to warm up';
    case 'early':
      return 'A little early, so that the coming days stay light';
    case 'exam':
      return `Exam ${inDays(daysLeft ?? 0)}: worth most for that day`;
    case 'last-look':
      return 'Last look before your exam';
    case 'assigned':
      return `From your instructor: ${lesson.title}`;
  }
}

/** `in 5 days`, `tomorrow`, `today`. */
export function inDays(days: number): string {
  if (days === 0) return 'today';
  return days === 1 ? 'tomorrow' : `in ${days} days`;
}

/** The part of an address that says which notes are gone through. */
import type { NoteFilter } from '$lib/domain/grading';

export function queryOf({ names, quiz, cohort }: NoteFilter): string {
  const parts = [
    names && 'names',
    quiz && `quiz=${encodeURIComponent(quiz)}`,
    cohort && `cohort=${encodeURIComponent(cohort)}`
  ].filter(Boolean);
  return parts.length > 0 ? `?${parts.join('&')}` : '';
}

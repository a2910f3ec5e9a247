/** How courses and lessons of a school are spoken of. */
import { stateOf, type LessonState, type Stand } from '$lib/domain/lesson/state';

/** @returns "1 lesson", "2 lessons" */
export const countOf = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? '' : 's'}`;

const states: Record<LessonState, { name: string; tone: string }> = {
  draft: { name: 'Draft', tone: 'warn' },
  'in-review': { name: 'In review', tone: '' },
  published: { name: 'Published', tone: 'good' },
  withdrawn: { name: 'Withdrawn', tone: 'bad' }
};

/** What a lesson carries in lists: where it stands, and what of it waits for an author. */
export function badgesOf(
  lesson: Stand & { changed: boolean; originChanged?: boolean }
): { name: string; tone: string }[] {
  const state = stateOf(lesson);
  return [
    states[state],
    ...(state !== 'in-review' && lesson.reviewVersion !== null ? [states['in-review']] : []),
    ...(lesson.changed ? [{ name: 'Changed since', tone: 'warn' }] : []),
    ...(lesson.originChanged ? [{ name: 'Original has changed', tone: 'warn' }] : [])
  ];
}

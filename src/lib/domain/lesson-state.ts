/** How far a student is with a lesson. */

/** From nothing to all. */
export const lessonStates = ['none', 'checked', 'read', 'complete'] as const;
export type LessonState = (typeof lessonStates)[number];

/** Each by a word, by a sign that needs no colour, and by what it means. */
export const stateWords: Record<LessonState, { name: string; sign: string; means: string }> = {
  none: { name: 'Not begun', sign: '·', means: 'nothing of it is done' },
  checked: {
    name: 'Checked',
    sign: '◔',
    means: 'answered questions of it, not yet finished reading'
  },
  read: { name: 'Read', sign: '◑', means: 'finished reading, questions are left' },
  complete: { name: 'Complete', sign: '✓', means: 'read, and all its questions answered' }
};

/** A state as one character, and back. */
export const signOf = (state: LessonState): string => String(lessonStates.indexOf(state));
export const stateOf = (sign: string): LessonState => lessonStates[Number(sign)] ?? 'none';

/** Of a lesson and what it was adapted from, what is further counts. */
export const furthest = (states: readonly LessonState[]): LessonState =>
  lessonStates.findLast((state) => states.includes(state)) ?? 'none';

/** How pages of weak spots say what they say. */
import type { TopicKind } from '$lib/domain/topic';
import { fewestAnswered, type Band } from '$lib/domain/weak-spots';

/** Down, so that what is weak never reads as what is enough. */
export const percent = (recall: number) => `${Math.floor(recall * 100)}%`;

export const bandNames: Record<Band, string> = {
  weak: 'weak, below 80%',
  fading: 'fading, below 90%',
  firm: 'firm'
};

export const kindNames: Record<TopicKind, string> = {
  lesson: 'Lesson',
  module: 'Module',
  area: 'Area of the exam'
};

export const tooLittle = `too little: fewer than ${fewestAnswered} questions answered`;

export const countStudents = (count: number) => `${count} ${count === 1 ? 'student' : 'students'}`;

/** The part of an address that keeps the cohort. */
export const withCohort = (cohort: string | null) => (cohort ? `?cohort=${cohort}` : '');

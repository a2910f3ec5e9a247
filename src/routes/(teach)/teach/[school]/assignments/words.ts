/** How pages of assignments say where one stands. */
import type { stateOf } from '$lib/domain/assignment';

export const stateNames: Record<ReturnType<typeof stateOf>, string> = {
  open: 'Open',
  overdue: 'Overdue',
  finished: 'Done by all',
  withdrawn: 'Withdrawn'
};

export const stateTones: Record<ReturnType<typeof stateOf>, string> = {
  open: '',
  overdue: 'warn',
  finished: 'good',
  withdrawn: ''
};

export const countQuestions = (count: number) =>
  `${count} ${count === 1 ? 'question' : 'questions'}`;

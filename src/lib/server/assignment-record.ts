/** An assignment as the API and pages tell of it: its day as a date, and where it stands. */
import type { Assignment } from './assignment-progress';
import { stateOf } from '../domain/assignment';
import { dateOf } from '../domain/day';

/** @param today the study day of the one who asks */
export const recordOf = (assignment: Assignment, today: number) => {
  const { dueDay, ...rest } = assignment;
  return { ...rest, due: dateOf(dueDay), state: stateOf(assignment, today) };
};

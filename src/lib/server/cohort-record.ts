/** A cohort as the API and pages tell of it: days as dates. */
import type { Student } from './cohort-students';
import type { Cohort } from './cohorts';
import { dateOf } from '../domain/day';

const orNull = (day: number | null) => (day === null ? null : dateOf(day));

export const recordOf = ({ examDay, ...cohort }: Cohort) => ({
  ...cohort,
  examDate: orNull(examDay)
});

export const studentRecordOf = ({ examDay, ...student }: Student) => ({
  ...student,
  examDate: orNull(examDay)
});

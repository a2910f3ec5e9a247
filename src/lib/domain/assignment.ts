/** What an instructor asks of named students, until when. */
import * as v from 'valibot';
import { dayOf } from './day';

export const assignmentKinds = ['practice'] as const;

/** Of a practice: questions on a topic, each student's own weakest. */
export interface Practice {
  /** See `topicKey`. */
  topic: string;
  questions: number;
}

export const usualQuestions = 10;
const mostQuestions = 30;
/** Days that an assignment usually has. */
export const usualDays = 7;
/** Further ahead nothing is due; a mistyped year is found by it. */
const mostDays = 366;
/** Study days for which what is overdue is still brought up. */
export const remindedFor = 14;

const uuid = (complaint: string) => v.pipe(v.string(complaint), v.uuid(complaint));
const someone = 'Choose at least one student';
const number = `Ask 1 to ${mostQuestions} questions`;
const date = 'Write the day as 2027-03-31';

export const NewPractice = v.object({
  /** Made by the client: sent again, it is assigned once. */
  id: uuid('Make the id a UUID'),
  topic: v.string('Name the topic'),
  students: v.pipe(
    v.array(uuid('Give the ids of accounts'), someone),
    v.minLength(1, someone),
    v.maxLength(2000, 'Assign to at most 2,000 students at once')
  ),
  questions: v.pipe(
    v.number(number),
    v.integer(number),
    v.minValue(1, number),
    v.maxValue(mostQuestions, number)
  ),
  due: v.pipe(
    v.string(date),
    v.check((text) => dayOf(text) !== null, `There is no such day. ${date}`),
    v.transform((text) => dayOf(text)!)
  )
});
export type NewPractice = v.InferOutput<typeof NewPractice>;

/**
 * @param today the study day of the one who assigns
 * @returns what to mend about the day until when; null where it can be
 */
export function flawOfDue(day: number, today: number): string | null {
  if (day < today) return 'This day is over: choose today or a later one';
  return day > today + mostDays ? 'This is more than a year ahead: check the year' : null;
}

/** How far a student is. */
export interface Done {
  /** Questions that can be asked or were answered. */
  total: number;
  /** Of them, those answered since the assignment, and those of these right at the first try. */
  done: number;
  right: number;
}

export const isFinished = ({ total, done }: Done): boolean => done >= total;

/**
 * @param today the study day of the one who asks
 * @returns where an assignment stands as a whole
 */
export function stateOf(
  {
    withdrawnAt,
    dueDay,
    students,
    finished
  }: { withdrawnAt: string | null; dueDay: number; students: number; finished: number },
  today: number
): 'withdrawn' | 'finished' | 'overdue' | 'open' {
  if (withdrawnAt) return 'withdrawn';
  if (finished === students) return 'finished';
  return dueDay < today ? 'overdue' : 'open';
}

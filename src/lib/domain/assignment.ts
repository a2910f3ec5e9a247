/** What an instructor asks of students or of cohorts, until when. */
import * as v from 'valibot';
import { dayOf } from './day';
import { storable } from './items/item';

/**
 * `practice`: questions on a topic, each student's own weakest. `lessons`: to read them. `quiz`: to
 * sit it. `recall`: a goal of review, to hold a recall of a topic. `note`: a case note to write,
 * which an instructor grades.
 */
export const assignmentKinds = ['practice', 'lessons', 'quiz', 'recall', 'note'] as const;
export type AssignmentKind = (typeof assignmentKinds)[number];

export interface Practice {
  /** See `topicKey`. */
  topic: string;
  questions: number;
}
export interface Lessons {
  lessons: string[];
}
export interface Quiz {
  quiz: string;
}
export interface Goal {
  topic: string;
  /** The recall to reach, 0 to 1, over so many answered questions at least. */
  share: number;
  answers: number;
}
export interface Note {
  item: string;
  /** The quiz of this one question, by which it is written and graded. */
  quiz: string;
}
/** What is asked, by the kind. */
export interface Subjects {
  practice: Practice;
  lessons: Lessons;
  quiz: Quiz;
  recall: Goal;
  note: Note;
}
export type Subject = Subjects[AssignmentKind];
/** The two together, so that the one tells the other. */
export type Task = { [K in AssignmentKind]: { kind: K; subject: Subjects[K] } }[AssignmentKind];

export const usualQuestions = 10;
const mostQuestions = 30;
const mostLessons = 20;
/** Of a goal: what is asked unless the school says otherwise. */
export const usualShare = 0.85;
export const usualGoalAnswers = 10;
/** Days that an assignment usually has. */
export const usualDays = 7;
/** Further ahead nothing is due; a mistyped year is found by it. */
const mostDays = 366;
/** Study days for which what is overdue is still brought up. */
export const remindedFor = 14;

const uuid = (complaint: string) => v.pipe(v.string(complaint), v.uuid(complaint));
const someone = 'Choose at least one student or cohort';
const number = `Ask 1 to ${mostQuestions} questions`;
const date = 'Write the day as 2027-03-31';
const share = 'Give the recall to reach as a share from 0.5 to 0.97';
const answers = 'Give the answered questions as a whole number from 3 to 500';

const students = v.pipe(
  v.array(uuid('Give the ids of accounts'), someone),
  v.maxLength(2000, 'Assign to at most 2,000 students at once')
);
const due = v.pipe(
  v.string(date),
  v.check((text) => dayOf(text) !== null, `There is no such day. ${date}`),
  v.transform((text) => dayOf(text)!)
);
/** Made by the client: sent again, it is assigned once. */
const id = uuid('Make the id a UUID');

/** To whom, and until when. */
const whom = {
  id,
  students: v.optional(students, []),
  cohorts: v.optional(v.array(uuid('Give the ids of cohorts'), someone), []),
  due
};
const isForSomebody = ({ students, cohorts }: { students: string[]; cohorts: string[] }) =>
  students.length + cohorts.length > 0;

export const NewPractice = v.pipe(
  v.object({
    kind: v.optional(v.literal('practice'), 'practice'),
    ...whom,
    topic: v.string('Name the topic'),
    questions: v.pipe(
      v.number(number),
      v.integer(number),
      v.minValue(1, number),
      v.maxValue(mostQuestions, number)
    )
  }),
  v.forward(
    v.check((given) => isForSomebody(given), someone),
    ['students']
  )
);
export type NewPractice = v.InferOutput<typeof NewPractice>;

const kindOfTask = `Say what is assigned: ${assignmentKinds.join(', ')}`;

/** All but a practice. */
export const NewTask = v.pipe(
  v.variant(
    'kind',
    [
      v.object({
        kind: v.literal('lessons'),
        ...whom,
        lessons: v.pipe(
          v.array(v.string(), 'Choose at least one lesson'),
          v.minLength(1, 'Choose at least one lesson'),
          v.maxLength(mostLessons, `Choose at most ${mostLessons} lessons`),
          v.transform((ids) => [...new Set(ids)])
        )
      }),
      v.object({ kind: v.literal('quiz'), ...whom, quiz: v.pipe(v.string('Choose a quiz'), v.nonEmpty('Choose a quiz')) }), // prettier-ignore
      v.object({
        kind: v.literal('recall'),
        ...whom,
        topic: v.pipe(v.string('Choose a topic'), v.nonEmpty('Choose a topic')),
        share: v.pipe(v.number(share), v.minValue(0.5, share), v.maxValue(0.97, share)),
        answers: v.pipe(
          v.number(answers),
          v.integer(answers),
          v.minValue(3, answers),
          v.maxValue(500, answers)
        )
      }),
      v.object({ kind: v.literal('note'), ...whom, item: v.pipe(v.string('Choose a case note'), v.nonEmpty('Choose a case note')) }) // prettier-ignore
    ],
    kindOfTask
  ),
  v.forward(
    v.check((given) => isForSomebody(given), someone),
    ['students']
  )
);
export type NewTask = v.InferOutput<typeof NewTask>;

/** @returns the schema of what comes in by what it says of its kind; without one it is a practice */
export const NewAssignment = v.lazy((given) => {
  const kind = (given as { kind?: unknown } | null)?.kind;
  return kind === undefined || kind === 'practice' ? NewPractice : NewTask;
});
export type NewAssignment = NewPractice | NewTask;

/** Another last day for one student. */
export const NewExtension = v.object({
  id,
  /** An account. */
  student: uuid('Give the id of an account'),
  due,
  reason: v.pipe(
    v.string('Say in a few words why'),
    v.trim(),
    v.minLength(3, 'Say in a few words why'),
    v.maxLength(500, 'Shorten the reason to 500 characters'),
    storable
  )
});
export type NewExtension = v.InferOutput<typeof NewExtension>;

/**
 * @param today the study day of the one who assigns
 * @returns what to mend about the day until when; null where it can be
 */
export function flawOfDue(day: number, today: number): string | null {
  if (day < today) return 'This day is over: choose today or a later one';
  return day > today + mostDays ? 'This is more than a year ahead: check the year' : null;
}

const deeds: Record<AssignmentKind, (title: string) => string> = {
  practice: (title) => `Answer questions on “${title}”`,
  lessons: (title) => `Read “${title}”`,
  quiz: (title) => `Sit “${title}”`,
  recall: (title) => `Remember “${title}”`,
  note: (title) => title
};

/** @returns what there is to do, in words */
export const deedOf = ({ kind, title }: { kind: AssignmentKind; title: string }): string =>
  deeds[kind](title);

/** How far a student is, in what the kind counts: questions, lessons, or the one thing to do. */
export interface Done {
  /** Of a practice: questions that can be asked or were answered. */
  total: number;
  /** Of them, those done since the assignment (lessons: ever), and questions right at the first try. */
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
  if (students > 0 && finished === students) return 'finished';
  return dueDay < today ? 'overdue' : 'open';
}

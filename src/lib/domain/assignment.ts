/** What an instructor asks of students or of cohorts, until when. */

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
/** Of a goal: what is asked unless the school says otherwise. */
export const usualShare = 0.85;
export const usualGoalAnswers = 10;
/** Days that an assignment usually has. */
export const usualDays = 7;
/** Further ahead nothing is due; a mistyped year is found by it. */
const mostDays = 366;
/** Study days for which what is overdue is still brought up. */
export const remindedFor = 14;

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

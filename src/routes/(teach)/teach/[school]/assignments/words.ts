/** How pages of assignments say where one stands. */
import type { stateOf, Task } from '$lib/domain/assignment';

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

/** What each student is to do, in a few words. */
export function taskOf({ kind, subject }: Task): string {
  switch (kind) {
    case 'practice':
      return `${countQuestions(subject.questions)} each`;
    case 'lessons':
      return `${subject.lessons.length} ${subject.lessons.length === 1 ? 'lesson' : 'lessons'} to read`;
    case 'quiz':
      return 'a quiz to sit';
    case 'recall':
      return `a goal: remember ${Math.round(subject.share * 100)}%, over at least ${subject.answers} answered questions`;
    case 'note':
      return 'a case note to write';
  }
}

export const countQuestions = (count: number) =>
  `${count} ${count === 1 ? 'question' : 'questions'}`;

/** An assignment as a form has it: all as text. */
import { usualGoalAnswers, usualQuestions, usualShare } from './assignment';
import { shareOf } from './completion-form';

export interface TaskDraft {
  id: string;
  kind: string;
  lessons: string[];
  quiz: string;
  topic: string;
  share: string;
  answers: string;
  questions: string;
  item: string;
  cohorts: string[];
  students: string[];
  due: string;
}

export const taskDraft: TaskDraft = {
  ...{ id: '', kind: 'lessons', lessons: [], quiz: '', topic: '', item: '', due: '' },
  ...{ share: String(usualShare * 100), answers: String(usualGoalAnswers) },
  ...{ questions: String(usualQuestions), cohorts: [], students: [] }
};

const numberOf = (text: string) => Number(text.trim() || NaN);

/** @returns what a form was filled with, and the assignment that it asks for, unchecked */
export function readTask(form: FormData): { draft: TaskDraft; asked: unknown } {
  const all = (name: string) => form.getAll(name).map(String);
  const one = (name: string) => String(form.get(name) ?? '');
  const draft: TaskDraft = {
    ...{ id: one('id'), kind: one('kind'), quiz: one('quiz'), topic: one('topic') },
    ...{ item: one('item'), share: one('share'), answers: one('answers') },
    ...{ questions: one('questions'), due: one('due') },
    ...{ lessons: all('lesson'), cohorts: all('cohort'), students: all('student') }
  };
  const { id, kind, lessons, quiz, topic, item, cohorts, students, due } = draft;
  const parts: Record<string, object> = {
    lessons: { lessons },
    quiz: { quiz },
    recall: { topic, share: shareOf(draft.share), answers: numberOf(draft.answers) },
    practice: { topic, questions: numberOf(draft.questions) },
    note: { item }
  };
  return { draft, asked: { id, kind, cohorts, students, due, ...parts[kind] } };
}

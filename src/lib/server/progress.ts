/** What a learner has done, what is remembered now, and what is coming. */
import type { Learner } from './answers';
import type { Db } from './db/connect';
import { recallOn } from '../domain/card';
import { dateOf, studyDay } from '../domain/day';

const daysBack = 28;
const daysAhead = 14;

export interface LessonProgress {
  lesson: string;
  title: string;
  completedAt: string | null;
  /** Items of the lesson, and how many of them have been answered. */
  items: number;
  answered: number;
  /** Mean probability of recall now over the answered items, 0 to 1; null where there are none. */
  recall: number | null;
}

export interface Progress {
  lessons: LessonProgress[];
  /** The last 28 study days, oldest first. */
  days: { date: string; answers: number; correct: number }[];
  /** Today, with all that is overdue, and the 13 days after it. */
  load: { date: string; due: number }[];
}

/** @returns the learner's progress; answers that were taken back do not count. */
export async function progress(db: Db, learner: Learner, now: Date): Promise<Progress> {
  const today = studyDay(now, learner.timeZone);
  const sql = db.$client;
  const [lessons, cards, days] = await Promise.all([
    sql<{ lesson: string; title: string; items: number; completed: string | null }[]>`
      select lessons.id as lesson, title, count(items.id)::int as items,
        (select completed_at from completions
          where account_id = ${learner.id} and lesson_id = lessons.id) as completed
      from lessons join items on items.lesson_id = lessons.id and items.retired_at is null
        and not reserved
      where lessons.retired_at is null
      group by lessons.id order by lessons.position`,
    sql<{ lesson: string; stability: number; lastDay: number; dueDay: number }[]>`
      select items.lesson_id as lesson, stability, last_day as "lastDay", due_day as "dueDay"
      from cards join items on items.id = cards.item_id
      where account_id = ${learner.id} and items.retired_at is null and not reserved`,
    sql<{ day: number; answers: number; correct: number }[]>`
      select study_day as day, count(*)::int as answers,
        (count(*) filter (where score = 1))::int as correct
      from counting_answers
      where account_id = ${learner.id} and study_day > ${today - daysBack}
      group by study_day`
  ]);

  const byDay = new Map(days.map((row) => [row.day, row]));
  return {
    lessons: lessons.map(({ lesson, title, items, completed }) => {
      const known = cards.filter((card) => card.lesson === lesson);
      return {
        lesson,
        title,
        completedAt: completed && new Date(completed).toISOString(),
        items,
        answered: known.length,
        recall: mean(known.map((card) => recallOn(card, today)))
      };
    }),
    days: Array.from({ length: daysBack }, (_, i) => {
      const day = today - daysBack + 1 + i;
      const { answers = 0, correct = 0 } = byDay.get(day) ?? {};
      return { date: dateOf(day), answers, correct };
    }),
    load: Array.from({ length: daysAhead }, (_, i) => ({
      date: dateOf(today + i),
      due: cards.filter(({ dueDay }) => Math.max(dueDay, today) === today + i).length
    }))
  };
}

const mean = (values: number[]) =>
  values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : null;

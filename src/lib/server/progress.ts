/** What a learner has done, what is remembered now, and what is coming. */
import { secondsEach } from './answer-times';
import type { Learner } from './answers';
import type { Db } from './db/connect';
import { told, type Told } from './foretold';
import * as plans from './plans';
import {
  byArea,
  byLesson,
  known,
  ownItems,
  type AreaProgress,
  type Known,
  type LessonProgress,
  type OwnItem
} from './recall';
import { schedulings } from './schedulings';
import { calendar, streakOf, studyDays, type Calendar } from './study-days';
import { models } from './weights';
import { dateOf, studyDay } from '../domain/day';
import { projectedRecall, rankForExam, withinAnswers, type Projection } from '../domain/exam-date';
import { forecast, spread } from '../domain/forecast';
import type { MemoryModel } from '../domain/memory';
import { isPaused, type Plan } from '../domain/plan';
import type { Streak } from '../domain/streak';

const daysAhead = 30;

/** What a day ahead holds, in expected answers, and how long they take. */
export interface DayAhead {
  date: string;
  /** Reviews that are due as the cards are. */
  due: number;
  /** Those that are expected to follow: repetitions, and misses asked again. */
  repeats: number;
  minutes: number;
}

export interface Ahead {
  /** Today, with what is overdue as far as its minutes hold, and the 29 days after it. */
  days: DayAhead[];
  secondsEach: number;
  /** The recall at which an item is asked again. */
  target: number;
  dailyMinutes: number;
  /** What the minutes of these days do not hold. */
  later: number;
}

/** The day of the exam, and what would be known then of the items answered so far. */
export interface ExamProgress {
  date: string;
  days: number;
  /** The cohort that sits it; null for a date of the learner's own. */
  cohort: string | null;
  all: Projection | null;
  byArea: Record<string, Projection>;
}

export interface Progress {
  all: Known;
  lessons: LessonProgress[];
  areas: AreaProgress[];
  calendar: Calendar;
  streak: Streak;
  ahead: Ahead;
  told: Told;
  /** Null without an exam to come. */
  exam: ExamProgress | null;
}

/** @returns the learner's progress; answers that were taken back do not count. */
export async function progress(db: Db, learner: Learner, now: Date): Promise<Progress> {
  const today = studyDay(now, learner.timeZone);
  const [items, year, days, seconds, foretold, { plan, cohort }, scheduling] = await Promise.all([
    ownItems(db, learner.id, today),
    calendar(db, learner.id, today),
    studyDays(db, learner.id),
    secondsEach(db, learner.id),
    told(db, learner.id),
    plans.read(db, learner.id),
    schedulings(db.$client, [learner.id])
  ]);
  const { target, weightsVersion } = scheduling.get(learner.id)!;
  const model = (await models(db, [weightsVersion]))(weightsVersion);
  const asked = cardsOf(items.filter(({ mark }) => mark !== 'suspended' && mark !== 'known'));
  const holds = (plan.dailyMinutes * 60) / seconds;
  const examDay = plan.examDay ?? cohort?.day ?? null;

  return {
    all: known(items),
    lessons: byLesson(items),
    areas: byArea(items),
    calendar: year,
    streak: streakOf(days, today, plan),
    ahead: lookAhead(asked, { today, plan, seconds, holds, target, model }),
    told: foretold,
    exam:
      examDay === null || examDay < today
        ? null
        : {
            date: dateOf(examDay),
            days: examDay - today,
            cohort: plan.examDay === null ? (cohort?.cohort ?? null) : null,
            ...projectedRecall(
              cardsOf(items),
              examDay,
              todaysWork(asked, { today, examDay, holds, model }),
              today,
              model
            )
          }
  };
}

type Cards = ReturnType<typeof cardsOf>;
const cardsOf = (items: readonly OwnItem[]) => items.flatMap(({ card }) => (card ? [card] : []));

/** What is due is spread over days that hold it: nobody is shown a mountain. */
function lookAhead(
  cards: Cards,
  of: {
    today: number;
    plan: Plan;
    seconds: number;
    holds: number;
    target: number;
    model: MemoryModel;
  }
): Ahead {
  const { today, plan, seconds, holds, target, model } = of;
  const { due, repeats } = forecast(cards, today, daysAhead, { target, model });
  const most = (day: number) => (isPaused(plan, today + day) ? 0 : holds);
  const whole = due.map((count, day) => count + repeats[day]!);
  const dueThen = spread(due, most);
  const then = spread(whole, most);
  const minutes = (count: number) => (count * seconds) / 60;
  return {
    days: then.map((count, day) => ({
      date: dateOf(today + day),
      due: dueThen[day]!,
      repeats: count - dueThen[day]!,
      minutes: minutes(count)
    })),
    secondsEach: seconds,
    target,
    dailyMinutes: plan.dailyMinutes,
    later: minutes(total(whole) - total(then))
  };
}

/** The items that are due today, as many as its minutes hold: those first that gain most. */
function todaysWork(
  cards: Cards,
  of: { today: number; examDay: number; holds: number; model: MemoryModel }
): Set<string> {
  const due = cards.filter(({ dueDay }) => dueDay <= of.today);
  const ranked = rankForExam(due, of.today, of.examDay, of.model);
  const chosen = withinAnswers(ranked, of.holds, of.today, of.model);
  return new Set(chosen.map(({ item }) => item));
}

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

/** What a learner has done, what is remembered now, and what is coming. */
import { secondsEach } from './answer-times';
import type { Learner } from './answers';
import type { Db } from './db/connect';
import type { ExamView } from './exam-view';
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
import { today } from './reviews';
import { schedulings } from './schedulings';
import { calendar, streakOf, studyDays, type Calendar } from './study-days';
import { models } from './weights';
import { budgetOn } from '../domain/budget';
import { dateOf, studyDay } from '../domain/day';
import { forecast, spread } from '../domain/forecast';
import type { MemoryModel } from '../domain/memory';
import type { Plan } from '../domain/plan';
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

export interface Progress {
  all: Known;
  lessons: LessonProgress[];
  areas: AreaProgress[];
  calendar: Calendar;
  streak: Streak;
  ahead: Ahead;
  told: Told;
  /** Null without an exam to come. */
  exam: ExamView | null;
}

/** @returns the learner's progress; answers that were taken back do not count. */
export async function progress(db: Db, learner: Learner, now: Date): Promise<Progress> {
  const day = studyDay(now, learner.timeZone);
  const [items, year, days, seconds, foretold, { plan, cohort }, scheduling] = await Promise.all([
    ownItems(db, learner.id, day),
    calendar(db, learner.id, day),
    studyDays(db, learner.id),
    secondsEach(db, learner.id),
    told(db, learner.id),
    plans.read(db, learner.id),
    schedulings(db.$client, [learner.id])
  ]);
  const { target, weightsVersion } = scheduling.get(learner.id)!;
  const model = (await models(db, [weightsVersion]))(weightsVersion);
  const asked = cardsOf(items.filter(({ mark }) => mark !== 'suspended' && mark !== 'known'));
  const examDay = plans.examDayOf({ plan, cohort });
  // Today knows what of its work is left, and the two must say the same.
  const hasExam = examDay !== null && examDay >= day;
  return {
    all: known(items),
    lessons: byLesson(items),
    areas: byArea(items),
    calendar: year,
    streak: streakOf(days, day, plan),
    ahead: lookAhead(asked, { day, plan, seconds, target, model }),
    told: foretold,
    exam: hasExam ? (await today(db, learner, 0, now)).exam : null
  };
}

type Cards = ReturnType<typeof cardsOf>;
const cardsOf = (items: readonly OwnItem[]) => items.flatMap(({ card }) => (card ? [card] : []));

/** What is due is spread over days that hold it: nobody is shown a mountain. */
function lookAhead(
  cards: Cards,
  of: { day: number; plan: Plan; seconds: number; target: number; model: MemoryModel }
): Ahead {
  const { day: today, plan, seconds, target, model } = of;
  const { due, repeats } = forecast(cards, today, daysAhead, { target, model });
  const most = (day: number) => budgetOn(plan, today + day) / seconds;
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

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

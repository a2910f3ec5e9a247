/** The day's share as the app makes it, within the minutes of a plan, at 20 seconds an answer. */
import { agenda, type Card } from '../../../src/lib/domain/agenda';
import { daysAhead } from '../../../src/lib/domain/levelling';
import { examPhase } from '../../../src/lib/domain/exam-date';
import { fsrs6 } from '../../../src/lib/domain/memory';
import { defaultPlan, targetOf, type Plan } from '../../../src/lib/domain/plan';
import { atLeast, atMost, told, type Figure } from './bands';
import { overSeeds, run, type Today } from './course';
import { towardsExam } from './exam';
import { fsrs, type OurScheduler } from './schedulers';

const examDay = 120;
const secondsEach = 20;
const perMinute = 60 / secondsEach;
/** Items make lessons of twenty, with four objectives each. */
const itemsALesson = 20;
const objectives = 4;

interface Day {
  answers: number;
  recall: number;
  recallAtEnd: number;
  /** The largest share of a day, in questions. */
  most: number;
  /** Items that were due for 60 days or more at the end. */
  starved: number;
}

/** @param away days without any study, from and until */
const byPlan = (change: Partial<Plan>, days: number, away = { from: days, until: days }): Day =>
  overSeeds((seed) => {
    const plan = { ...defaultPlan, ...change };
    const scheduler = fsrs(targetOf(plan));
    let most = 0;
    let dueDays: readonly number[] = [];
    const { answers, recall, recallAtEnd } = run({
      seed,
      days,
      scheduler,
      choose(today) {
        dueDays = [...today.dueDay];
        if (today.day >= away.from && today.day < away.until) return [];
        const share = shareOf(today, plan, scheduler);
        most = Math.max(most, share.length);
        return share;
      }
    });
    const starved = dueDays.filter((due) => due < days - 60).length;
    return { answers, recall, recallAtEnd, most, starved };
  });

function shareOf({ day, dueDay }: Today, plan: Plan, { cards }: OurScheduler): number[] {
  const phase = plan.examDay === null ? 'far' : examPhase(day, plan.examDay);
  const isAsked = (item: number) => phase !== 'far' || dueDay[item]! < day + daysAhead;
  const known = [...cards.keys()].filter(isAsked).map((item): Card => ({
    item: String(item),
    lesson: `lesson-${Math.floor(item / itemsALesson)}`,
    objective: `objective-${item % objectives}`,
    case: null,
    place: item,
    secondsEach,
    model: fsrs6,
    ...cards[item]!
  }));
  const { share } = agenda(known, [], {
    day,
    plan,
    prerequisites: () => [],
    done: 0,
    introduced: 0,
    lastStudied: day - 1,
    more: false
  });
  return share.map(({ entry }) => Number(entry.item));
}

export function dayFigures(): Figure[] {
  const usual = byPlan({ dailyMinutes: 20 }, 180);
  const tight = byPlan({ dailyMinutes: 25 / perMinute }, 180);
  const back = byPlan({ dailyMinutes: 20 }, 180, { from: 100, until: 121 });
  const [little, some, much] = [20, 80 / perMinute, 40].map((dailyMinutes) =>
    byPlan({ dailyMinutes, examDay }, examDay)
  ) as [Day, Day, Day];
  const high = towardsExam(0.95);
  return [
    told('20 minutes a day: answers', usual.answers, 0),
    atLeast('20 minutes a day: mean recall', usual.recall, 0.945, 3),
    atMost('20 minutes a day: largest share, questions', usual.most, 20 * perMinute + 1, 0),
    atLeast('25 answers a day: mean recall', tight.recall, 0.84, 3),
    atMost('25 answers a day: starved', tight.starved, 0, 0),
    atMost('after three weeks away: largest share', back.most, 20 * perMinute + 1, 0),
    atMost(
      'after three weeks away: recall lacking at the end',
      usual.recallAtEnd - back.recallAtEnd,
      0.01,
      3
    ),
    told('exam, 20 minutes a day: answers', little.answers, 0),
    atLeast('exam, 20 minutes a day: recall', little.recallAtEnd, 0.96, 3),
    atMost('exam, 80 answers a day ÷ target .95', some.answers / high.answers, 0.62),
    atMost('recall that it lacks to target .95', high.recallAtEnd - some.recallAtEnd, 0.002, 4),
    told('exam, 40 minutes a day: answers', much.answers, 0),
    atLeast('exam, 40 minutes a day: recall', much.recallAtEnd, 0.985, 3)
  ];
}

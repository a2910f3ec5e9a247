/**
 * Half a year with 25 answers a day, where some 40 fall due: what is known by each order in which
 * the backlog is worked off.
 */
import { recallOn, type Card } from '../../../src/lib/domain/card';
import { withinAnswers } from '../../../src/lib/domain/exam-date';
import { gain, usualAhead } from '../../../src/lib/domain/gain';
import { seededRandom } from '../../../src/lib/domain/shuffle';
import { atLeast, atMost, recallNear, told, type Figure } from './bands';
import { overSeeds, run } from './course';
import { fsrs } from './schedulers';

const days = 180;
const budget = 25;
/** An item that was due for so many days without being asked has starved. */
const starvedAfter = 60;

/** @returns what is to be asked first has the highest */
type Order = (card: Card, item: number, day: number) => number;

const byGain =
  (ahead: number): Order =>
  (card, _, day) =>
    gain({ memory: card, days: day - card.lastDay }, ahead);

const orders: [name: string, order: Order, atEnd: number][] = [
  ['gain', byGain(usualAhead), 0.944],
  ['gain by tomorrow', byGain(1), 0.944],
  ['gain in 30 days', byGain(30), 0.944],
  ['lowest recall', (card, _, day) => -recallOn(card, day), 0.942],
  ['due day', ({ dueDay }) => -dueDay, 0.935],
  ['easiest first', ({ difficulty }) => -difficulty, 0.911],
  ['highest recall', (card, _, day) => recallOn(card, day), 0.857],
  ['random, the same every day', (_, item) => seededRandom(String(item))(), 0.831]
];

/** @param retriesCount whether a retry is one of the day's answers, or comes on top */
const workOff = (order: Order, retriesCount: boolean) =>
  overSeeds((seed) => {
    const scheduler = fsrs(0.9);
    const dueDays: number[] = [];
    const { recall, recallAtEnd } = run({
      seed,
      days,
      scheduler,
      choose({ day, due, dueDay }) {
        dueDay.forEach((each, item) => (dueDays[item] = each));
        const worth = new Map(
          due.map((item) => [item, order(scheduler.cards[item]!, item, day)] as const)
        );
        const first = due.sort((a, b) => worth.get(b)! - worth.get(a)!).slice(0, budget);
        if (!retriesCount) return first;
        const cards = first.map((item) => ({ item: String(item), ...scheduler.cards[item]! }));
        return first.slice(0, withinAnswers(cards, budget, day).length);
      }
    });
    const starved = dueDays.filter((due) => due < days - starvedAfter).length;
    return { recall, recallAtEnd, starved };
  });

export function backlogFigures(): Figure[] {
  const onTop = orders.map(([name, order, atEnd]) => ({ name, atEnd, ...workOff(order, false) }));
  const within = orders.slice(0, 5).map(([name, order]) => ({ name, ...workOff(order, true) }));
  const others = (list: { recall: number }[]) =>
    Math.max(...list.slice(1).map(({ recall }) => recall));
  return [
    ...onTop.flatMap(({ name, recall, recallAtEnd, atEnd, starved }) => [
      recallNear(`${name}: recall on the last day`, recallAtEnd, atEnd, 0.015),
      told(`${name}: mean recall`, recall, 3),
      told(`${name}: starved`, starved, 0)
    ]),
    ...within.flatMap(({ name, recall, starved }) => [
      told(`${name}, retries within the 25: mean recall`, recall, 3),
      told(`${name}, retries within the 25: starved`, starved, 0)
    ]),
    atLeast('gain less the best other: mean recall', onTop[0]!.recall - others(onTop), 0, 3),
    atLeast('the same, retries within the 25', within[0]!.recall - others(within), 0, 3),
    atMost('starved by gain', onTop[0]!.starved + within[0]!.starved, 0, 0)
  ];
}

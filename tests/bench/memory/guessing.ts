/** How far predicted recall strays from true recall where what is not known may be guessed. */
import { recallOn } from '../../../src/lib/domain/card';
import { atMost, recallNear, type Figure } from './bands';
import { overSeeds, run } from './course';
import { fsrs } from './schedulers';

const days = 180;

/**
 * Mean predicted recall less mean true recall, over all items and the days after the first 50.
 * @param options of every item: what is not known is guessed right by 1 in so many
 * @param saying the share of lucky guesses of which the learner says "I guessed"
 */
function bias(options: number, saying: number): number {
  return overSeeds((seed) => {
    const scheduler = fsrs(0.9);
    let sum = 0;
    let count = 0;
    run({
      seed,
      days,
      scheduler,
      luck(learner, item) {
        const right = learner.chance(item, 1 / options);
        return { right, says: right && learner.chance(item, saying) ? 'guessed' : undefined };
      },
      evening(day, learner) {
        scheduler.cards.forEach((card, item) => {
          sum += recallOn(card, day) - learner.recall(item, day);
        });
        count += scheduler.cards.length;
      }
    });
    return { bias: sum / count };
  }).bias;
}

export function guessingFigures(): Figure[] {
  const silent = bias(4, 0);
  const halfSaid = bias(4, 0.5);
  const said = bias(4, 1);
  return [
    recallNear('4 options, guesses count as known', silent, 0.019),
    recallNear('2 options, guesses count as known', bias(2, 0), 0.045),
    atMost('4 options, guesses count as known: at most', Math.abs(silent), 0.02, 3),
    atMost('4 options, half of the guesses said', Math.abs(halfSaid), 0.02, 3),
    atMost('4 options, all guesses said', Math.abs(said), 0.02, 3),
    atMost('2 options, all guesses said', Math.abs(bias(2, 1)), 0.02, 3)
  ];
}

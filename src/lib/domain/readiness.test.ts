import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chanceOfRight } from './calibration';
import {
  bounded,
  classEstimate,
  estimate,
  fewestOfArea,
  fewestOfClass,
  leastCovered,
  readiness,
  type Estimate,
  type Evidence
} from './readiness';
import { seededRandom } from './shuffle';

const evidence = fc
  .record({
    items: fc.integer({ min: 1, max: 200 }),
    answered: fc.integer({ min: 1, max: 200 }),
    recall: fc.double({ min: 0, max: 1, noNaN: true }),
    first: fc.double({ min: 0, max: 1, noNaN: true }),
    right: fc.double({ min: 0, max: 1, noNaN: true })
  })
  .map(({ items, answered, recall, first, right }): Evidence => {
    const n = Math.round(answered * first);
    return { ...{ items, answered, first: n }, recall: recall * answered, firstRight: Math.round(n * right) }; // prettier-ignore
  });

test('bounds hold the share, and lie between nothing and everything', () => {
  fc.assert(
    fc.property(evidence, (of) => {
      const found = estimate(of);
      expect(found === null).toBe(of.first < fewestOfArea);
      if (!found) return;
      const { share, low, high } = bounded(found);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(low).toBeLessThanOrEqual(share);
      expect(high).toBeGreaterThanOrEqual(share);
      expect(high).toBeLessThanOrEqual(1);
      expect(high - low).toBeGreaterThan(0.01);
    })
  );
});

test('who has met everything is judged by memory, and who knows nothing still guesses', () => {
  const all = { items: 40, answered: 40, first: 40, firstRight: 0 };
  expect(estimate({ ...all, recall: 40 * 0.9 })!.share).toBeCloseTo(0.925);
  expect(estimate({ ...all, recall: 0 })!.share).toBeCloseTo(0.25);
  const half = { items: 80, answered: 40, first: 40, firstRight: 20, recall: 40 };
  expect(estimate(half)!.share).toBeCloseTo(0.75);
});

test('more questions make the bounds narrower, but never as narrow as the model errs', () => {
  const wide = bounded(estimate(sized(20))!);
  const narrow = bounded(estimate(sized(200))!);
  expect(narrow.high - narrow.low).toBeLessThan(wide.high - wide.low);
  const endless = bounded(estimate(sized(1_000_000))!);
  expect(endless.high - endless.low).toBeGreaterThan(0.15);
});
const sized = (n: number): Evidence => ({
  ...{ items: n, answered: n, first: n },
  ...{ recall: n * 0.8, firstRight: n * 0.6 }
});

const weights = { a: 40, b: 30, c: 30 };
const some: Estimate = { share: 0.8, sampling: 0.004, modelled: 0.5 };

test('together areas count as the exam weighs them, and it says how much of it they are', () => {
  const lower = { ...some, share: 0.5 };
  const two = new Map([['a', some], ['b', lower]]); // prettier-ignore
  const { covers, figure } = readiness(two, weights);
  expect(covers).toBeCloseTo(0.7);
  expect(figure!.share).toBeCloseTo((0.8 * 40 + 0.5 * 30) / 70);
  expect(figure!.covers).toBe(covers);
});

test('nothing is said of the exam where too little of it is covered', () => {
  const one = readiness(new Map([['a', some]]), weights);
  expect(one.covers).toBeLessThan(leastCovered);
  expect(one.figure).toBeNull();
  expect(readiness(new Map(), weights)).toEqual({ covers: 0, figure: null });
  // A share of just so much is enough, however it is rounded.
  expect(readiness(new Map([['b', some], ['c', some]]), weights).figure).not.toBeNull(); // prettier-ignore
});

test('a class is told of from three students on, and never as if their errors cancelled out', () => {
  const of = (students: number) =>
    classEstimate({ students, share: 0.7, deviation: 0.1, modelled: 0.5 });
  expect(of(fewestOfClass - 1)).toBeNull();
  expect(of(1000)!.sampling).toBeGreaterThan(0.1 ** 2 / 5);
  expect(of(1000)!.sampling).toBeLessThan(of(3)!.sampling);
});

/** A made-up student of an area: what we would see, and what is true. */
function madeUp(random: () => number, { items, answered, skill, learned }: World) {
  const error = normal(random) * 0.4; // of the model, in logits: about 0.05 of recall at 0.85
  const evidence: Evidence = { items, answered, recall: 0, first: answered, firstRight: 0 };
  for (let i = 0; i < answered; i++) {
    const hardness = normal(random) * 0.8;
    if (random() < logistic(skill - hardness)) evidence.firstRight++;
    evidence.recall += logistic(learned - hardness + error);
  }
  // The truth, over as many questions as the exam might ever ask.
  let [met, fresh] = [0, 0];
  const endless = 4000;
  for (let i = 0; i < endless; i++) {
    const hardness = normal(random) * 0.8;
    met += chanceOfRight(logistic(learned - hardness), 4);
    fresh += logistic(skill - hardness);
  }
  const share = answered / items;
  return { evidence, truth: (share * met + (1 - share) * fresh) / endless };
}
interface World {
  items: number;
  answered: number;
  skill: number;
  learned: number;
}
const logistic = (x: number) => 1 / (1 + Math.exp(-x));
const normal = (random: () => number) =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

const worlds: Record<string, Omit<World, 'skill' | 'learned'>> = {
  'a beginner in a large area': { items: 110, answered: 22 },
  'half way': { items: 100, answered: 50 },
  'a small area, nearly met': { items: 43, answered: 40 },
  'a large area, all met': { items: 100, answered: 100 }
};

test.each(Object.entries(worlds))('nine bounds of ten hold the truth: %s', (name, size) => {
  const random = seededRandom(name);
  const rounds = 400;
  let held = 0;
  for (let i = 0; i < rounds; i++) {
    const skill = -0.5 + random() * 2;
    const { evidence, truth } = madeUp(random, { ...size, skill, learned: skill + random() * 2 });
    const { low, high } = bounded(estimate(evidence)!);
    if (low <= truth && truth <= high) held++;
  }
  expect(held / rounds).toBeGreaterThanOrEqual(0.88);
  expect(held / rounds).toBeLessThanOrEqual(0.995);
});

test('and so for the exam as a whole, and for a class that answers the same questions', () => {
  const random = seededRandom('exam');
  const rounds = 200;
  let held = 0;
  for (let i = 0; i < rounds; i++) {
    const skill = -0.5 + random() * 2;
    const world = { items: 80, answered: 30, skill, learned: skill + 1 };
    const areas = ['a', 'b', 'c'].map((area) => ({ area, ...madeUp(random, world) }));
    const found = new Map(areas.map(({ area, evidence }) => [area, estimate(evidence)!]));
    const { figure } = readiness(found, { a: 1, b: 1, c: 1 });
    const truth = areas.reduce((sum, { truth }) => sum + truth / 3, 0);
    if (figure!.low <= truth && truth <= figure!.high) held++;
  }
  expect(held / rounds).toBeGreaterThanOrEqual(0.88);
});

test('bounds of a class hold the truth though all answer the same questions', () => {
  const random = seededRandom('class');
  const rounds = 200;
  let held = 0;
  for (let i = 0; i < rounds; i++) {
    const hardness = Array.from({ length: 25 }, () => normal(random) * 0.8);
    const [items, students, error] = [50, 20, normal(random) * 0.3];
    let truth = 0;
    const found = Array.from({ length: students }, () => {
      const skill = 0.5 + normal(random) * 0.7;
      const own: Evidence = { items, answered: 25, recall: 0, first: 25, firstRight: 0 };
      for (const hard of hardness) {
        if (random() < logistic(skill - hard)) own.firstRight++;
        own.recall += logistic(skill + 1 - hard + error);
      }
      let sum = 0;
      for (let j = 0; j < 500; j++) {
        const hard = normal(random) * 0.8;
        sum += (chanceOfRight(logistic(skill + 1 - hard), 4) + logistic(skill - hard)) / 2;
      }
      truth += sum / 500 / students;
      return estimate(own)!;
    });
    const mean = (of: (one: Estimate) => number) =>
      found.reduce((sum, one) => sum + of(one) / students, 0);
    const { low, high } = bounded(
      classEstimate({
        ...{ students, share: mean(({ share }) => share) },
        deviation: mean(({ sampling }) => Math.sqrt(sampling)),
        modelled: mean(({ modelled }) => modelled)
      })!
    );
    if (low <= truth && truth <= high) held++;
  }
  expect(held / rounds).toBeGreaterThanOrEqual(0.88);
});

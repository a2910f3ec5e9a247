/** Drawing questions from a bank, by the areas of an exam's outline and by difficulty. */
import type { difficulties, QuizRules } from './quiz';
import { shuffle } from './shuffle';

export type Difficulty = Exclude<(typeof difficulties)[number], 'any'>;

/** An item as far as drawing goes. */
export interface Drawable {
  item: string;
  area: string;
  difficulty: Difficulty;
  /** Whether it can stand in an exam (see `fitsExam`). */
  fitsExam: boolean;
  /** Questions of one case share this, and stay together in their order. */
  group: string;
  /** Whether this learner met it in an earlier attempt. */
  seen: boolean;
}

/** An area for which the bank holds fewer questions than asked for. */
export interface Shortage {
  area: string;
  wanted: number;
  available: number;
}

/**
 * Shares out `count` by weight: the largest remainder method, so that each area differs from its
 * exact share by less than one.
 * @param weights of any size, not negative
 * @returns whole numbers that sum up to `count`
 */
export function apportion(weights: Record<string, number>, count: number): Record<string, number> {
  // In one order, since fractions add up to a little more or less in another.
  const sorted = Object.values(weights).toSorted((a, b) => a - b);
  const total = sorted.reduce((sum, weight) => sum + weight, 0);
  const shares = Object.entries(weights).map(([area, weight]) => {
    const exact = total > 0 ? (count * weight) / total : 0;
    return { area, whole: Math.floor(exact), rest: exact - Math.floor(exact) };
  });
  let left = total > 0 ? count - shares.reduce((sum, { whole }) => sum + whole, 0) : 0;
  for (const share of shares.toSorted((a, b) => b.rest - a.rest || (a.area < b.area ? -1 : 1)))
    if (left-- > 0) share.whole++;
  return Object.fromEntries(shares.map(({ area, whole }) => [area, whole]));
}

/**
 * Draws so many of each area, those that were not seen before first.
 * @param wanted questions by area
 * @returns the ids in area order, and the areas for which there were too few
 */
export function draw(
  bank: readonly Drawable[],
  wanted: Record<string, number>,
  random: () => number
): { items: string[]; shortages: Shortage[] } {
  const items = Object.entries(wanted).flatMap(([area, count]) =>
    shuffle(inArea(bank, area), random)
      .sort((a, b) => Number(a.seen) - Number(b.seen))
      .slice(0, count)
      .map(({ item }) => item)
  );
  return { items, shortages: shortagesOf(bank, wanted) };
}

/** @returns the areas for which the bank holds fewer questions than `wanted` */
export const shortagesOf = (
  bank: readonly Drawable[],
  wanted: Record<string, number>
): Shortage[] =>
  Object.entries(wanted)
    .map(([area, count]) => ({ area, wanted: count, available: inArea(bank, area).length }))
    .filter(({ wanted, available }) => available < wanted);

const inArea = (bank: readonly Drawable[], area: string) =>
  bank.filter((candidate) => candidate.area === area);

/** The bank that a composition draws from, and how many questions of each area it asks for. */
export function demand(
  composition: Exclude<QuizRules['composition'], { kind: 'chosen' }>,
  bank: readonly Drawable[],
  weights: Record<string, number>
): { bank: Drawable[]; wanted: Record<string, number> } {
  if (composition.kind === 'exam')
    return {
      bank: bank.filter(({ fitsExam }) => fitsExam),
      wanted: apportion(weights, composition.questions)
    };
  const { difficulty, areas } = composition;
  return {
    bank: bank.filter((item) => difficulty === 'any' || item.difficulty === difficulty),
    wanted: areas
  };
}

/**
 * The questions of one attempt, in the order in which they are asked.
 * @param bank everything that may be asked, the questions of a case in their order
 * @param weights of the outline's areas
 */
export function compose(
  { composition, shuffle: isShuffled }: Pick<QuizRules, 'composition' | 'shuffle'>,
  bank: readonly Drawable[],
  weights: Record<string, number>,
  random: () => number
): string[] {
  if (composition.kind === 'chosen') {
    const known = new Set(bank.map(({ item }) => item));
    const items = composition.items.filter((id) => known.has(id));
    return isShuffled ? shuffle(grouped(items, bank), random).flat() : items;
  }
  const { bank: suited, wanted } = demand(composition, bank, weights);
  const groups = grouped(draw(suited, wanted, random).items, bank);
  return (isShuffled ? shuffle(groups, random) : groups).flat();
}

/** The items by group, each at the place of its first and in the order of the bank. */
function grouped(items: readonly string[], bank: readonly Drawable[]): string[][] {
  const places = new Map(bank.map(({ item, group }, place) => [item, { group, place }]));
  const groups = new Map<string, string[]>();
  for (const item of items) {
    const { group } = places.get(item)!;
    groups.set(group, [...(groups.get(group) ?? []), item]);
  }
  return [...groups.values()].map((group) =>
    group.sort((a, b) => places.get(a)!.place - places.get(b)!.place)
  );
}

/** What share answers an item rightly by its objective alone, until enough have answered it: ours. */
const expected = new Map([
  ['remember', 0.85],
  ['understand', 0.8],
  ['apply', 0.7],
  ['analyze', 0.6],
  ['evaluate', 0.55],
  ['create', 0.55]
]);
/** How many answers weigh as much as that expectation. */
const trust = 20;

/**
 * How hard an item is: what its Bloom level lets expect, moved by what first attempts have shown.
 * @param bloom of its objective; null where it is not known
 * @param seen first attempts and the sum of their scores
 */
export function difficultyOf(
  bloom: string | null,
  seen: { n: number; sum: number } = { n: 0, sum: 0 }
): Difficulty {
  const prior = expected.get(bloom ?? '') ?? 0.7;
  const share = (prior * trust + seen.sum) / (trust + seen.n);
  if (share >= 0.8) return 'easy';
  return share >= 0.6 ? 'medium' : 'hard';
}

/** FSRS's own optimizer, native code: the only file that imports it. */
import { setImmediate as breath } from 'node:timers/promises';
import { log } from './log';
import { memoryModel } from '../domain/memory';
import type { Lesson } from '../domain/fitting';

/** By default it looks only twice a second whether it is ready. */
const timeout = 5;
/** Answers after which others get their turn. */
const batch = 500;

const load = () => import('@open-spaced-repetition/binding').catch(() => null);

/**
 * @param lessons in any order: the newest weigh most
 * @returns weights for `memoryModel`; null where the optimizer does not run on this machine, or
 *   what it found is none
 */
export async function optimize(lessons: readonly Lesson[]): Promise<number[] | null> {
  const binding = await load();
  if (!binding) {
    log.warn('weights cannot be fitted on this machine: there is no optimizer for it');
    return null;
  }
  const { FSRSBindingItem: Item, FSRSBindingReview: Review } = binding;
  // Objects of native code are dear to make: like steps share one.
  const made = new Map<string, InstanceType<typeof Review>>();
  const reviewOf = ({ rating, days }: Lesson['steps'][number]) => {
    const key = `${rating} ${days}`;
    let review = made.get(key);
    if (!review) made.set(key, (review = new Review(rating, days)));
    return review;
  };
  const items = [];
  for (const [i, { steps }] of [...lessons].sort((a, b) => a.at - b.at).entries()) {
    items.push(new Item(steps.map(reviewOf)));
    if (i % batch === 0) await breath();
  }
  const found = await binding.computeParameters(items, { enableShortTerm: true, timeout });
  // It counts in single precision: what is beyond is noise, and may lie out of bounds.
  const weights = found.map((weight) => Number(weight.toFixed(4)));
  try {
    memoryModel(weights);
    return weights;
  } catch (error) {
    log.warn({ err: error }, 'the optimizer found no weights');
    return null;
  }
}

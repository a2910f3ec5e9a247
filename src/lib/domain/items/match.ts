/** Match: find for each thing on the left the one on the right that belongs to it. */
import * as v from 'valibot';
import { common, defineType, remark, sentence, slug } from './item';
import { hasUniqueIds, oneOf } from './options';
import { shuffle } from '../shuffle';

const Left = v.object({
  id: slug,
  text: sentence,
  /** The key. */
  right: slug,
  feedback: remark,
  /** Which misconception a wrong pair shows. */
  misconception: v.optional(v.string())
});
const Right = v.object({ id: slug, text: sentence });

const areUnique = (ids: readonly unknown[]) => new Set(ids).size === ids.length;

export const match = defineType({
  content: v.pipe(
    v.object({
      ...common,
      type: v.literal('match'),
      left: v.pipe(
        v.array(Left),
        v.minLength(2, 'Give at least two on the left'),
        v.check((list) => hasUniqueIds(list), 'Give each one on the left an id of its own')
      ),
      /** May have more than `left`: what is left over distracts. */
      right: v.pipe(
        v.array(Right),
        v.minLength(2, 'Give at least two on the right'),
        v.maxLength(9, 'Give at most nine on the right: each has a digit'),
        v.check((list) => hasUniqueIds(list), 'Give each one on the right an id of its own')
      )
    }),
    v.check(
      ({ left, right }) => left.every((one) => right.some(({ id }) => id === one.right)),
      'Give each on the left the one on the right that belongs to it'
    ),
    v.check(
      ({ left }) => areUnique(left.map((one) => one.right)),
      'Let each on the right belong to one on the left at most'
    ),
    v.check(
      // The learner's browser is told the ids.
      ({ left }) => left.every(({ id, right }) => id !== right),
      'Give the two halves of a pair ids that do not give the pair away'
    )
  ),
  response: (item) =>
    v.object({
      pairs: v.optional(
        v.pipe(
          v.record(oneOf(item.left), oneOf(item.right)),
          v.check((pairs) => areUnique(Object.values(pairs)), 'Use each one on the right only once')
        ),
        {}
      )
    }),
  passMark: 0.75,
  prompt: (item, random) => {
    const shuffled = (list: { id: string; text: string }[]) =>
      shuffle(
        list.map(({ id, text }) => ({ id, text })),
        random
      );
    return { left: shuffled(item.left), right: shuffled(item.right) };
  },
  key: (item) => ({ pairs: Object.fromEntries(item.left.map(({ id, right }) => [id, right])) }),
  rekey: (item, response) => {
    const pairs: Partial<Record<string, string>> = response.pairs;
    const left = item.left.map((one) => ({ ...one, right: pairs[one.id] ?? one.right }));
    return { ...item, left };
  },
  grade(item, response) {
    const pairs: Partial<Record<string, string>> = response.pairs;
    const marks = item.left.map(({ id, right: key, feedback }) => {
      const given = pairs[id] ?? null;
      return { part: id, key, given, right: given === key, feedback };
    });
    return { score: marks.filter((mark) => mark.right).length / marks.length, marks };
  },
  /** The first on the left has all on the right to choose from, each further one fewer. */
  optionCount: (item) => item.left.reduce((count, _, i) => count * (item.right.length - i), 1)
});

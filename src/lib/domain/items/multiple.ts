/** Multiple choice: every key chosen and nothing else. */
import * as v from 'valibot';
import { common, defineType } from './item';
import { markOptions, oneOf, optionList, rekeyed, visible, type Option } from './options';

/** What an answer earns at most that is not the key: `score` 1 means entirely correct. */
const mostUnlessWhole = 0.99;

export const multiple = defineType({
  content: v.object({
    ...common,
    type: v.literal('multiple'),
    options: v.pipe(
      optionList(3),
      v.check(
        (options) =>
          options.filter((o) => o.correct).length >= 2 && options.some((o) => !o.correct),
        'Mark at least two options as right, and leave at least one that is not'
      ),
      v.check(
        (options) => options.every(({ correct, credit = 1 }) => !correct || credit > 0),
        'Give each right option a credit above 0'
      )
    )
  }),
  response: (item) =>
    v.object({
      options: v.optional(
        v.pipe(
          v.array(oneOf(item.options)),
          v.transform((ids) => [...new Set(ids)])
        ),
        []
      )
    }),
  passMark: 0.75,
  prompt: (item, random) => ({ options: visible(item.options, random) }),
  key: (item) => ({ options: item.options.filter((o) => o.correct).map(({ id }) => id) }),
  rekey: (item, { options }) => ({ ...item, options: rekeyed(item.options, options) }),
  /**
   * Each wrong choice takes back a right one, so choosing everything earns little; where options
   * have credits of their own, those are added up as a share of what the keys earn.
   */
  grade(item, { options: chosen }) {
    const keys = item.options.filter(({ correct }) => correct);
    const worth = ({ correct, credit }: Option) =>
      credit === undefined ? (correct ? 1 : -1) : credit * keys.length;
    const sum = (list: Option[]) => list.reduce((total, option) => total + worth(option), 0);
    const earned = sum(item.options.filter(({ id }) => chosen.includes(id)));
    const share = Math.min(1, Math.max(0, earned / sum(keys)));
    const isWhole = item.options.every(({ id, correct }) => chosen.includes(id) === correct);
    // A wrong option that costs nothing keeps nobody from all points, but the answer is not right.
    const score = isWhole ? 1 : Math.min(share, mostUnlessWhole);
    return { score, marks: markOptions(item.options, chosen) };
  },
  optionCount: (item) => 2 ** item.options.length - 1
});

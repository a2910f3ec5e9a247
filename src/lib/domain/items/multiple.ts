/** Multiple choice: every key chosen and nothing else. */
import * as v from 'valibot';
import { common, defineType } from './item';
import { markOptions, oneOf, optionList, rekeyed, visible } from './options';

export const multiple = defineType({
  content: v.object({
    ...common,
    type: v.literal('multiple'),
    options: v.pipe(
      optionList(4),
      v.check(
        (options) =>
          options.filter((o) => o.correct).length >= 2 && options.some((o) => !o.correct),
        'Mark at least two options `correct: true` and leave at least one that is not'
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
  /** Each wrong choice takes back a right one, so choosing everything earns little. */
  grade(item, response) {
    const marks = markOptions(item.options, response.options);
    const keys = marks.filter((mark) => mark.key).length;
    const hits = marks.filter((mark) => mark.key && mark.given).length;
    const wrong = marks.filter((mark) => !mark.key && mark.given).length;
    return { score: Math.max(0, (hits - wrong) / keys), marks };
  },
  optionCount: (item) => 2 ** item.options.length - 1
});

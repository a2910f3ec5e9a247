/** Single choice: exactly one option is the best answer. */
import * as v from 'valibot';
import { common, defineType } from './item';
import { hasOneKey, keyOf, markOptions, oneOf, optionList, rekeyed, visible } from './options';

export const choice = defineType({
  content: v.object({
    ...common,
    type: v.literal('choice'),
    options: v.pipe(
      optionList(2),
      v.check((list) => hasOneKey(list), 'Mark exactly one option as right')
    )
  }),
  response: (item) => v.object({ option: v.optional(v.nullable(oneOf(item.options)), null) }),
  passMark: 1,
  prompt: (item, random) => ({ options: visible(item.options, random) }),
  key: (item) => ({ option: keyOf(item.options)! }),
  rekey: (item, { option }) => ({ ...item, options: rekeyed(item.options, [option]) }),
  /** An option that is partly right earns its credit. */
  grade(item, response) {
    const chosen = item.options.find(({ id }) => id === response.option);
    return {
      score: chosen?.correct ? 1 : Math.max(0, chosen?.credit ?? 0),
      marks: markOptions(item.options, response.option === null ? [] : [response.option])
    };
  },
  optionCount: (item) => item.options.length
});

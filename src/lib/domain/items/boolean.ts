/**
 * True or false, with the reason: the verdict alone is a coin toss, so both make the answer. Schools
 * may leave the reasons out; what is known by such an answer advances little (see `rating.ts`).
 */
import * as v from 'valibot';
import { common, defineType, type Mark, remark } from './item';
import { hasOneKey, keyOf, markOptions, oneOf, optionList, rekeyed, visible } from './options';

const Verdict = v.object({
  value: v.boolean(),
  correct: v.optional(v.boolean(), false),
  feedback: remark,
  misconception: v.optional(v.string())
});

export const boolean = defineType({
  content: v.object({
    ...common,
    type: v.literal('boolean'),
    verdicts: v.pipe(
      v.array(Verdict),
      v.check(
        (verdicts) =>
          verdicts.length === 2 &&
          verdicts[0]!.value !== verdicts[1]!.value &&
          verdicts[0]!.correct !== verdicts[1]!.correct,
        'Give both verdicts, true and false, and mark one of them as right'
      )
    ),
    reasons: v.optional(
      v.pipe(
        optionList(0),
        v.check(
          (list) => list.length === 0 || (list.length > 1 && hasOneKey(list)),
          'Give two reasons or more and mark exactly one as right, or give none'
        )
      ),
      []
    )
  }),
  response: (item) =>
    v.object({
      value: v.optional(v.nullable(v.boolean('Answer true or false')), null),
      reason: v.optional(v.nullable(oneOf(item.reasons)), null)
    }),
  passMark: 1,
  prompt: (item, random) => ({ reasons: visible(item.reasons, random) }),
  key: (item) => ({
    value: item.verdicts.find((verdict) => verdict.correct)!.value,
    reason: keyOf(item.reasons) ?? null
  }),
  rekey: (item, { value, reason }) => ({
    ...item,
    verdicts: item.verdicts.map((verdict) => ({ ...verdict, correct: verdict.value === value })),
    reasons: rekeyed(item.reasons, [reason])
  }),
  /** Half for the verdict, half for the reason that goes with it. */
  grade(item, response) {
    const verdicts = item.verdicts.map(({ value, correct, feedback }): Mark => {
      const given = response.value === value;
      return { part: String(value), key: correct, given, right: given === correct, feedback };
    });
    const reasons = markOptions(item.reasons, response.reason === null ? [] : [response.reason]);
    const isHit = (mark: Mark) => mark.key === true && mark.given === true;
    const verdict = verdicts.some(isHit);
    const reason = reasons.length === 0 || reasons.some(isHit);
    const score = verdict ? (reason ? 1 : 0.5) : 0;
    return { score, marks: [...verdicts, ...reasons] };
  },
  optionCount: (item) => 2 * Math.max(1, item.reasons.length)
});

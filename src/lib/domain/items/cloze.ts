/** Cloze: write the missing word. */
import * as v from 'valibot';
import { splitAtGaps } from './gaps';
import { common, defineType, remark, sentence, slug, storable } from './item';
import { hasUniqueIds } from './options';

const Gap = v.object({
  id: slug,
  /** Every wording that counts; the first is shown as the answer. */
  accept: v.pipe(v.array(sentence), v.minLength(1, 'Accept at least one wording')),
  feedback: remark,
  /** Wrong words to expect, with what to say to them. */
  wrong: v.optional(
    v.array(v.object({ text: sentence, feedback: remark, misconception: v.optional(v.string()) })),
    []
  )
});

/** Case, accents, surrounding and repeated spaces do not matter. */
export const normalise = (text: string) =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim().replace(/\s+/g, ' ');

export const cloze = defineType({
  content: v.pipe(
    v.object({
      ...common,
      type: v.literal('cloze'),
      text: sentence,
      gaps: v.pipe(
        v.array(Gap),
        v.minLength(1, 'Give at least one gap'),
        v.check((list) => hasUniqueIds(list), 'Give each gap an id of its own')
      )
    }),
    v.check(({ text, gaps }) => {
      const inText = splitAtGaps(text).filter((_, i) => i % 2 === 1);
      return inText.length === gaps.length && gaps.every((gap) => inText.includes(gap.id));
    }, 'Write each gap exactly once in the text, as [[its-id]]'),
    v.check(
      // The learner's browser is told the ids.
      ({ gaps }) => gaps.every(({ id, accept }) => !accept.some((word) => normalise(word) === id)),
      'Give each gap an id that does not give its word away'
    )
  ),
  response: (item) =>
    v.object({
      gaps: v.optional(
        v.record(
          v.picklist(
            item.gaps.map((gap) => gap.id),
            `Name the gaps: ${item.gaps.map((gap) => gap.id).join(', ')}`
          ),
          v.pipe(v.string(), v.maxLength(200, 'Keep it under 200 characters'), storable)
        ),
        {}
      )
    }),
  passMark: 1,
  prompt: (item) => ({ text: item.text }),
  key: (item) => ({
    gaps: Object.fromEntries(item.gaps.map(({ id, accept }) => [id, accept[0]!]))
  }),
  /** A wording that counts already leaves its gap as it was; another one takes the place of all. */
  rekey: (item, response) => {
    const given: Partial<Record<string, string>> = response.gaps;
    const gaps = item.gaps.map((gap) => {
      const word = given[gap.id]?.trim() ?? '';
      const isSame = (other: string) => normalise(other) === normalise(word);
      if (word === '' || gap.accept.some(isSame)) return gap;
      return { ...gap, accept: [word], wrong: gap.wrong.filter(({ text }) => !isSame(text)) };
    });
    return { ...item, gaps };
  },
  grade(item, response) {
    const gaps: Partial<Record<string, string>> = response.gaps;
    const marks = item.gaps.map(({ id, accept, wrong, feedback }) => {
      const given = gaps[id]?.trim() || null;
      const right = given !== null && accept.some((word) => normalise(word) === normalise(given));
      const expected = wrong.find((w) => given !== null && normalise(w.text) === normalise(given));
      return {
        part: id,
        key: accept[0]!,
        given,
        right,
        feedback: right ? feedback : (expected?.feedback ?? feedback)
      };
    });
    return { score: marks.filter((mark) => mark.right).length / marks.length, marks };
  },
  optionCount: () => null
});

/** Classify: put each entry into its bin. */
import * as v from 'valibot';
import { common, defineType, sentence, slug } from './item';
import { hasUniqueIds, oneOf } from './options';
import { shuffle } from '../shuffle';

const Bin = v.object({ id: slug, text: sentence });
const Entry = v.object({
  id: slug,
  text: sentence,
  /** The key. */
  bin: slug,
  feedback: sentence,
  /** Which misconception a misplaced entry shows. */
  misconception: v.optional(v.string())
});

export const classify = defineType({
  content: v.pipe(
    v.object({
      ...common,
      type: v.literal('classify'),
      bins: v.pipe(
        v.array(Bin),
        v.minLength(2, 'Give at least two bins'),
        v.check((list) => hasUniqueIds(list), 'Give each bin an id of its own')
      ),
      entries: v.pipe(
        v.array(Entry),
        v.minLength(2, 'Give at least two entries'),
        v.check((list) => hasUniqueIds(list), 'Give each entry an id of its own')
      )
    }),
    v.check(
      ({ bins, entries }) => entries.every((entry) => bins.some((bin) => bin.id === entry.bin)),
      'Name one of the `bins` in each entry'
    )
  ),
  response: (item) =>
    v.object({ bins: v.optional(v.record(oneOf(item.entries), oneOf(item.bins)), {}) }),
  passMark: 0.75,
  prompt: (item, random) => ({
    bins: item.bins.map(({ id, text }) => ({ id, text })),
    entries: shuffle(
      item.entries.map(({ id, text }) => ({ id, text })),
      random
    )
  }),
  key: (item) => ({ bins: Object.fromEntries(item.entries.map(({ id, bin }) => [id, bin])) }),
  grade(item, response) {
    const bins: Partial<Record<string, string>> = response.bins;
    const marks = item.entries.map(({ id, bin, feedback }) => {
      const given = bins[id] ?? null;
      return { part: id, key: bin, given, right: given === bin, feedback };
    });
    return { score: marks.filter((mark) => mark.right).length / marks.length, marks };
  },
  optionCount: (item) => item.bins.length ** item.entries.length
});

/** Classify: put each entry into its bin. */
import * as v from 'valibot';
import { gradeBins, rightBins, sortedAnew, sortedInto, unsorted } from './bins';
import { common, defineType, remark, sentence, slug } from './item';
import { hasUniqueIds } from './options';

const Bin = v.object({ id: slug, text: sentence });
const Entry = v.object({
  id: slug,
  text: sentence,
  /** The key. */
  bin: v.pipe(v.string(), v.minLength(1, 'Choose the bin that it belongs into')),
  feedback: remark,
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
      ({ bins, entries }) =>
        entries.every((entry) => entry.bin === '' || bins.some((bin) => bin.id === entry.bin)),
      'Name one of the bins in each entry'
    )
  ),
  response: (item) => sortedInto(item.entries, item.bins),
  passMark: 0.75,
  prompt: (item, random) => ({
    bins: item.bins.map(({ id, text }) => ({ id, text })),
    entries: unsorted(item.entries, random)
  }),
  key: (item) => rightBins(item.entries),
  rekey: (item, response) => ({ ...item, entries: sortedAnew(item.entries, response) }),
  grade: (item, response) => gradeBins(item.entries, response),
  optionCount: (item) => item.bins.length ** item.entries.length
});

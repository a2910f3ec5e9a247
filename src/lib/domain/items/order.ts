/** Order: put the entries into the right order. */
import * as v from 'valibot';
import { common, defineType, remark, sentence, slug } from './item';
import { hasUniqueIds, oneOf } from './options';
import { placeName } from './places';
import { shuffle } from '../shuffle';

const Entry = v.object({
  id: slug,
  text: sentence,
  feedback: remark,
  /** Which misconception a misplaced entry shows. */
  misconception: v.optional(v.string())
});

/** Whether ids that the browser is told would, sorted, be the answer. */
const isSorted = (list: readonly { id: string }[]) =>
  list.every(({ id }, i) => i === 0 || list[i - 1]!.id < id);

/** How many pairs a list of so many entries has. */
const pairs = (count: number) => (count * (count - 1)) / 2;

export const order = defineType({
  content: v.object({
    ...common,
    type: v.literal('order'),
    /** The key: as they are written, the first comes first. */
    entries: v.pipe(
      v.array(Entry),
      v.minLength(3, 'Give at least three entries'),
      v.maxLength(8, 'Give at most eight entries'),
      v.check((list) => hasUniqueIds(list), 'Give each entry an id of its own'),
      v.check(
        (list) => !isSorted(list),
        'Give the entries ids that do not follow their order, which would give it away'
      )
    )
  }),
  response: (item) =>
    v.object({
      order: v.optional(
        v.pipe(
          v.array(oneOf(item.entries)),
          v.check((ids) => new Set(ids).size === ids.length, 'Name each entry only once')
        ),
        []
      )
    }),
  /**
   * At most one pair of neighbours exchanged among five or six entries, two among seven or eight,
   * none among fewer: each of these a blind guess reaches once in twenty-four at most, but for
   * three entries, which have only six orders.
   */
  passMark: 0.8,
  prompt: (item, random) => {
    const shown = shuffle(
      item.entries.map(({ id, text }) => ({ id, text })),
      random
    );
    // Whoever leaves everything where it is must not be right by luck.
    const isKey = shown.every(({ id }, i) => id === item.entries[i]!.id);
    return { entries: isKey ? [...shown.slice(1), shown[0]!] : shown };
  },
  key: (item) => ({ order: item.entries.map(({ id }) => id) }),
  rekey: (item, { order }) => {
    // What was left out stands last, where the answer does not have it.
    const place = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length);
    return { ...item, entries: item.entries.toSorted((a, b) => place(a.id) - place(b.id)) };
  },
  /**
   * Pairs that stand the right way round, less those that stand the wrong way: one entry out of
   * place costs little, and in an order at random the two even out.
   */
  grade(item, response) {
    const places = response.order.map((id) => item.entries.findIndex((entry) => entry.id === id));
    const inverted = places.reduce(
      (sum, place, i) => sum + places.slice(0, i).filter((earlier) => earlier > place).length,
      0
    );
    const balance = pairs(places.length) - 2 * inverted;
    const marks = item.entries.map(({ id, feedback }, i) => {
      const at = response.order.indexOf(id);
      const given = at < 0 ? null : placeName(at);
      return { part: id, key: placeName(i), given, right: at === i, feedback };
    });
    return { score: Math.max(0, balance / pairs(item.entries.length)), marks };
  },
  optionCount: (item) => item.entries.reduce((count, _, i) => count * (i + 1), 1)
});

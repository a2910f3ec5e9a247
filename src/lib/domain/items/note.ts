/**
 * Note: the four parts of a SOAP note. Its phrases are sorted into them, or it is written and an
 * instructor gives points for it.
 */
import * as v from 'valibot';
import { gradeBins, rightBins, sortedInto, unsorted } from './bins';
import { common, defineType, remark, sentence, slug } from './item';
import { hasUniqueIds } from './options';
import { fullPoints, gradeBy, gradingBy, noteText, Rubric, type WrittenNote } from './rubric';
import { compose, noteLength, sections, type SectionId } from './soap';

const sectionIds = sections.map(({ id }) => id);

const Phrase = v.object({
  id: slug,
  text: sentence,
  /** The key. */
  section: v.picklist(sectionIds, `Name a section: ${sectionIds.join(', ')}`),
  feedback: remark,
  /** Which misconception a misplaced phrase shows. */
  misconception: v.optional(v.string())
});

const Sorting = v.object({
  ...common,
  type: v.literal('note'),
  form: v.literal('sorting'),
  phrases: v.pipe(
    v.array(Phrase),
    v.minLength(2, 'Give at least two phrases'),
    v.maxLength(12, 'Give at most twelve phrases'),
    v.check((list) => hasUniqueIds(list), 'Give each phrase an id of its own'),
    v.check(
      (list) => new Set(list.map(({ section }) => section)).size > 1,
      'Use at least two of the four sections'
    )
  )
});
type Sorting = v.InferOutput<typeof Sorting>;

const Written = v.object({
  ...common,
  reserved: v.pipe(
    v.optional(v.boolean(), false),
    v.check(
      (reserved) => reserved,
      'Keep it for quizzes (reserved: true): a written note waits for an instructor, so only a quiz may ask it'
    )
  ),
  type: v.literal('note'),
  form: v.literal('written'),
  rubric: Rubric,
  /** A good note, shown beside the learner's own once that is graded. */
  model: v.pipe(
    v.object({ subjective: remark, objective: remark, assessment: remark, plan: remark }),
    v.check(
      (parts) => compose(parts).length <= noteLength,
      `Keep the model within ${noteLength.toLocaleString('en')} characters`
    )
  ),
  /** Asked for, not enforced. */
  minWords: v.optional(
    v.pipe(v.number(), v.integer('Give a whole number'), v.minValue(1), v.maxValue(1000))
  )
});

const entriesOf = ({ phrases }: Sorting) =>
  phrases.map(({ section, ...phrase }) => ({ ...phrase, bin: section }));

type Sorted = { bins: Record<string, string> };

export const note = defineType({
  content: v.variant('form', [Sorting, Written], 'Give a form: sorting, written'),
  /** A learner's: points are added by `grading`, and never come from here. */
  response: (item): v.GenericSchema<unknown, Sorted | WrittenNote> =>
    item.form === 'sorting'
      ? sortedInto(item.phrases, sections)
      : v.object({ text: v.optional(noteText, '') }),
  passMark: 0.75,
  prompt: (item, random) =>
    item.form === 'sorting'
      ? { form: item.form, phrases: unsorted(item.phrases, random) }
      : {
          form: item.form,
          rubric: item.rubric.map(({ id, text, points }) => ({ id, text, points })),
          minWords: item.minWords ?? null
        },
  key: (item): Sorted | WrittenNote =>
    item.form === 'sorting'
      ? rightBins(entriesOf(item))
      : { text: compose(item.model), points: fullPoints(item.rubric) },
  /** A written one has no key to give: an instructor grades it. */
  rekey(item, response) {
    if (item.form === 'written') return item;
    const { bins } = response as { bins: Partial<Record<string, SectionId>> };
    const phrases = item.phrases.map((phrase) => ({
      ...phrase,
      section: bins[phrase.id] ?? phrase.section
    }));
    return { ...item, phrases };
  },
  grade: (item, response) =>
    item.form === 'sorting'
      ? gradeBins(entriesOf(item), response as Sorted)
      : gradeBy(item.rubric, compose(item.model), response as WrittenNote),
  optionCount: (item) => (item.form === 'sorting' ? sections.length ** item.phrases.length : null),
  grading: (item) => (item.form === 'written' ? gradingBy(item.rubric) : null)
});

/** Rubrics: what an instructor grades a written note by. */
import * as v from 'valibot';
import { sentence, slug, storable, type Grade } from './item';
import { hasUniqueIds } from './options';
import { isBlank, noteLength, wholeNote } from './soap';

const half = v.multipleOf<number, 0.5, string>(0.5, 'Give whole points or halves');
const atLeastNone = v.minValue<number, 0, string>(0, 'Give 0 points or more');

const Level = v.object({ points: v.pipe(v.number(), atLeastNone, half), text: sentence });

const Criterion = v.pipe(
  v.object({
    id: v.pipe(slug, v.notValue(wholeNote, `Choose another word than "${wholeNote}"`)),
    /** Read by the learner before writing. */
    text: sentence,
    points: v.pipe(
      v.number(),
      v.integer('Give whole points'),
      v.minValue(1, 'Give 1 to 5 points'),
      v.maxValue(5, 'Give 1 to 5 points')
    ),
    /** What it takes for so many points, or more; told after grading. */
    levels: v.optional(v.array(Level), [])
  }),
  v.check(
    ({ points, levels }) => levels.every((level) => level.points <= points),
    'Give no level more points than its criterion has'
  )
);

export const Rubric = v.pipe(
  v.array(Criterion),
  v.minLength(1, 'Give at least one criterion'),
  v.maxLength(12, 'Give at most twelve criteria'),
  v.check((list) => hasUniqueIds(list), 'Give each criterion an id of its own')
);
export type Rubric = v.InferOutput<typeof Rubric>;

/** What an instructor adds to a note: points by criterion. */
export interface Grading {
  points: Record<string, number>;
  comment?: string;
}
export type WrittenNote = { text: string } & Partial<Grading>;

const Graded = v.object({
  points: v.record(v.string(), v.pipe(v.number(), atLeastNone)),
  comment: v.optional(v.string())
});

/** @returns what an instructor has added to an answer, as it is kept; null where nobody has yet */
export function gradingIn(kept: unknown): Grading | null {
  const parsed = v.safeParse(Graded, kept);
  return parsed.success ? parsed.output : null;
}

export const noteText = v.pipe(
  v.string(),
  v.maxLength(noteLength, `Write at most ${noteLength.toLocaleString('en')} characters`),
  storable
);

/** Accepts points for every criterion, and for nothing else. */
export const gradingBy = (rubric: Rubric): v.GenericSchema<unknown, Grading> =>
  v.object({
    points: v.strictObject(
      Object.fromEntries(
        rubric.map(({ id, points }) => [
          id,
          v.pipe(
            v.number(),
            atLeastNone,
            v.maxValue(points, `Give at most ${points === 1 ? '1 point' : `${points} points`}`),
            half
          )
        ])
      )
    ),
    comment: v.optional(v.pipe(v.string(), v.trim(), noteText))
  });

export const fullPoints = (rubric: Rubric) =>
  Object.fromEntries(rubric.map(({ id, points }) => [id, points]));

/** The points given, as a share of those to be had; a blank note has none. */
export function gradeBy(rubric: Rubric, model: string, note: WrittenNote): Grade {
  const isWritten = !isBlank(note.text);
  const points = (isWritten && note.points) || {};
  const marks = rubric.map((criterion) => markOf(criterion, points[criterion.id]));
  // The rubric may have been mended since the points were given.
  const earned = rubric.map((criterion) => Math.min(points[criterion.id] ?? 0, criterion.points));
  const whole = {
    part: wholeNote,
    key: model,
    given: isWritten ? note.text : null,
    right: marks.every(({ right }) => right),
    feedback: note.comment || null
  };
  return {
    score: total(earned) / total(Object.values(fullPoints(rubric))),
    marks: [whole, ...marks]
  };
}

const total = (list: number[]) => list.reduce((sum, points) => sum + points, 0);

function markOf({ id, points, levels }: Rubric[number], earned: number | undefined) {
  if (earned === undefined)
    return { part: id, key: String(points), given: null, right: false, feedback: null };
  const reached = levels
    .filter((level) => level.points <= earned)
    .sort((a, b) => b.points - a.points)[0];
  return {
    part: id,
    key: String(points),
    given: String(earned),
    right: earned >= points,
    feedback: reached?.text ?? null
  };
}

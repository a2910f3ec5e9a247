/** What staff send of a question that they write: finished or not. */
import * as v from 'valibot';
import { ClientId } from './client-id';

/** Levels of lists and objects; the deepest item has five. */
const deepest = 10;

/** @returns whether PostgreSQL can store it: no NUL, no half of a surrogate pair, and not too deep */
function isStorable(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return !value.includes('\0') && !/\p{Surrogate}/u.test(value);
  if (typeof value !== 'object' || value === null) return true;
  return (
    depth < deepest &&
    Object.entries(value).every(([name, inner]) => isStorable(name) && isStorable(inner, depth + 1))
  );
}

/** A question as it was typed, perhaps flawed. */
const Content = v.pipe(
  v.record(v.string(), v.unknown()),
  v.check(
    (content) => isStorable(content),
    'Take out the control characters, and what lies too deep'
  )
);

const id = v.pipe(v.string(), v.maxLength(200));
const count = v.pipe(v.number(), v.integer());
/** The version that was read; null of a question that has none yet. */
const basedOn = v.nullable(v.pipe(count, v.minValue(1)));

/** The draft that was read; 0 where there was none. */
const revision = v.pipe(count, v.minValue(0));

export const DraftChange = v.object({ lesson: id, content: Content, revision, basedOn });
export type DraftChange = v.InferOutput<typeof DraftChange>;

/** What is to be done with a draft, which must still be the one that was read. */
export const DraftRead = v.object({ revision });

/** A question to publish without a draft. */
export const NewQuestion = v.object({
  /** Made by the client: sent again, it is published once. */
  id: ClientId,
  lesson: id,
  content: Content
});
export type NewQuestion = v.InferOutput<typeof NewQuestion>;
export const ChangedQuestion = v.object({ lesson: id, content: Content, basedOn });

/** A question to compare with those of the bank. */
export const Compared = v.object({ content: Content, item: v.optional(id) });

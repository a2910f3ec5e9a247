/** What every item has, and what a type of item must provide. */
import * as v from 'valibot';

export const slug = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Use lower-case letters, digits and single hyphens'),
  // Ids name the parts of an answer, and every object of JavaScript already answers to this one.
  v.notValue('constructor', 'Choose another word than "constructor"')
);

/** What PostgreSQL can store: no NUL, no half of a surrogate pair. */
export const storable = v.check<string, string>(
  (text) => !text.includes('\0') && !/\p{Surrogate}/u.test(text),
  'Take out the control characters'
);
export const sentence = v.pipe(v.string(), v.trim(), v.minLength(1, 'Write a text here'), storable);

/** What teaches beside a question: schools may leave it out, what ships may not (`lacks`). */
export const remark = v.optional(v.pipe(v.string(), v.trim(), storable), '');

/** The scene of a case: what several items have in common, told before each of them. */
export const Scene = v.object({
  id: slug,
  title: sentence,
  /** Its paragraphs. */
  vignette: v.pipe(v.array(sentence), v.minLength(1, 'Tell the scene in a paragraph at least'))
});
export type Scene = v.InferOutput<typeof Scene>;

/** Fields of every item, whatever its type. */
export const common = {
  id: slug,
  stem: sentence,
  /** Given by the reader to the items of a case, so that a version keeps the scene that was seen. */
  case: v.optional(Scene),
  objective: slug,
  /** Key of an area in the course's outline. */
  area: v.string(),
  sources: v.optional(v.array(v.string()), []),
  hint: v.optional(sentence),
  explanation: remark,
  /** A score from here on counts as known, if only just; below it the item is asked again. */
  passMark: v.optional(v.pipe(v.number(), v.gtValue(0), v.maxValue(1))),
  /** Kept for quizzes: never asked in a lesson, a review or by somebody without an account. */
  reserved: v.optional(v.boolean())
};

/** How one part of an answer (an option, an entry, a gap) compares with its key. */
export interface Mark {
  part: string;
  key: string | boolean;
  given: string | boolean | null;
  right: boolean;
  feedback: string | null;
  /** What a part earns that is neither right nor worth nothing. */
  credit?: number;
  /** What comes of a branch, and the item of the same case that it goes on with. */
  leads?: string;
  then?: string;
}

/** `score` is 0 to 1; 1 means entirely correct. */
export interface Grade {
  score: number;
  marks: Mark[];
}

/** The part of an item that a learner may see before answering; never a key. */
export interface BasePrompt {
  type: string;
  stem: string;
  hint: string | null;
  case: Scene | null;
}

export interface ItemType<Content, Prompt, Response> {
  /** Schema of the item as written; rejects with a message that says how to mend it. */
  content: v.GenericSchema<unknown, Content>;
  /** Schema of an answer to this very item. Leaving everything out is a valid, empty answer. */
  response: (item: Content) => v.GenericSchema<unknown, Response>;
  /** Used where the item names no `passMark` of its own. */
  passMark: number;
  /** What the learner sees, in an order that `random` decides. */
  prompt: (item: Content, random: () => number) => Prompt;
  /** The whole right answer. */
  key: (item: Content) => Response;
  /**
   * The item with this answer as its key and all else as it was, as far as the answer goes: it is
   * read by the schema again.
   */
  rekey: (item: Content, response: Response) => Content;
  grade: (item: Content, response: Response) => Grade;
  /** How many equally likely answers a blind guess has; null where one cannot guess. */
  optionCount: (item: Content) => number | null;
  /**
   * Schema of what an instructor adds to an answer that no machine can grade, and which never
   * comes from a learner; null where a machine grades, as it does where this is left out.
   */
  grading?: (item: Content) => v.GenericSchema<unknown, object> | null;
}

/** Infers the three shapes of a type from its parts. */
export function defineType<Content, Prompt, Response>(type: ItemType<Content, Prompt, Response>) {
  return type;
}

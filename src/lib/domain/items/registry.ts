/** Every type of item. A new type is its own file, its component, and a line here. */
import * as v from 'valibot';
import { complaint } from '../complaint';
import { boolean } from './boolean';
import { choice } from './choice';
import { classify } from './classify';
import { cloze } from './cloze';
import { decision } from './decision';
import { isEmpty } from './empty';
import { hotspot } from './hotspot';
import { match } from './match';
import { multiple } from './multiple';
import { note } from './note';
import { numeric } from './numeric';
import { order } from './order';
import type { BasePrompt, Grade, ItemType } from './item';
import { gradingIn, type Grading } from './rubric';

const itemTypes = {
  choice,
  multiple,
  boolean,
  classify,
  cloze,
  order,
  match,
  numeric,
  note,
  hotspot,
  decision
};

export type TypeName = keyof typeof itemTypes;
type Types = typeof itemTypes;

export const typeNames = Object.keys(itemTypes) as TypeName[];

/** An item as written and stored, keys included. */
export type Item = {
  [N in TypeName]: v.InferOutput<Types[N]['content']>;
}[TypeName];

/** One thing that is wrong with an item: where (`options.2.text`), and how to mend it. */
export interface Flaw {
  path: (string | number)[];
  message: string;
}

/** @returns the item that `raw` describes, or everything that is wrong with it. */
export function parseItem(raw: unknown): { item: Item } | { flaws: Flaw[] } {
  const name = (raw as { type?: unknown } | null)?.type;
  if (!typeNames.includes(name as TypeName))
    return { flaws: [{ path: ['type'], message: `Give a type: ${typeNames.join(', ')}` }] };
  const parsed = v.safeParse(itemTypes[name as TypeName].content, raw);
  if (parsed.success) return { item: parsed.output };
  return {
    flaws: parsed.issues.map((issue) => ({
      path: (issue.path ?? []).map((step) => step.key as string | number),
      message: complaint(issue)
    }))
  };
}

/** What a learner sees of an item, by type: `Prompt<'choice'>` has `options`. */
export type Prompt<Name extends TypeName = TypeName> = {
  [N in Name]: BasePrompt & { type: N } & ReturnType<Types[N]['prompt']>;
}[Name];

/** An answer to an item of a type, as its schema gives it. */
export type Response<Name extends TypeName = TypeName> = {
  [N in Name]: v.InferOutput<ReturnType<Types[N]['response']>>;
}[Name];

/** The one place where the type of an item and of its functions are known to go together. */
const typeOf = (item: Item) => itemTypes[item.type] as unknown as ItemType<Item, object, Response>;

/** @returns the item without its key, options in an order that `random` decides. */
export function promptOf(item: Item, random: () => number): Prompt {
  const { type, stem, hint = null, case: scene = null } = item;
  return { type, stem, hint, case: scene, ...typeOf(item).prompt(item, random) } as Prompt;
}

/** What is wrong, after the name of the part; `whole` names what has none. */
const refusal = (issue: v.BaseIssue<unknown>, whole: string) =>
  `${v.getDotPath(issue) ?? whole}: ${complaint(issue)}`;

/** @returns the answer as the item's type understands it, or what is wrong with it. */
export function parseResponse(
  item: Item,
  response: unknown
): { response: Response } | { error: string } {
  const parsed = v.safeParse(typeOf(item).response(item), response);
  if (parsed.success) return { response: parsed.output };
  return { error: refusal(parsed.issues[0], 'response') };
}

/** @returns whether only an instructor can grade the item; until then every answer scores 0. */
export const needsGrader = (item: Item): boolean => Boolean(typeOf(item).grading?.(item));

/** @returns whether an answer is yet to be graded by an instructor */
export const waitsForGrader = (item: Item, response: Response): boolean =>
  needsGrader(item) && gradingIn(response) === null;

/**
 * @param raw an instructor's, on an answer to an item that needs a grader
 * @returns what to add to that answer before it is graded, or what is wrong with it
 */
export function parseGrading(item: Item, raw: unknown): { grading: Grading } | { error: string } {
  const schema = typeOf(item).grading?.(item);
  if (!schema) return { error: 'item: This one is graded without an instructor' };
  const parsed = v.safeParse(schema, raw);
  if (parsed.success) return { grading: parsed.output as Grading };
  return { error: refusal(parsed.issues[0], 'grading') };
}

/** @returns the whole right answer; never to be sent to a learner who has not answered. */
export function keyOf(item: Item): Response {
  return typeOf(item).key(item);
}

/**
 * Another key for an item: what somebody who knows has answered is the right answer from now on.
 * @returns the item with that key and all else as it was, or a sentence that says what to mend
 */
export function rekey(item: Item, response: Response): { item: Item } | { error: string } {
  if (needsGrader(item)) return { error: 'This question has no key: an instructor grades it' };
  if (isEmpty(response)) return { error: 'Answer the question: what you answer becomes its key' };
  const parsed = parseItem(typeOf(item).rekey(item, response));
  if ('flaws' in parsed) return { error: `This cannot be the key. ${parsed.flaws[0]!.message}` };
  if (grade(parsed.item, response).score === 1) return parsed;
  return { error: 'Answer all of the question: what you leave out has no key' };
}

/** @returns score and marks; a mark without anything to say has `feedback: null`. */
export function grade(item: Item, response: Response): Grade {
  const { score, marks } = typeOf(item).grade(item, response);
  return { score, marks: marks.map((mark) => ({ ...mark, feedback: mark.feedback || null })) };
}

/** @returns the score from which on the answer counts as known, in (0, 1]. */
export function passMark(item: Item): number {
  return item.passMark ?? typeOf(item).passMark;
}

/** @returns how many equally likely answers a blind guess has; null where one cannot guess. */
export function optionCount(item: Item): number | null {
  return typeOf(item).optionCount(item);
}

/** Options that a learner picks from: shared by every type that has them. */
import * as v from 'valibot';
import { sentence, slug, type Mark } from './item';
import { shuffle } from '../shuffle';

export const Option = v.object({
  id: slug,
  text: sentence,
  correct: v.optional(v.boolean(), false),
  feedback: sentence,
  /** Which misconception choosing this (wrong) option shows. */
  misconception: v.optional(v.string())
});
export type Option = v.InferOutput<typeof Option>;

/** A list with unique ids, at least `least` long. */
export const optionList = (least: number) =>
  v.pipe(
    v.array(Option),
    v.minLength(least, `Give at least ${least} options`),
    v.check((list) => hasUniqueIds(list), 'Give each option an id of its own')
  );

/** For `v.check`: no two of a list share an id. */
export function hasUniqueIds(list: readonly { id: string }[]): boolean {
  return new Set(list.map((entry) => entry.id)).size === list.length;
}

export const hasOneKey = (options: Option[]) => options.filter((o) => o.correct).length === 1;

/** The options with these as the right ones, and no others. */
export const rekeyed = <T extends Option>(options: T[], keys: readonly (string | null)[]): T[] =>
  options.map((option) => ({ ...option, correct: keys.includes(option.id) }));

/** @returns the id of the first right option. */
export const keyOf = (options: Option[]) => options.find((option) => option.correct)!.id;

/** What a learner may see of options: id and text, shuffled. */
export function visible(options: Option[], random: () => number) {
  return shuffle(
    options.map(({ id, text }) => ({ id, text })),
    random
  );
}

/** A mark for each option, given the ids that were chosen. */
export function markOptions(options: Option[], chosen: readonly string[]): Mark[] {
  return options.map(({ id, correct, feedback }) => {
    const given = chosen.includes(id);
    return { part: id, key: correct, given, right: given === correct, feedback };
  });
}

/** Accepts one id of `options`. */
export const oneOf = (options: readonly { id: string }[]) => {
  const ids = options.map((option) => option.id);
  return v.picklist(ids, `Choose one of: ${ids.join(', ')}`);
};

/** Options that a learner picks from: shared by every type that has them. */
import * as v from 'valibot';
import { type Mark, remark, sentence, slug } from './item';
import { shuffle } from '../shuffle';

export const Option = v.object({
  id: slug,
  text: sentence,
  correct: v.optional(v.boolean(), false),
  feedback: remark,
  /** The share of the points that choosing it earns, or takes back; 1 alone, or spread over the keys. */
  credit: v.optional(
    v.pipe(
      v.number(),
      v.minValue(-1, 'Give a credit from -1 to 1'),
      v.maxValue(1, 'Give a credit from -1 to 1')
    )
  ),
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

/** The options with these as the right ones, and no others; what one earned as the other is gone. */
export const rekeyed = <T extends Option>(options: T[], keys: readonly (string | null)[]): T[] =>
  options.map((option) => {
    const correct = keys.includes(option.id);
    if (correct === option.correct) return option;
    const { credit: _, ...rest } = option;
    return { ...rest, correct } as T;
  });

/** @returns the id of the first right option; undefined where there are none. */
export const keyOf = (options: Option[]) => options.find((option) => option.correct)?.id;

/** What a learner may see of options: id and text, shuffled. */
export function visible(options: Option[], random: () => number) {
  return shuffle(
    options.map(({ id, text }) => ({ id, text })),
    random
  );
}

/** A mark for each option, given the ids that were chosen. */
export function markOptions(options: Option[], chosen: readonly string[]): Mark[] {
  return options.map(({ id, correct, feedback, credit }) => {
    const given = chosen.includes(id);
    const mark = { part: id, key: correct, given, right: given === correct, feedback };
    return correct || credit === undefined || credit <= 0 ? mark : { ...mark, credit };
  });
}

/** Accepts one id of `options`. */
export const oneOf = (options: readonly { id: string }[]) => {
  const ids = options.map((option) => option.id);
  return v.picklist(ids, `Choose one of: ${ids.join(', ')}`);
};

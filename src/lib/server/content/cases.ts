/** Cases: a scene that several items of a lesson share, and the way from one to the next. */
import * as v from 'valibot';
import { complaint } from '../../domain/complaint';
import { actions } from '../../domain/items/decision';
import { sentence, slug } from '../../domain/items/item';
import type { Item } from '../../domain/items/registry';
import type { Yaml } from './yaml';

/** As many words as leave room for the question on a phone. */
const mostWords = 120;
const wordsOf = (vignette: string[]) => vignette.join(' ').split(/\s+/).length;

/** An entry of `questions.yaml` that begins with "- case:". */
const Entry = v.strictObject({
  case: slug,
  title: sentence,
  vignette: v.pipe(
    v.array(sentence, 'Write the vignette as a list of paragraphs'),
    v.minLength(1, 'Tell the scene in a paragraph at least'),
    v.check(
      (vignette) => wordsOf(vignette) <= mostWords,
      ({ input }) => `Shorten the vignette from ${wordsOf(input)} words to ${mostWords} at most`
    )
  ),
  items: v.pipe(v.array(v.string()), v.minLength(2, 'List at least two items'))
});

/** A case by the ids of its items, in their order. */
export interface Case {
  items: string[];
  /** Those that follow without a choice; the others only follow from a branch that names them. */
  trunk: string[];
}

export const isCase = (raw: unknown) => typeof raw === 'object' && raw !== null && 'case' in raw;

/**
 * Gives each item its scene, in place, and reports what is wrong with the cases of a file.
 * @param yaml of `questions.yaml`, a list
 * @param placed the items of the file without flaw, by their place in it
 * @param claim takes an id, or reports who has it already
 * @returns the cases by their ids
 */
export function readCases(
  yaml: Yaml,
  placed: ReadonlyMap<number, Item>,
  claim: (id: string, path: (string | number)[]) => void
): Record<string, Case> {
  const list = yaml.value as unknown[];
  const places = new Map(list.map((raw, i) => [(raw as { id?: unknown } | null)?.id, i]));
  const cases: Record<string, Case> = {};
  list.forEach((raw, i) => {
    if (!isCase(raw)) return;
    const parsed = v.safeParse(Entry, raw);
    if (!parsed.success) {
      for (const issue of parsed.issues) {
        const path = (issue.path ?? []).map((step) => step.key as string | number);
        yaml.report([i, ...path], `${path.join('.')}: ${complaint(issue)}`);
      }
      return;
    }
    const { case: id, title, vignette, items } = parsed.output;
    claim(id, [i, 'case']);
    items.forEach((name, n) => {
      const place = places.get(name);
      const item = place === undefined ? undefined : placed.get(place);
      const fix =
        place === undefined
          ? `Add an item "${name}" to this file, or take it out of the case`
          : item?.case && `Take "${name}" out: it is in the case "${item.case.id}"`;
      if (fix) yaml.report([i, 'items', n], fix);
      else if (item) item.case = { id, title, vignette };
    });
    cases[id] = { items, trunk: items };
  });

  for (const [place, item] of placed) {
    if (item.type !== 'decision') continue;
    const whole = item.case && cases[item.case.id];
    for (const action of actions) {
      const { then } = item.branches[action];
      if (then === undefined) continue;
      // Only a later one: no way through a case comes back to where it was.
      if (!whole || whole.items.indexOf(then) <= whole.items.indexOf(item.id))
        yaml.report(
          [place, 'branches', action, 'then'],
          `Name a later item of the same case: "${then}" is none`
        );
      else whole.trunk = whole.trunk.filter((id) => id !== then);
    }
  }
  return cases;
}

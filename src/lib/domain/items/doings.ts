/** What learners can do with the items of tests, rightly and wrongly. */
import { actions } from './decision';
import type { Item, Response } from './registry';
import type { Grading } from './rubric';
import { sections } from './soap';

/** One thing that a learner can do with an item. Two parts that share a slot exclude each other. */
export interface Part {
  slots: string[];
  right: boolean;
  addTo: (response: Response) => Response;
  /** Done by an instructor, not by the learner. */
  byGrader?: boolean;
}

/** Everything that can be done with an item, right and wrong. */
export function partsOf(item: Item): Part[] {
  const part = (
    slots: string | string[],
    right: boolean,
    change: (response: never) => object
  ): Part => ({
    slots: [slots].flat(),
    right,
    addTo: (response) => ({ ...response, ...change(response as never) }) as Response
  });
  switch (item.type) {
    case 'choice':
      return item.options.map((o) => part('option', o.correct, () => ({ option: o.id })));
    case 'multiple':
      return item.options.map((o) =>
        part(o.id, o.correct, ({ options }: Response<'multiple'>) => ({
          options: [...options, o.id]
        }))
      );
    case 'boolean':
      return [
        ...item.verdicts.map((o) => part('value', o.correct, () => ({ value: o.value }))),
        ...item.reasons.map((o) => part('reason', o.correct, () => ({ reason: o.id })))
      ];
    case 'classify':
      return item.entries.flatMap((entry) =>
        item.bins.map((bin) =>
          part(entry.id, bin.id === entry.bin, ({ bins }: Response<'classify'>) => ({
            bins: { ...bins, [entry.id]: bin.id }
          }))
        )
      );
    case 'cloze':
      return item.gaps.flatMap((gap) =>
        [...gap.accept, 'wrong', 'something else'].map((word) =>
          part(gap.id, gap.accept.includes(word), ({ gaps }: Response<'cloze'>) => ({
            gaps: { ...gaps, [gap.id]: word }
          }))
        )
      );
    case 'order': {
      const key = item.entries.map(({ id }) => id);
      const orders: [order: string[], right: boolean][] = [
        [key, true],
        [key.slice(1), true],
        [key.toReversed(), false],
        [[key[1]!, key[0]!], false]
      ];
      return orders.map(([order, right]) => part('order', right, () => ({ order })));
    }
    case 'match':
      return item.left.flatMap((left) =>
        item.right.map((right) =>
          part(
            [`left ${left.id}`, `right ${right.id}`],
            right.id === left.right,
            ({ pairs }: Response<'match'>) => ({ pairs: { ...pairs, [left.id]: right.id } })
          )
        )
      );
    case 'numeric': {
      const { value, tolerance, units = [] } = item;
      const off = [0, tolerance, -tolerance, tolerance + 1, -tolerance - 0.25, 100];
      return [
        ...off.map((by) => part('value', Math.abs(by) <= tolerance, () => ({ value: value + by }))),
        ...units.map((unit) => part('unit', unit === item.unit, () => ({ unit })))
      ];
    }
    case 'note':
      if (item.form === 'sorting')
        return item.phrases.flatMap((phrase) =>
          sections.map(({ id }) =>
            part(phrase.id, id === phrase.section, ({ bins }: Response<'classify'>) => ({
              bins: { ...bins, [phrase.id]: id }
            }))
          )
        );
      return [
        part('text', true, () => ({ text: 'S: Subjective\nNeck stiff.' })),
        ...item.rubric.flatMap(({ id, points }) =>
          [points, points - 0.5, 0].map((given) => ({
            ...part(id, given > 0, ({ points }: Grading) => ({
              points: { ...points, [id]: given }
            })),
            byGrader: true
          }))
        )
      ];
    case 'hotspot':
      return [
        ...item.choices.map((o) =>
          part(o.id, o.correct, ({ regions }: Response<'hotspot'>) => ({
            regions: [...regions, o.id]
          }))
        ),
        part('point', false, () => ({ view: 'front', x: 500, y: 500 }))
      ];
    case 'decision':
      // The best first; what earns a part of it is right too, if less so.
      return actions
        .toSorted((a, b) => item.branches[b].credit - item.branches[a].credit)
        .map((branch) => part('branch', item.branches[branch].credit > 0, () => ({ branch })));
  }
}

/** @returns what of an answer a learner may send; points are an instructor's to give */
export function sendable(response: Response): object {
  return 'text' in response ? { text: response.text } : response;
}

/** @returns `parts` without those whose slots an earlier one has taken. */
export function compatible(parts: readonly Part[]): Part[] {
  const taken = new Set<string>();
  return parts.filter(({ slots }) => {
    const isFree = slots.every((slot) => !taken.has(slot));
    if (isFree) slots.forEach((slot) => taken.add(slot));
    return isFree;
  });
}

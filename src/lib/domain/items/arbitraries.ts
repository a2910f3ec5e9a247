/** Items of every type, made up for tests. */
import fc from 'fast-check';
import { parseItem, type Item, type Response, type TypeName } from './registry';

/** Begins every text that a learner must not see before answering. */
export const secret = 'secret';

const id = fc.stringMatching(/^[a-z0-9]{1,6}(-[a-z0-9]{1,4}){0,2}$/);
const shown = fc.stringMatching(/^shown [ -~]{1,30}$/);
const hidden = fc.stringMatching(/^secret [ -~]{1,30}$/);
const ids = (least: number, most: number) =>
  fc.uniqueArray(id, { minLength: least, maxLength: most });

const common = {
  id,
  stem: shown,
  objective: id,
  area: fc.constantFrom('1', '7'),
  sources: ids(1, 3),
  hint: fc.option(shown, { nil: undefined }),
  explanation: hidden
};

/** Options of which `isKey` says, by place, whether they are right. */
const options = (ids: string[], isKey: (place: number) => boolean) =>
  fc.tuple(
    ...ids.map((id, place) =>
      fc.record({
        id: fc.constant(id),
        text: shown,
        feedback: hidden,
        correct: fc.constant(isKey(place))
      })
    )
  );

const oneRight = ids(3, 6).chain((ids) =>
  fc.nat(ids.length - 1).chain((key) => options(ids, (place) => place === key))
);
const someRight = ids(4, 7).chain((ids) =>
  fc
    .subarray([...ids.keys()], { minLength: 2, maxLength: ids.length - 1 })
    .chain((keys) => options(ids, (place) => keys.includes(place)))
);

const verdicts = fc
  .tuple(fc.boolean(), fc.boolean(), hidden, hidden)
  .map(([first, key, f1, f2]) => [
    { value: first, correct: first === key, feedback: f1 },
    { value: !first, correct: first !== key, feedback: f2 }
  ]);

const sorting = ids(2, 4).chain((bins) =>
  fc.record({
    bins: fc.tuple(...bins.map((id) => fc.record({ id: fc.constant(id), text: shown }))),
    entries: fc.uniqueArray(
      fc.record({ id, text: shown, bin: fc.constantFrom(...bins), feedback: hidden }),
      { minLength: 2, maxLength: 8, selector: (entry) => entry.id }
    )
  })
);

const gaps = fc
  .uniqueArray(
    fc.record({
      id,
      accept: fc.array(hidden, { minLength: 1, maxLength: 3 }),
      feedback: hidden,
      wrong: fc.array(fc.record({ text: fc.constant('wrong'), feedback: hidden }), { maxLength: 1 })
    }),
    { minLength: 1, maxLength: 3, selector: (gap) => gap.id }
  )
  .chain((gaps) =>
    fc.record({
      gaps: fc.constant(gaps),
      text: fc.constant(gaps.map((gap) => `shown [[${gap.id}]]`).join(' and '))
    })
  );

const contents: Record<TypeName, fc.Arbitrary<object>> = {
  choice: fc.record({ ...common, options: oneRight }),
  multiple: fc.record({ ...common, options: someRight }),
  boolean: fc.record({ ...common, verdicts, reasons: oneRight }),
  classify: fc.tuple(fc.record(common), sorting).map(([base, rest]) => ({ ...base, ...rest })),
  cloze: fc.tuple(fc.record(common), gaps).map(([base, rest]) => ({ ...base, ...rest }))
};

/** Items as an author writes them, valid by construction. */
export const rawItem = fc.oneof(
  ...Object.entries(contents).map(([type, content]) => content.map((raw) => ({ ...raw, type })))
);

export const item: fc.Arbitrary<Item> = rawItem.map((raw) => {
  const parsed = parseItem(raw);
  if ('flaws' in parsed) throw new Error(JSON.stringify(parsed.flaws));
  return parsed.item;
});

/** One thing that a learner can do with an item. Two parts of one `slot` exclude each other. */
export interface Part {
  slot: string;
  right: boolean;
  addTo: (response: Response) => Response;
}

/** Everything that can be done with an item, right and wrong. */
export function partsOf(item: Item): Part[] {
  const part = (slot: string, right: boolean, change: (response: never) => object): Part => ({
    slot,
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
  }
}

/** @returns `parts` without those whose slot an earlier one has taken. */
export function compatible(parts: readonly Part[]): Part[] {
  return parts.filter((part, i) => parts.findIndex(({ slot }) => slot === part.slot) === i);
}

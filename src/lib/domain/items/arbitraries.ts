/** Items of every type, made up for tests. */
import fc from 'fast-check';
import { regions } from '../body-map';
import { actions } from './decision';
import { parseItem, type Item, type TypeName } from './registry';
import { sections } from './soap';

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
  case: fc.option(
    fc.record({ id, title: shown, vignette: fc.array(shown, { minLength: 1, maxLength: 3 }) }),
    { nil: undefined }
  ),
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

/** Entries in their right order, which their ids do not tell. */
const sequence = ids(3, 8).chain((ids) => {
  const isSorted = ids.every((id, i) => i === 0 || ids[i - 1]! < id);
  const order = isSorted ? ids.toReversed() : ids;
  return fc.record({
    entries: fc.tuple(
      ...order.map((id) => fc.record({ id: fc.constant(id), text: shown, feedback: hidden }))
    )
  });
});

/** Some pairs, and on the right some that belong to none. */
const matching = fc.tuple(fc.integer({ min: 2, max: 5 }), ids(10, 14)).chain(([count, ids]) =>
  fc.record({
    left: fc.tuple(
      ...ids.slice(0, count).map((id, i) =>
        fc.record({
          id: fc.constant(id),
          text: shown,
          right: fc.constant(ids[count + i]!),
          feedback: hidden
        })
      )
    ),
    right: fc.tuple(
      ...ids.slice(count, count + 9).map((id) => fc.record({ id: fc.constant(id), text: shown }))
    )
  })
);

const amount = fc.integer({ min: -999, max: 999 }).map((n) => n / 4);
const units = fc.uniqueArray(shown, {
  minLength: 2,
  maxLength: 4,
  selector: (unit) => unit.trim()
});
const number = fc
  .record({
    value: amount,
    tolerance: fc.integer({ min: 0, max: 8 }).map((n) => n / 4),
    units: fc.option(units, { nil: undefined }),
    feedback: hidden,
    slip: fc.option(hidden, { nil: undefined })
  })
  .map(({ slip, ...rest }) => ({
    ...rest,
    unit: rest.units?.[0],
    wrong: slip ? [{ value: rest.value + 100, feedback: slip }] : []
  }));

const phrases = fc
  .uniqueArray(fc.record({ id, text: shown, feedback: hidden }), {
    minLength: 2,
    maxLength: 12,
    selector: (phrase) => phrase.id
  })
  .chain((list) =>
    fc
      .shuffledSubarray(
        sections.map(({ id }) => id),
        { minLength: 2 }
      )
      .map((used) => ({
        form: 'sorting',
        phrases: list.map((phrase, i) => ({ ...phrase, section: used[i % used.length] }))
      }))
  );

const criterion = fc.record({
  id: id.map((id) => `c-${id}`),
  text: shown,
  points: fc.integer({ min: 1, max: 5 }),
  levels: fc.array(fc.record({ points: fc.constantFrom(0, 0.5, 1), text: hidden }), {
    maxLength: 3
  })
});
const assignment = fc.record({
  form: fc.constant('written'),
  reserved: fc.constant(true),
  rubric: fc.uniqueArray(criterion, { minLength: 1, maxLength: 6, selector: ({ id }) => id }),
  model: fc.record({ subjective: hidden, objective: hidden, assessment: hidden, plan: hidden }),
  minWords: fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined })
});
const soap = fc.oneof(phrases, assignment);

const regionIds = regions.map((region) => region.id);
const marking = fc
  .oneof(oneRight, someRight)
  .chain((options) =>
    fc
      .shuffledSubarray(regionIds, { minLength: options.length, maxLength: options.length })
      .map((places) => options.map((option, i) => ({ ...option, region: places[i]! })))
  )
  .chain((choices) =>
    fc.record({
      figure: fc.constant('body-map'),
      alt: shown,
      tolerance: fc.option(fc.nat(20), { nil: undefined }),
      choices: fc.constant(choices)
    })
  );

const branch = (credit: fc.Arbitrary<number>) =>
  fc.record({
    text: shown,
    credit,
    feedback: hidden,
    leads: hidden,
    then: fc.option(id, { nil: undefined })
  });
const branches = fc
  .constantFrom(...actions)
  .chain((key) =>
    fc.record(
      Object.fromEntries(
        actions.map((action) => [
          action,
          branch(action === key ? fc.constant(1) : fc.constantFrom(0, 0.25, 0.5))
        ])
      )
    )
  );

const contents: Record<TypeName, fc.Arbitrary<object>> = {
  choice: fc.record({ ...common, options: oneRight }),
  multiple: fc.record({ ...common, options: someRight }),
  boolean: fc.record({ ...common, verdicts, reasons: oneRight }),
  classify: fc.tuple(fc.record(common), sorting).map(([base, rest]) => ({ ...base, ...rest })),
  cloze: fc.tuple(fc.record(common), gaps).map(([base, rest]) => ({ ...base, ...rest })),
  order: fc.tuple(fc.record(common), sequence).map(([base, rest]) => ({ ...base, ...rest })),
  match: fc.tuple(fc.record(common), matching).map(([base, rest]) => ({ ...base, ...rest })),
  numeric: fc.tuple(fc.record(common), number).map(([base, rest]) => ({ ...base, ...rest })),
  note: fc.tuple(fc.record(common), soap).map(([base, rest]) => ({ ...base, ...rest })),
  hotspot: fc.tuple(fc.record(common), marking).map(([base, rest]) => ({ ...base, ...rest })),
  decision: fc.record({ ...common, branches })
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

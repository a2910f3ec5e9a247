import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as make from './draft';
import type { Draft } from './row';
import { parseItem } from '../items/registry';

const text = fc.stringMatching(/^[a-z]{1,12}( [a-z]{1,8}){0,3}$/);
const texts = (least: number, most: number) =>
  fc.uniqueArray(text, { minLength: least, maxLength: most });
const asked = fc.record({ stem: text });
const choices = (keys: (place: number) => boolean) =>
  texts(3, 30).map((list) => list.map((text, i) => ({ text, correct: keys(i) })));

const drafts: fc.Arbitrary<Draft> = fc.oneof(
  fc
    .tuple(
      asked,
      choices((i) => i === 1)
    )
    .map(([a, list]) => make.choiceDraft(a, list)),
  fc
    .tuple(
      asked,
      choices((i) => i < 2)
    )
    .map(([a, list]) => make.multipleDraft(a, list)),
  fc.tuple(asked, fc.boolean()).map(([a, value]) => make.booleanDraft(a, value)),
  fc.tuple(asked, texts(1, 4)).map(([a, accept]) => make.shortDraft(a, { accept })),
  fc.tuple(asked, texts(2, 4)).map(([a, words]) =>
    make.clozeDraft(
      a,
      words.flatMap((word) => [' and ', { accept: [word] }])
    )
  ),
  fc
    .tuple(asked, fc.integer(), fc.nat())
    .map(([a, value, tolerance]) => make.numericDraft(a, { value, tolerance })),
  fc.tuple(asked, texts(2, 6), texts(0, 3)).map(([a, list, extra]) =>
    make.matchDraft(
      a,
      list.map((text) => ({ left: text, right: `its ${text}` })),
      extra
    )
  ),
  fc.tuple(asked, texts(3, 8)).map(([a, list]) =>
    make.orderDraft(
      a,
      list.map((text) => ({ text }))
    )
  ),
  fc.tuple(asked, texts(2, 5), texts(2, 8)).map(([a, bins, list]) =>
    make.classifyDraft(
      a,
      bins,
      list.map((text, i) => ({ text, bin: i % bins.length }))
    )
  ),
  fc.tuple(asked, text).map(([a, model]) => make.noteDraft(a, model))
);

test('every draft is an item once it has its place, and its ids do not tell the key', () => {
  fc.assert(
    fc.property(drafts, (draft) => {
      // The schema refuses ids that do.
      expect(
        parseItem({ ...draft, id: 'an-item', objective: 'know-it', area: '1' })
      ).toHaveProperty('item');
    })
  );
});

test('a credit stands only where it is not what such a choice earns anyway', () => {
  const options = [
    { text: 'one', correct: true, credit: 0.5 },
    { text: 'two', correct: true, credit: 0.5 },
    { text: 'three', correct: false, credit: -1 },
    { text: 'four', correct: false, credit: -0.5 }
  ];
  const draft = make.multipleDraft({ stem: 'Which?' }, options);
  expect((draft.options as { credit?: number }[]).map(({ credit }) => credit)).toEqual([
    undefined,
    undefined,
    -1,
    undefined
  ]);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { item } from './arbitraries';
import { begun, kinds } from './begun';
import { promptOf, type TypeName } from './registry';
import { sketch } from './sketch';
import { unfinished, type Unfinished } from './unfinished';

let n = 0;
const newId = () => `p${++n}`;

test('a whole question is shown as it is', () => {
  fc.assert(
    fc.property(item, (whole) => {
      const { item: shown, isWhole } = sketch(unfinished(whole, newId)!)!;
      expect(isWhole).toBe(true);
      expect({ ...shown, id: whole.id, objective: whole.objective, area: whole.area }).toEqual(
        whole
      );
    })
  );
});

// Without a text with gaps, or places, there is nothing to draw.
test.each(kinds.map(([kind]) => kind).filter((kind) => kind !== 'cloze' && kind !== 'hotspot'))(
  'a new %s is shown with dots, and not graded',
  (kind) => {
    const { item: shown, isWhole } = sketch(begun(kind, newId))!;
    expect(isWhole).toBe(false);
    expect(promptOf(shown, () => 0.5)).toMatchObject({ stem: '…' });
  }
);

test.each<[TypeName, object, boolean]>([
  ['cloze', { text: 'Work is [[g]]-based', gaps: [{ id: 'g' }] }, true],
  ['cloze', { text: 'Work is [[g]]-based', gaps: [] }, false],
  [
    'hotspot',
    {
      alt: '',
      figure: 'body-map',
      choices: ['left-axilla', 'sternum', 'right-axilla'].map((region) => ({ region }))
    },
    true
  ],
  ['numeric', { value: 'a dozen', tolerance: 'x' }, true],
  ['choice', { options: [{ text: 'One' }] }, false]
])('%s as %j', (type, raw, isShown) => {
  expect(sketch(unfinished({ type, ...raw }, newId) as Unfinished) !== null).toBe(isShown);
});

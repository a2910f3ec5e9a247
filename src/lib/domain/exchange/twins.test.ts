import { expect, test } from 'vitest';
import { choiceDraft } from './draft';
import type { Row } from './row';
import { twinsOf } from './twins';
import { wordingOf } from '../items/duplicates';

const draft = (stem: string, more = {}) => ({
  ...choiceDraft({ stem }, [
    { text: 'Adductor longus', correct: true },
    { text: 'Biceps brachii', correct: false }
  ]),
  ...more
});
const row = (made: Row['draft'], line = 1): Row => ({
  line,
  name: null,
  category: null,
  tags: [],
  draft: made,
  flaws: [],
  lost: []
});
const bank = [{ id: 'groin', ...wordingOf(draft('Which muscle adducts the thigh at the hip?')) }];

test('the same words are found in the bank and in earlier rows, never in later ones', () => {
  const rows = [
    row(draft('Which muscle lies in the upper arm?')),
    row(draft('Which muscle ADDUCTS the thigh at the hip')),
    row(null),
    row(draft('Which muscle lies in the upper arm?')),
    row(draft('Which muscle lies in the upper arm?'))
  ];
  expect(twinsOf(rows, bank)).toEqual([
    null,
    { kind: 'bank', item: 'groin', likeness: 1 },
    null,
    { kind: 'file', row: 0, likeness: 1 },
    { kind: 'file', row: 0, likeness: 1 }
  ]);
});

test('nearly the same words are told as such', () => {
  const near = row(draft('Which muscle strongly adducts the thigh at the hip?'));
  const [twin] = twinsOf([near], bank);
  expect(twin).toMatchObject({ kind: 'bank', item: 'groin' });
  expect(twin!.likeness).toBeLessThan(1);
});

test('a question that the bank has by its id is its twin, whatever it says', () => {
  const changed = row(draft('Name a bone of the foot.', { id: 'groin' }));
  expect(twinsOf([changed], bank)).toEqual([{ kind: 'bank', item: 'groin', likeness: 1 }]);
});

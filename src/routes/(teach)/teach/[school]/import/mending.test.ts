import fc from 'fast-check';
import { expect, test } from 'vitest';
import { flawsIn } from '$lib/domain/exchange/acceptance';
import { choiceDraft } from '$lib/domain/exchange/draft';
import type { Draft } from '$lib/domain/exchange/row';
import { item } from '$lib/domain/items/arbitraries';
import { parseItem } from '$lib/domain/items/registry';
import { forMending, mended } from './mending';

const newId = () => 'part';

test('what was only looked at is the question that it was, of every type', () => {
  fc.assert(
    fc.property(item, (item) => {
      const parsed = parseItem(mended(forMending(item as unknown as Draft, newId)));
      expect('item' in parsed && parsed.item).toEqual(item);
    })
  );
});

test('what the file does not say is still chosen for all rows', () => {
  const draft = choiceDraft({ stem: 'Well?' }, [
    { text: 'This', correct: true },
    { text: 'That', correct: false }
  ]);
  const back = mended(forMending(draft, newId));
  expect(back).not.toHaveProperty('objective');
  expect(back).not.toHaveProperty('area');
  expect(mended(forMending({ ...draft, area: '2' }, newId))).toMatchObject({ area: '2' });
  expect(flawsIn(back)).toEqual([]);
});

test('a question of a type that there is not is mended as a choice', () => {
  const draft = { type: 'riddle', stem: 'What?', options: [{ id: 'a', text: 'A' }] };
  const form = forMending(draft as unknown as Draft, newId);
  expect(form).toMatchObject({ type: 'choice', stem: 'What?', options: [{ id: 'a', text: 'A' }] });
});

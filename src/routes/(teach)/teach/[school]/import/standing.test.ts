import { describe, expect, test } from 'vitest';
import { choiceDraft } from '$lib/domain/exchange/draft';
import type { Preview, PreviewRow } from '$lib/server/import-preview';
import { accepted, isDoubled, isReady, isToMend, standingsOf, type Choice } from './standing';

const draft = (stem: string, more = {}) => ({
  ...choiceDraft({ stem }, [
    { text: 'This', correct: true },
    { text: 'That', correct: false }
  ]),
  ...more
});
const row = (change: Partial<PreviewRow> = {}): PreviewRow => ({
  line: 3,
  name: null,
  category: null,
  tags: [],
  draft: draft('Well?'),
  flaws: [],
  lost: [],
  twin: null,
  ...change
});
const known = {
  stem: 'Well?',
  type: 'choice',
  lesson: 'there',
  objective: 'theirs',
  area: '1',
  reserved: false,
  isOwn: true
} as const;
const flaw = { line: 3, text: 'Mark the right answer' };
const sameInBank = { kind: 'bank', item: 'old', likeness: 1 } as const;

const stand = (one: PreviewRow, choice?: Choice, refused?: Record<number, string>) => {
  const preview: Preview = {
    format: 'gift',
    rows: [one],
    flaws: [],
    lost: [],
    known: { old: known }
  };
  return standingsOf(preview, choice ? { 0: choice } : {}, refused)[0]!;
};

describe('what becomes of a row', () => {
  test('without flaw it is taken, with one it is to mend, and left out it is neither', () => {
    expect(isReady(stand(row()))).toBe(true);
    const flawed = row({ flaws: [flaw] });
    expect([isReady(stand(flawed)), isToMend(stand(flawed))]).toEqual([false, true]);
    const left = stand(flawed, { deed: 'leave' });
    expect([isReady(left), isToMend(left), isDoubled(left)]).toEqual([false, false, false]);
    expect(isReady(stand(row({ draft: null })))).toBe(false);
  });

  test('mended, only what is wrong with the mended question counts', () => {
    const flawed = row({ flaws: [flaw] });
    expect(isReady(stand(flawed, { draft: draft('Better?') }))).toBe(true);
    const worse = stand(flawed, { draft: draft('') });
    expect(worse.flaws).toEqual([{ line: 3, text: expect.stringMatching(/text/) }]);
    // However often it is asked, one draft is reckoned once.
    const choice = { draft: draft('') };
    expect(stand(flawed, choice).flaws).toBe(stand(flawed, choice).flaws);
  });

  test('the same as in the bank stays out until it is wanted; what is much alike is taken', () => {
    const same = stand(row({ twin: sameInBank }));
    expect([isReady(same), isDoubled(same), same.canReplace]).toEqual([false, true, true]);
    expect(isReady(stand(row({ twin: sameInBank }), { deed: 'replace' }))).toBe(true);
    const near = row({ twin: { kind: 'file', row: 0, likeness: 0.9 } });
    expect(isReady(stand(near))).toBe(true);
    const other = row({ twin: sameInBank, draft: { ...draft('Well?'), type: 'multiple' } });
    expect(stand(other).canReplace).toBe(false);
  });

  test('what the server would not take is to mend', () => {
    const refused = stand(row(), undefined, { 0: 'Choose another area' });
    expect(isToMend(refused)).toBe(true);
    expect(refused.flaws.map(({ text }) => text)).toEqual(['Choose another area']);
  });
});

describe('what is sent', () => {
  const all = { lesson: 'here', objective: 'know', area: '4', reserved: false };
  const offers = () => ({ objectives: ['know', 'do'], areas: ['4', '5'] });
  const sent = (one: PreviewRow, choice?: Choice, at = all) =>
    accepted(stand(one, choice), at, offers);

  test('what was chosen for all, but for what a file of ours says where that is known', () => {
    expect(sent(row())).toEqual({
      lesson: 'here',
      content: { ...draft('Well?'), objective: 'know', area: '4' },
      replaces: null
    });
    const ours = row({ draft: draft('Ours?', { objective: 'do', area: '99' }) });
    expect(sent(ours).content).toMatchObject({ objective: 'do', area: '4' });
    expect(sent(row(), undefined, { ...all, reserved: true }).content).toMatchObject({
      reserved: true
    });
  });

  test('what was chosen for the row goes before', () => {
    const at = { lesson: 'other', objective: 'o', area: '9', reserved: true };
    const ours = row({ draft: draft('Ours?', { objective: 'do' }) });
    expect(sent(ours, { at })).toMatchObject({
      lesson: 'other',
      content: { objective: 'o', area: '9', reserved: true }
    });
  });

  test('a next version stays where its question stands', () => {
    const twin = sameInBank;
    expect(sent(row({ twin }), { deed: 'replace' })).toEqual({
      lesson: 'there',
      content: { ...draft('Well?'), objective: 'theirs', area: '1' },
      replaces: 'old'
    });
    const itself = row({
      twin,
      draft: draft('New?', { id: 'old', objective: 'moved', area: '2' })
    });
    expect(sent(itself, { deed: 'replace' })).toMatchObject({
      lesson: 'there',
      content: { objective: 'moved', area: '2' }
    });
  });
});

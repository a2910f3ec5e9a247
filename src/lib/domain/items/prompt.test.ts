import fc from 'fast-check';
import { expect, test } from 'vitest';
import { item, secret } from './arbitraries';
import { actions } from './decision';
import { promptOf, type Item } from './registry';
import { seededRandom } from '../shuffle';

/** Every name and every text anywhere within a value. */
function walk(value: unknown): { names: string[]; texts: unknown[] } {
  if (typeof value !== 'object' || value === null) return { names: [], texts: [value] };
  const inner = Object.values(value).map(walk);
  return {
    names: [
      ...(Array.isArray(value) ? [] : Object.keys(value)),
      ...inner.flatMap(({ names }) => names)
    ],
    texts: inner.flatMap(({ texts }) => texts)
  };
}

const lists = ['options', 'reasons', 'bins', 'entries', 'left', 'right', 'phrases', 'choices'];
const fields = ['type', 'stem', 'hint', 'id', 'text', 'unit', 'units', 'branches'];
const ofNotes = ['form', 'rubric', 'points', 'minWords'];
const ofFigures = ['figure', 'alt', 'tolerance', 'view', 'path', 'x', 'y'];
const scene = ['case', 'title', 'vignette'];
const shown = [...fields, ...ofNotes, ...ofFigures, ...scene, ...lists];

const prompt = (of: Item, seed = 'a showing') => promptOf(of, seededRandom(seed));

test('a prompt has no key, no feedback and no explanation, under any name', () => {
  fc.assert(
    fc.property(item, (item) => {
      const { names, texts } = walk(prompt(item));
      expect(names.filter((name) => !shown.includes(name))).toEqual([]);
      expect(texts.filter((text) => String(text).includes(secret))).toEqual([]);
      expect(texts.filter((text) => typeof text === 'boolean')).toEqual([]);
    })
  );
});

test('a prompt has every part that can be chosen, exactly once', () => {
  const parts = (list: readonly { id: string; text: string }[]) =>
    list.map(({ id, text }) => `${id}: ${text}`).toSorted();
  fc.assert(
    fc.property(item, fc.string(), (item, seed) => {
      const shown = prompt(item, seed) as unknown as Record<string, { id: string; text: string }[]>;
      const written = item as unknown as typeof shown;
      for (const list of lists)
        if (written[list]) expect(parts(shown[list]!)).toEqual(parts(written[list]!));
      expect(shown).toMatchObject({ type: item.type, stem: item.stem, hint: item.hint ?? null });
      expect(shown.case).toEqual(item.case ?? null);
      if (item.type === 'cloze') expect(shown.text).toBe(item.text);
      if (item.type === 'note' && item.form === 'written')
        expect(shown.rubric).toEqual(item.rubric.map(({ levels: _, ...criterion }) => criterion));
      if (item.type === 'numeric') expect(shown.units).toEqual(item.units?.toSorted() ?? null);
      if (item.type === 'decision')
        expect(shown.branches).toEqual(actions.map((id) => ({ id, text: item.branches[id].text })));
    })
  );
});

test('where the author put the key decides nothing about where it is shown', () => {
  const option = (id: string) => ({ id, text: id, feedback: id, correct: id === 'key' });
  const places = (ids: string[]) => {
    const counts = ids.map(() => 0);
    for (let showing = 0; showing < 3000; showing++) {
      const item = { type: 'choice', stem: '', options: ids.map(option) } as unknown as Item;
      const shown = prompt(item, `showing ${showing}`) as { options: { id: string }[] };
      counts[shown.options.findIndex(({ id }) => id === 'key')]!++;
    }
    return counts;
  };
  // 1000 each on average, with a standard deviation of 26.
  for (const count of [...places(['key', 'b', 'c']), ...places(['a', 'b', 'key'])])
    expect(Math.abs(count - 1000)).toBeLessThan(130);
});

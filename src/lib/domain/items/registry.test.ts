import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rawItem } from './arbitraries';
import { parseItem, typeNames } from './registry';

test('every type is known by its name', () => {
  expect(typeNames).toEqual([
    'choice',
    'multiple',
    'boolean',
    'classify',
    'cloze',
    'order',
    'match',
    'numeric',
    'note',
    'hotspot',
    'decision'
  ]);
});

test('an item as written is read; read again it is the same', () => {
  fc.assert(
    fc.property(rawItem, (raw) => {
      const parsed = parseItem(raw);
      expect(parsed).toEqual({ item: expect.objectContaining({ id: expect.any(String) }) });
      if ('item' in parsed) expect(parseItem(parsed.item)).toEqual(parsed);
    })
  );
});

test('junk is refused with what to mend, whatever it is', () => {
  const anything = fc.anything({ withBigInt: true, withNullPrototype: true });
  const typed = fc.dictionary(fc.string(), anything);
  fc.assert(
    fc.property(
      fc.oneof(anything, typed),
      fc.constantFrom(undefined, ...typeNames, 'toString', 7),
      (junk, type) => {
        const raw = typeof junk === 'object' && type ? { ...junk, type } : junk;
        const parsed = parseItem(raw);
        expect(parsed).toEqual({ flaws: expect.any(Array) });
        if (!('flaws' in parsed)) return;
        expect(parsed.flaws.length).toBeGreaterThan(0);
        for (const { path, message } of parsed.flaws) {
          expect(path.length).toBeGreaterThan(0);
          expect(message.length).toBeGreaterThan(5);
        }
      }
    ),
    { numRuns: 500 }
  );
});

type Path = (string | number)[];

/** Every place within a value. */
function places(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, child]) =>
    places(child, [...path, Array.isArray(value) ? Number(key) : key])
  );
  return path.length > 0 ? [path, ...inner] : inner;
}

function put(value: unknown, [key, ...rest]: Path, replacement: unknown): unknown {
  if (key === undefined) return replacement;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as never;
  copy[key as never] = put(copy[key as never], rest, replacement) as never;
  return copy;
}

test('damage to an item is found where it was done, or at what contains it', () => {
  const damaged = rawItem.chain((raw) =>
    fc.record({
      raw: fc.constant(raw),
      // Another type expects other fields everywhere; another id is no damage where it is spoilt.
      place: fc.constantFrom(...places(raw).filter(([first]) => first !== 'type')),
      junk: fc.oneof(fc.constant(undefined), fc.constant(''), fc.constant(' '), fc.anything())
    })
  );
  const startsWith = (path: Path, start: Path) => start.every((step, i) => path[i] === step);
  fc.assert(
    fc.property(damaged, ({ raw, place, junk }) => {
      const parsed = parseItem(put(raw, place, junk));
      if ('item' in parsed) return;
      for (const { path } of parsed.flaws)
        expect(startsWith(path, place) || startsWith(place, path)).toBe(true);
    }),
    { numRuns: 1000 }
  );
});

describe('a flaw is named with its place and its mend', () => {
  const option = (id: string, correct = false) => ({ id, text: id, feedback: 'Why.', correct });
  const base = {
    id: 'an-item',
    stem: 'Which?',
    objective: 'know-it',
    area: '4',
    sources: ['a-source'],
    explanation: 'So it is.'
  };
  const choice = {
    ...base,
    type: 'choice',
    options: [option('a', true), option('b'), option('c')]
  };
  const multiple = {
    ...base,
    type: 'multiple',
    options: [option('a', true), option('b', true), option('c'), option('d')]
  };
  const boolean = {
    ...base,
    type: 'boolean',
    verdicts: [
      { value: true, correct: true, feedback: 'Yes.' },
      { value: false, feedback: 'No.' }
    ],
    reasons: choice.options
  };
  const bins = [
    { id: 'one', text: 'One' },
    { id: 'two', text: 'Two' }
  ];
  const entry = (id: string, bin: string) => ({ id, bin, text: id, feedback: 'Why.' });
  const classify = {
    ...base,
    type: 'classify',
    bins,
    entries: [entry('e', 'one'), entry('f', 'two')]
  };
  const gap = { id: 'gap', accept: ['word'], feedback: 'Why.' };
  const cloze = { ...base, type: 'cloze', text: 'A [[gap]].', gaps: [gap] };

  test('these are without flaw', () => {
    for (const item of [choice, multiple, boolean, classify, cloze])
      expect(parseItem(item)).toHaveProperty('item');
  });

  test.each([
    ['no type', base, 'type', 'choice, multiple'],
    ['unknown type', { ...choice, type: 'essay' }, 'type', 'choice, multiple'],
    ['no stem', { ...choice, stem: undefined }, 'stem', ''],
    ['blank stem', { ...choice, stem: '  ' }, 'stem', 'Write a text'],
    ['id with spaces', { ...choice, id: 'An item' }, 'id', 'lower-case'],
    ['reserved id', { ...choice, id: 'constructor' }, 'id', 'another word'],
    ['pass mark 0', { ...choice, passMark: 0 }, 'passMark', ''],
    ['pass mark above 1', { ...choice, passMark: 1.5 }, 'passMark', ''],
    ['one option', { ...choice, options: choice.options.slice(0, 1) }, 'options', 'at least 2'],
    [
      'a credit above all points',
      { ...choice, options: [option('a', true), { ...option('b'), credit: 1.5 }] },
      'options.1.credit',
      '-1 to 1'
    ],
    [
      'a right option that costs points',
      {
        ...multiple,
        options: multiple.options.map((one) => ({ ...one, credit: -0.5 }))
      },
      'options',
      'credit above 0'
    ],
    [
      'two keys',
      { ...choice, options: [option('a', true), option('b', true), option('c')] },
      'options',
      'exactly one'
    ],
    [
      'no key',
      { ...choice, options: ['a', 'b', 'c'].map((id) => option(id)) },
      'options',
      'exactly'
    ],
    [
      'an option twice',
      { ...choice, options: [option('a', true), option('b'), option('b')] },
      'options',
      'id of its own'
    ],
    [
      'one key of several',
      { ...multiple, options: [option('a', true), ...['b', 'c', 'd'].map((id) => option(id))] },
      'options',
      'at least two'
    ],
    [
      'nothing but keys',
      { ...multiple, options: ['a', 'b', 'c', 'd'].map((id) => option(id, true)) },
      'options',
      'at least one that is not'
    ],
    ['one verdict', { ...boolean, verdicts: [boolean.verdicts[0]] }, 'verdicts', 'both verdicts'],
    [
      'both verdicts right',
      { ...boolean, verdicts: boolean.verdicts.map((verdict) => ({ ...verdict, correct: true })) },
      'verdicts',
      'one of them'
    ],
    ['two right reasons', { ...boolean, reasons: multiple.options }, 'reasons', 'exactly one'],
    [
      'one bin',
      { ...classify, bins: bins.slice(0, 1), entries: [entry('e', 'one'), entry('f', 'one')] },
      'bins',
      'at least two bins'
    ],
    [
      'an unknown bin',
      { ...classify, entries: [entry('e', 'one'), entry('f', 'six')] },
      '',
      'one of the bins'
    ],
    [
      'an entry twice',
      { ...classify, entries: [entry('e', 'one'), entry('e', 'two')] },
      'entries',
      'id of its own'
    ],
    ['a gap not in the text', { ...cloze, text: 'None.' }, '', 'exactly once'],
    ['a gap twice in the text', { ...cloze, text: '[[gap]] [[gap]]' }, '', 'exactly once'],
    ['a gap only in the text', { ...cloze, text: '[[gap]] [[other]]' }, '', 'exactly once'],
    [
      'a gap that accepts nothing',
      { ...cloze, gaps: [{ ...gap, accept: [] }] },
      'gaps.0.accept',
      ''
    ],
    [
      'a gap named after its word',
      { ...cloze, gaps: [{ ...gap, accept: ['Gap'] }] },
      '',
      'give its word away'
    ]
  ])('%s', (_, raw, place, mend) => {
    const parsed = parseItem(raw);
    const flaws = 'flaws' in parsed ? parsed.flaws : [];
    expect(flaws.map(({ path }) => path.join('.'))).toEqual([place]);
    expect(flaws[0]!.message).toContain(mend);
  });
});

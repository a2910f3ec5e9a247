import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportNames, type ExportFormat } from '../src/lib/domain/exchange/formats';
import { rawItem } from '../src/lib/domain/items/arbitraries';
import { parseItem, typeNames, type Item } from '../src/lib/domain/items/registry';
import { lessonsOf } from '../src/lib/server/content/catalogue';
import { readContent } from '../src/lib/server/content/read';
import { catalogue } from '../src/lib/server/courses';
import { lostBy } from '../src/lib/server/exchange/holding';
import { readFile } from '../src/lib/server/exchange/read';
import { writeFile } from '../src/lib/server/exchange/write';
import { unzip } from '../src/lib/server/exchange/zip';

const now = new Date('2026-11-30T10:00:00Z');
const written = (items: readonly Item[], format: ExportFormat) =>
  writeFile({ items, format, title: 'Our questions', now });
/** As if it had been dropped without a name: what it holds must tell what it is. */
const read = (bytes: Uint8Array) => readFile({ bytes, name: '', format: null });
const remarksIn = ({ rows, flaws, lost }: Awaited<ReturnType<typeof read>>) => [
  ...flaws,
  ...lost,
  ...rows.flatMap((row) => [...row.flaws, ...row.lost])
];

/** Texts that people never write, but programs must not stumble over. */
const wild = fc
  .array(
    fc.oneof(
      fc.constantFrom('\n', '\n\n', '\r\n', '\t', '\u00a0', '\u2028', '\ufeff', '\u00ad', '\u0085'),
      fc.constantFrom(
        '\\',
        '\\n',
        '#',
        '####',
        '::',
        '//',
        '[html]',
        '%50%',
        '->',
        ' = ',
        '~',
        '|'
      ),
      fc.constantFrom('{', '}', '{{c1::x}}', '{1:SA:=x}', '*A', '- ', ': ', '---', '&x', '!', '@'),
      fc.constantFrom('"', '""', "'", ',', ';', '=1+1', 'ANSWER: A', '1. ', 'a) ', 'é', '漢', '🦴'),
      fc.constantFrom('<p>', '</p>', '<br>', '<!--', '-->', ']]>', '&nbsp;', '&', '<b', '[tag:x]'),
      fc.string({ unit: 'grapheme', maxLength: 6 }),
      fc.string({ unit: 'binary', maxLength: 3 })
    ),
    { minLength: 1, maxLength: 8 }
  )
  .map((parts) => parts.join(''))
  .filter((text) => text.trim() !== '' && !/\0|\p{Surrogate}/u.test(text));

/** The same with wild texts for those that were made up. */
function withTexts(value: unknown, next: () => string): unknown {
  if (typeof value === 'string') return /^(?:shown|secret) /.test(value) ? next() : value;
  if (Array.isArray(value)) return value.map((inner) => withTexts(inner, next));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    // The text of gaps names them, and a unit is one of the units.
    Object.entries(value).map(([key, inner]) =>
      key === 'unit' || (key === 'text' && 'gaps' in value)
        ? [key, inner]
        : [key, withTexts(inner, next)]
    )
  );
}

const wildItem: fc.Arbitrary<Item> = fc
  .tuple(rawItem, fc.array(wild, { minLength: 3, maxLength: 6 }))
  .map(([raw, texts]) => {
    let place = 0;
    return parseItem(withTexts(raw, () => texts[place++ % texts.length]!));
  })
  .filter((parsed) => 'item' in parsed)
  .map((parsed) => (parsed as { item: Item }).item);

/** As a lesson has them: each with an id of its own, and none that is part of a case. */
const alone = (items: readonly Item[]) =>
  items.map((item, i): Item => {
    const { case: _, ...rest } = item;
    const own = { ...rest, id: `q-${i}` } as Item;
    if (own.type === 'decision')
      for (const branch of Object.values(own.branches)) delete branch.then;
    return own;
  });
const bank = fc.array(wildItem, { minLength: 1, maxLength: 6 });

const shippedItems = lessonsOf(catalogue().courses[0]!).flatMap(({ items }) => items);

test('texts of every type are made wild', () => {
  const types = fc.sample(wildItem, { numRuns: 200, seed: 1 }).map(({ type }) => type);
  expect([...new Set(types)].sort()).toEqual([...typeNames].sort());
});

describe.each(exportNames)('what is exported as %s', (format) => {
  test('comes back whole, whatever the texts, and is known by what it holds', async () => {
    await fc.assert(
      fc.asyncProperty(bank, async (some) => {
        // What is in a case of its own alone is told below.
        const items =
          format === 'folder' ? alone(some) : some.map((one, i) => ({ ...one, id: `q-${i}` }));
        const found = await read(await written(items, format));
        expect(found.rows.map(({ draft }) => draft)).toEqual(items);
        expect(remarksIn(found)).toEqual([]);
        expect(found.format).toBe(format);
      }),
      { numRuns: 20 }
    );
  });

  test('comes back whole where it is what ships', async () => {
    const found = await read(await written(shippedItems, format));
    expect(found.format).toBe(format);
    expect(remarksIn(found)).toEqual([]);
    expect(found.rows.map(({ draft }) => draft)).toEqual(shippedItems);
  });
});

describe('a folder drops into the content', () => {
  let content: string;
  beforeAll(() => (content = mkdtempSync(join(tmpdir(), 'palpate-'))));
  afterAll(() => rmSync(content, { recursive: true }));

  /** What the reader of content finds, once the folder lies in a module of a course. */
  async function dropped(items: readonly Item[]) {
    const files = unzip(await written(items, 'folder')) as Map<string, Uint8Array>;
    const module = join(content, 'course/01-module');
    rmSync(join(content, 'course'), { recursive: true, force: true });
    mkdirSync(module, { recursive: true });
    writeFileSync(
      join(content, 'course/course.yaml'),
      JSON.stringify({
        ...{ title: 'Course', summary: 'A course.', outline: 'exam' },
        modules: { module: { title: 'Module', summary: 'A module.' } }
      })
    );
    for (const [path, bytes] of files) {
      mkdirSync(dirname(join(module, path)), { recursive: true });
      writeFileSync(join(module, path), bytes);
    }
    return lessonsOf(readContent(content).courses[0]!);
  }

  /** The lists that the questions are held against, as a school that takes them over has them. */
  function listed(items: readonly Item[]) {
    const each = (ids: string[], entry: object) =>
      JSON.stringify(Object.fromEntries(ids.map((id) => [id, entry])));
    const sources = ['a-source', ...items.flatMap((item) => item.sources)];
    const areas = [...new Set(items.map(({ area }) => area))];
    const believed = JSON.stringify(items).match(/(?<="misconception":")[^"]+/g) ?? [];
    const outline = {
      ...{ title: 'Exam', source: 'a-source', weightsFrom: 2018 },
      areas: Object.fromEntries(areas.map((area) => [area, { title: area, weight: 1 }]))
    };
    mkdirSync(join(content, 'outlines'), { recursive: true });
    for (const [name, text] of [
      ['sources.yaml', each(sources, { title: 'A source', kind: 'study' })],
      ['glossary.yaml', '{}'],
      ['claims.yaml', '{}'],
      ['misconceptions.yaml', each(believed, { belief: 'This.', instead: 'That.' })],
      ['outlines/exam.yaml', JSON.stringify(outline)]
    ] as const)
      writeFileSync(join(content, name), text);
  }

  test('with what ships, its cases too', async () => {
    listed(shippedItems);
    const lessons = await dropped(shippedItems);
    expect(lessons.flatMap(({ items }) => items)).toEqual(shippedItems);
    const asked = shippedItems.filter(({ reserved }) => !reserved).map(({ id }) => id);
    expect(lessons.flatMap(({ checks }) => checks)).toEqual(asked);
  });

  test('with any question that says all that shipped ones must', async () => {
    await fc.assert(
      fc.asyncProperty(bank, async (some) => {
        const items = alone(some);
        listed(items);
        const lessons = await dropped(items);
        expect(lessons.flatMap((lesson) => lesson.items)).toEqual(items);
      }),
      { numRuns: 20 }
    );
  });

  test('and says what it cannot hold: scenes and ways of cases that are not there whole', async () => {
    const whole = shippedItems.filter((item) => item.case);
    expect(whole.length).toBeGreaterThan(1);
    expect(lostBy('folder', whole)).toEqual([]);
    const [first] = whole.filter((item) => item.type === 'decision');
    expect(lostBy('folder', [first!, shippedItems[0]!])).toContainEqual({
      text: 'Its scene stands in the question: no other one shares it',
      items: 1
    });
    const stray = structuredClone(first as Extract<Item, { type: 'decision' }>);
    for (const branch of Object.values(stray.branches)) branch.then = 'elsewhere';
    expect(lostBy('folder', [stray])).toContainEqual({
      text: 'A way on to a question that is no later one of its case',
      items: 1
    });
    const { rows } = await read(await written([stray], 'folder'));
    expect(rows[0]).toMatchObject({ flaws: [], draft: { type: 'decision' } });
  });
});

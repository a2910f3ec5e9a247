import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { item } from '../../items/arbitraries';
import { parseItem, type Item } from '../../items/registry';
import { read, readFolder } from './read';
import { lostOf, write } from './write';

const lesson = (items: Item[]) => [{ slug: 'a-lesson', title: 'A lesson', text: null, items }];

/** As a lesson has them: with ids of their own, and ways that lead on within the case. */
const items = fc
  .tuple(fc.array(item, { minLength: 2, maxLength: 5 }), fc.boolean())
  .map(([list, isCase]) =>
    list.map((item, i): Item => {
      const { case: _, ...rest } = item;
      const own = { ...rest, id: `item-${i}`, ...(isCase && { case: scene }) } as Item;
      if (own.type !== 'decision') return own;
      const next = isCase && i + 1 < list.length ? `item-${i + 1}` : undefined;
      const branches = Object.entries(own.branches).map(([action, { then: _, ...branch }]) => [
        action,
        next && action === 'refer' ? { ...branch, then: next } : branch
      ]);
      return { ...own, branches: Object.fromEntries(branches) };
    })
  );
const scene = { id: 'a-case', title: 'A case', vignette: ['First: "so".', '- Second\n  of it'] };

test('questions of every type come back as they were, and cases with them', () => {
  fc.assert(
    fc.property(items, (items) => {
      const { files, lost } = write(lesson(items));
      const found = readFolder(files);
      expect(found.rows.map(({ draft }) => draft)).toEqual(items);
      expect([lost, found.flaws, found.rows.flatMap(({ flaws }) => flaws)]).toEqual([[], [], []]);
    })
  );
});

const choice = (rest: object) => {
  const parsed = parseItem({
    id: 'a',
    type: 'choice',
    stem: 'S',
    objective: 'know-it',
    area: '1',
    options: [
      { id: 'a', text: 'yes', correct: true },
      { id: 'b', text: '1.0' }
    ],
    ...rest
  });
  return 'item' in parsed ? parsed.item : expect.fail(JSON.stringify(parsed.flaws));
};

test('any text survives', () => {
  const text = fc
    .string({ unit: 'binary', minLength: 1 })
    .filter((text) => text.trim() !== '' && !/\0|\p{Surrogate}/u.test(text));
  fc.assert(
    fc.property(text, (text) => {
      const item = choice({ stem: text, explanation: text, hint: text });
      expect(read(write(lesson([item])).files[1]!.text).rows[0]!.draft).toEqual(item);
    }),
    { numRuns: 500 }
  );
});

test('a file that a person would write', () => {
  const { files } = write(lesson([choice({ case: scene }), choice({ id: 'b', case: scene })]));
  expect(files.map(({ path }) => path)).toEqual([
    '01-a-lesson/lesson.mdx',
    '01-a-lesson/questions.yaml'
  ]);
  expect(files[1]!.text).toBe(`- case: a-case
  title: A case
  vignette:
    - 'First: "so".'
    - |-
      - Second
        of it
  items:
    - a
    - b
- id: a
  stem: S
  objective: know-it
  area: "1"
  type: choice
  options:
    - id: a
      text: yes
      correct: true
    - id: b
      text: "1.0"
- id: b
  stem: S
  objective: know-it
  area: "1"
  type: choice
  options:
    - id: a
      text: yes
      correct: true
    - id: b
      text: "1.0"
`);
});

test('a scene that no other question shares is told in the question, and that is said', () => {
  const { files, lost } = write(lesson([choice({ case: scene })]));
  expect(read(files[1]!.text).rows[0]!.draft).toMatchObject({
    stem: 'First: "so".\n\n- Second\n  of it\n\nS'
  });
  expect(lost).toEqual([
    { item: 'a', text: expect.stringContaining('Its scene stands in the question') }
  ]);
});

test('what a folder would lose is told without writing it', () => {
  const alone = [choice({ case: scene }), choice({ id: 'b' })];
  expect(lostOf(lesson(alone))).toEqual(write(lesson(alone)).lost);
  expect(lostOf(lesson(alone))).toHaveLength(1);
});

describe('what is wrong names its line', () => {
  test.each([
    ['- id: a\n  type: choice', 1, 'type and a stem'],
    ['- id: a\n  type: choice\n  stem: S\n\n- id: b\n  type: note\n  stem: S', 5, 'form'],
    ['- just a text', 1, 'type and a stem'],
    ['id: a', 1, 'Write a list'],
    ['- id: "a', 1, 'Mend the YAML'],
    ['- &x { id: a }\n- *x', 2, 'Mend the YAML: write out'],
    [`- ? [a]\n  : b`, 1, 'give each field a name'],
    [`- ${'? [ ] : '.repeat(30)}`, 1, 'Mend the YAML'],
    ['- case: a\n  title: T', 1, 'Mend the case'],
    ['', 1, 'Write a list'],
    ['['.repeat(100_000), 1, 'nested too deep'],
    [`- ${'{a: '.repeat(1000)}`, 1, 'nested too deep']
  ])('%j', (text, line, fix) => {
    const { rows, flaws } = read(text);
    expect([...flaws, ...rows.flatMap((row) => row.flaws)]).toContainEqual({
      line,
      text: expect.stringContaining(fix)
    });
  });
});

test('whatever it is given, a row without flaws is an item', () => {
  const pieces = fc.oneof(
    fc.constantFrom(
      '- id: a\n',
      '  type: choice\n',
      '  stem: S\n',
      '- case: c\n',
      '  items: [a]\n',
      '  options:\n',
      '    - id: b\n',
      '      text: T\n'
    ),
    fc.constantFrom(
      '[',
      '{',
      ': ',
      '- ',
      '\n',
      '  ',
      '"',
      '|',
      '&x ',
      '*x',
      '!!',
      '#',
      '\t',
      '---\n',
      '? '
    ),
    fc.string({ unit: 'binary', maxLength: 4 })
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
      for (const row of read(parts.join('')).rows)
        if (row.flaws.length === 0)
          expect(parseItem({ id: 'x', objective: 'x', area: 'x', ...row.draft })).toHaveProperty(
            'item'
          );
    }),
    { numRuns: 500 }
  );
});

test.each([
  '- ',
  '[',
  '? ',
  '"',
  '- a\n',
  ': ',
  '- id: a\n  type: x\n  stem: S\n',
  ' ',
  '- &a b\n',
  '!',
  '|\n',
  '#'
])('sixty kilobytes of %j are read in no time to speak of', (piece) => {
  const before = process.cpuUsage();
  read(piece.repeat(60_000 / piece.length));
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(20_000);
});

import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import type { Finding } from './flaws';
import { checked, checkedMap, parseYaml } from './yaml';

function read(text: string, firstLine?: number) {
  const findings: Finding[] = [];
  return { yaml: parseYaml(text, 'a.yaml', findings, firstLine), findings };
}

const list = `- id: one
  options:
    - text: First

    - text: >-
        Second,
        over lines
      correct: true
- id: two
`;

test('values are read', () => {
  expect(read(list).yaml.value).toEqual([
    { id: 'one', options: [{ text: 'First' }, { text: 'Second, over lines', correct: true }] },
    { id: 'two' }
  ]);
});

describe('the line of a value', () => {
  test.each([
    [[], 1],
    [[0], 1],
    [[0, 'id'], 1],
    [[0, 'options'], 2],
    [[0, 'options', 0, 'text'], 3],
    [[0, 'options', 1], 5],
    [[0, 'options', 1, 'text'], 5],
    [[0, 'options', 1, 'correct'], 8],
    [[1], 9],
    [[1, 'id'], 9]
  ])('%j', (path, line) => {
    expect(read(list).yaml.lineOf(path)).toBe(line);
  });

  test.each([
    [[0, 'stem'], 1],
    [[0, 'options', 1, 'feedback'], 5],
    [[0, 'options', 9], 2],
    [[1, 'options', 0, 'text'], 9],
    [['nothing'], 1]
  ])('of what is missing it is that of what should contain it: %j', (path, line) => {
    expect(read(list).yaml.lineOf(path)).toBe(line);
  });

  test('counts from where the text begins in its file', () => {
    const { yaml, findings } = read('a: 1\nb: 2\n', 10);
    yaml.report(['b'], 'Mend it');
    expect(findings).toEqual([{ file: 'a.yaml', line: 11, fix: 'Mend it' }]);
  });
});

test.each([
  ['a quote without end', 'a: 1\nb: "two\n', 3],
  ['a key twice', 'a: 1\nb: 2\na: 3\n', 3],
  ['a tab', 'a:\n\tb: 1\n', 2],
  ['two values in a line', 'a: 1\nb: c: d\n', 2],
  ['an alias to nothing', 'a: 1\nb: *nothing\n', 2]
])('%s is told with its line, and nothing is read', (_, text, line) => {
  const { yaml, findings } = read(text);
  expect(yaml.value).toBeUndefined();
  expect(findings[0]).toEqual({
    file: 'a.yaml',
    line,
    fix: expect.stringMatching(/^Mend the YAML: \S/)
  });
});

test('aliases that would unfold into millions are refused', () => {
  const levels = [...'bcdefghij'].map((name, i) => {
    const before = 'abcdefghi'[i];
    return `${name}: &${name} [${Array(9).fill(`*${before}`).join(', ')}]`;
  });
  const { yaml, findings } = read(`a: &a [x]\n${levels.join('\n')}\n`);
  expect(yaml.value).toBeUndefined();
  expect(findings[0]).toMatchObject({ line: 2, fix: expect.stringContaining('write out') });
});

test('whatever is written, reading it tells or gives, and never throws', () => {
  const piece = fc.constantFrom(
    ...[
      'a',
      '*a',
      '&a ',
      ': ',
      '- ',
      '\n',
      '  ',
      '\t',
      '"',
      "'",
      '[',
      ']',
      '{',
      '}',
      '? ',
      '|',
      '>'
    ],
    ...['<<', '!!', '%', '---\n', '...\n', '#', ',', '\0', '\ud800', '~', '1']
  );
  const text = fc.oneof(
    fc.string(),
    fc.array(piece, { maxLength: 30 }).map((all) => all.join(''))
  );
  const path = fc.array(fc.oneof(fc.string(), fc.nat(3), fc.constantFrom('a', '<<')), {
    maxLength: 4
  });
  fc.assert(
    fc.property(text, path, (text, path) => {
      const { yaml, findings } = read(text);
      const lines = text.split(/\r\n|\r|\n/).length;
      yaml.report(path, 'Mend it');
      for (const { line } of findings) {
        expect(line).toBeGreaterThanOrEqual(1);
        expect(line).toBeLessThanOrEqual(lines);
      }
    }),
    { numRuns: 2000 }
  );
});

describe('a schema', () => {
  const Person = v.strictObject({ name: v.string(), age: v.number('Give an age') });

  test('gives the value, or tells of each flaw at its place', () => {
    const { yaml, findings } = read('name: Ann\nage: old\n');
    expect(checked(yaml, Person)).toBeUndefined();
    expect(findings).toEqual([{ file: 'a.yaml', line: 2, fix: 'age: Give an age' }]);
    expect(checked(read('name: Ann\nage: 30\n').yaml, Person)).toEqual({ name: 'Ann', age: 30 });
  });

  test('tells nothing more of what did not parse', () => {
    const { yaml, findings } = read('name: "Ann\n');
    expect(checked(yaml, Person)).toBeUndefined();
    expect(findings).toHaveLength(1);
  });

  test('of a map keeps flawed entries too, so that their names stay known', () => {
    const { yaml, findings } = read('ann:\n  name: Ann\n  age: 30\nben:\n  name: Ben\n  age: x\n');
    expect(Object.keys(checkedMap(yaml, Person))).toEqual(['ann', 'ben']);
    expect(findings).toEqual([{ file: 'a.yaml', line: 6, fix: 'ben.age: Give an age' }]);
  });
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { lintContent } from './lint';
import { readContent } from './read';
import { first, second, writeSample } from './sample';

const home = mkdtempSync(join(tmpdir(), 'palpate-lint-'));
afterAll(() => rmSync(home, { recursive: true }));

let folders = 0;
let folder: string;
beforeEach(() => {
  folder = join(home, String(++folders));
  writeSample(folder);
});

const lint = () => lintContent(folder, readContent(folder));
function change(file: string, from: string, to: string) {
  const text = readFileSync(join(folder, file), 'utf8');
  expect(text).toContain(from);
  writeFileSync(join(folder, file), text.replace(from, to));
}

test('the sample has nothing to mend', () => {
  expect(lint()).toEqual([]);
});

const hard =
  'Notwithstanding considerable methodological heterogeneity, multidisciplinary investigators ' +
  'consistently characterized musculoskeletal rehabilitation interventions as insufficiently standardized.';

test.each([
  [`${first}/lesson.mdx`, 'Five words stand in here.', hard, 1, /reads at grade \d\d\.\d/],
  [`${first}/lesson.mdx`, 'Mind this.', '[this](/courses/course/third)', 21, /nothing is at/],
  [`${first}/lesson.mdx`, 'Mind this.', '[this](/courses/course/first#x)', 21, /nothing is at/],
  [
    `${first}/lesson.mdx`,
    'text: Know it.',
    'text: Know it.\n  - id: do-it\n    bloom: apply\n    text: Do it.',
    9,
    /item for the objective "do-it"/
  ],
  [`${second}/questions.yaml`, 'text: Another', 'text: None of these', 14, /stands for itself/],
  [
    'sources.yaml',
    'kind: study',
    'kind: study\nunread:\n  title: T\n  kind: law',
    4,
    /Cite "unread"/
  ],
  [
    'glossary.yaml',
    'definition: A word.',
    'definition: A word.\nodd:\n  term: odd\n  definition: Odd.',
    4,
    /Link "odd"/
  ],
  [
    'misconceptions.yaml',
    'instead: That.',
    'instead: That.\nM02:\n  belief: X.\n  instead: Y.',
    4,
    /Test M02/
  ]
])('%s with %j as %j', (file, from, to, line, fix) => {
  change(file, from, to);
  expect(lint()).toEqual([{ file, line: expect.any(Number), fix: expect.stringMatching(fix) }]);
  expect(lint()[0]!.line).toBe(line);
});

test.each([
  '/courses/course/second',
  '/courses/course/second#section-a-heading',
  '/glossary#a-term',
  'https://example.org/page'
])('a lesson may link to %s', (address) => {
  change(`${first}/lesson.mdx`, 'Mind this.', `[this](${address})`);
  expect(lint()).toEqual([]);
});

test('a lesson whose keys stand at one place, or are the longest, is told which', () => {
  const text = readFileSync(join(folder, first, 'questions.yaml'), 'utf8');
  const more = ['two', 'three'].map((word) =>
    text.replace('first-item', `item-${word}`).replace('The key', 'Another key')
  );
  writeFileSync(join(folder, first, 'questions.yaml'), text + more.join(''));
  change(`${first}/questions.yaml`, 'The key', 'One key more');
  expect(lint().map(({ fix }) => fix)).toEqual([
    'Lengthen wrong options or shorten keys: 3 of 3 keys are the longest (first-item, item-two, item-three)',
    'Move some keys: 3 of 3 stand at place 1 (first-item, item-two, item-three)'
  ]);
});

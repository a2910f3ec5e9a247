import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { lessonsOf } from './catalogue';
import { ContentError } from './flaws';
import { readContent } from './read';
import { files, first, lesson, questions, second, writeSample } from './sample';

const home = mkdtempSync(join(tmpdir(), 'palpate-content-'));
afterAll(() => rmSync(home, { recursive: true }));

let folders = 0;
/** A folder of content without flaw. */
function freshFolder(): string {
  const folder = join(home, String(++folders));
  writeSample(folder);
  return folder;
}

function findingsIn(folder: string) {
  try {
    readContent(folder);
  } catch (error) {
    if (error instanceof ContentError) return error.findings;
    throw error;
  }
  return [];
}

test('content without flaw is read in the order of its numbers', () => {
  const folder = freshFolder();
  cpSync(join(folder, second), join(folder, 'course/01-module/10-last'), { recursive: true });
  const renamed = join(folder, 'course/01-module/10-last');
  writeFileSync(join(renamed, 'questions.yaml'), questions('last-item'));
  writeFileSync(join(renamed, 'lesson.mdx'), lesson('second', 'last-item'));

  const [course] = readContent(folder).courses;
  expect(course).toMatchObject({ slug: 'course', title: 'Course', outline: 'exam' });
  expect(lessonsOf(course!).map(({ slug }) => slug)).toEqual(['first', 'second', 'last']);
  expect(lessonsOf(course!)[1]).toMatchObject({
    id: 'course/second',
    course: 'course',
    module: 'module',
    file: `${second}/lesson.mdx`,
    prerequisites: ['first'],
    checks: ['second-item'],
    sources: ['a-source'],
    terms: ['a-term'],
    words: 13,
    items: [{ id: 'second-item', type: 'choice' }]
  });
});

test('the items of a case that the prose tells are among its checks', () => {
  const folder = freshFolder();
  const scene =
    '- case: a-case\n  title: A case\n  vignette: [A scene.]\n  items: [third, second]\n';
  const items = ['first-item', 'second', 'third'].map(questions).join('');
  writeFileSync(join(folder, first, 'questions.yaml'), scene + items);
  const prose = lesson('', 'first-item').replace('Mind this.', '<Case id="a-case" />');
  writeFileSync(join(folder, first, 'lesson.mdx'), prose);
  const [read] = lessonsOf(readContent(folder).courses[0]!);
  expect(read!.checks).toEqual(['first-item', 'third', 'second']);
  expect(read!.cases).toEqual({ 'a-case': ['third', 'second'] });
});

/** What is written in place of what, and what the finding says. */
type Flaw = [what: string, file: string, instead: [from: string, to: string], fix: RegExp];

const inQuestions: Flaw[] = [
  ['YAML that does not parse', 'questions.yaml', ['stem: Which?', 'stem: "Which?'], /YAML/],
  ['no feedback', 'questions.yaml', ['      feedback: Nor this.\n', ''], /feedback/],
  [
    'two keys',
    'questions.yaml',
    ['text: Another', 'correct: true\n      text: Another'],
    /exactly one/
  ],
  ['an unknown source', 'questions.yaml', ['[a-source]', '[nowhere]'], /"nowhere" to sources/],
  ['an unknown misconception', 'questions.yaml', ['M01', 'M99'], /"M99" to misconceptions/],
  ['an unknown objective', 'questions.yaml', ['objective: know-it', 'objective: fly'], /"fly"/],
  ['an unknown area', 'questions.yaml', ['"1"', '"9"'], /9 is not in the outline \(1\)/],
  ['an unknown type', 'questions.yaml', ['choice', 'essay'], /choice, multiple/],
  ['no stem', 'questions.yaml', ['stem: Which?', 'stem: " "'], /Write a text/],
  ['an item id twice', 'questions.yaml', ['second-item', 'first-item'], /Rename "first-item"/]
];
const inProse: Flaw[] = [
  ['an unknown source', 'lesson.mdx', ['a-source', 'nowhere'], /"nowhere" to sources/],
  ['an unknown term', 'lesson.mdx', ['a-term', 'no-term'], /"no-term" to glossary/],
  ['an unknown item', 'lesson.mdx', ['second-item', 'no-item'], /"no-item" to questions/],
  ['an unknown case', 'lesson.mdx', ['Mind this.', '<Case id="x" />'], /a case "x" to questions/],
  ['an unknown prerequisite', 'lesson.mdx', ['[first]', '[zeroth]'], /no lesson "zeroth"/],
  ['an expression', 'lesson.mdx', ['Mind this.', 'Mind {this}.'], /Take out the expression/],
  ['a brace', 'lesson.mdx', ['Mind this.', 'Mind { this.'], /Mend the markup/],
  ['an angle', 'lesson.mdx', ['Mind this.', 'Mind <3 this.'], /less than/],
  ['an unknown component', 'lesson.mdx', ['Mind this.', '<Quiz />'], /<Quiz> is unknown/],
  ['a script', 'lesson.mdx', ['Mind this.', '<script>alert(1)</script>'], /<script> is unknown/],
  ['no attribute', 'lesson.mdx', [' title="A box"', ''], /attribute title/],
  ['an attribute too many', 'lesson.mdx', ['id="a-term"', 'id="a-term" on="x"'], /no attribute on/],
  ['no objective', 'lesson.mdx', ['    text: Know it.\n', ''], /objectives/],
  ['YAML that does not parse', 'lesson.mdx', ['title: A lesson', 'title: A: lesson'], /YAML/]
];

describe('a flaw is found with its file, its line and its mend', () => {
  test.each([...inQuestions, ...inProse])('%s in %s', (_, name, [from, to], fix) => {
    const folder = freshFolder();
    const file = `${second}/${name}`;
    const text = files[file]!;
    const at = text.indexOf(from);
    expect(at).toBeGreaterThan(0);
    writeFileSync(join(folder, file), text.replace(from, to));

    const findings = findingsIn(folder);
    expect(findings).toContainEqual({
      file,
      line: expect.any(Number),
      fix: expect.stringMatching(fix)
    });
    const { line } = findings.find((finding) => fix.test(finding.fix))!;
    expect(line).toBe(lineAt(text, at, from));
  });

  /** The line of the change; of a whole list or entry, where that begins. */
  function lineAt(text: string, at: number, from: string): number {
    const begins: Record<string, string> = {
      '      feedback: Nor this.\n': '    - id: c',
      'text: Another': '  options:',
      '    text: Know it.\n': '  - id: know-it'
    };
    const place = begins[from] ? text.indexOf(begins[from]!) : at;
    return text.slice(0, place).split('\n').length;
  }

  test.each([
    ['sources.yaml', ['kind: study', 'kind: gossip'], 3, /Give a kind/],
    ['sources.yaml', ['title: A source', 'titel: A source'], 2, /titel: There is no such field/],
    ['glossary.yaml', ['definition: A word.', 'definition: ""'], 3, /Write a text/],
    ['misconceptions.yaml', ['belief: This.', 'belief: 7'], 2, /belief/],
    ['claims.yaml', ['source: a-source', 'source: hearsay'], 1, /Add a source "hearsay"/],
    ['claims.yaml', ['[a-source]', '[hearsay]'], 1, /Add a source "hearsay"/],
    ['claims.yaml', ['[a-source]', '[]'], 1, /Name the evidence/],
    ['claims.yaml', ['corrected', 'denied'], 4, /Give a verdict: taught/],
    ['claims.yaml', ['first#a-heading', 'first#nowhere'], 7, /there is no "first#nowhere"/],
    ['claims.yaml', ['first#a-heading', 'third#a-heading'], 7, /there is no "third#a-heading"/],
    ['outlines/exam.yaml', ['weight: 100', 'weight: 0'], 5, /weight/],
    ['outlines/exam.yaml', ['source: a-source', 'source: hearsay'], 2, /Add a source "hearsay"/],
    ['glossary.yaml', ['A word.', '"A \\0 word."'], 3, /Take out the control characters/],
    ['course/course.yaml', ['outline: exam', 'outline: other'], 3, /no outlines\/other\.yaml/],
    ['course/course.yaml', ['  module:\n', '  modul:\n'], 4, /Describe the module "module"/]
  ] as [string, [string, string], number, RegExp][])('in %s: %j', (file, [from, to], line, fix) => {
    const folder = freshFolder();
    const text = files[file]!;
    expect(text).toContain(from);
    writeFileSync(join(folder, file), text.replace(from, to));
    expect(findingsIn(folder)).toContainEqual({ file, line, fix: expect.stringMatching(fix) });
  });

  test('names that every object of JavaScript has are as unknown as others', () => {
    const folder = freshFolder();
    const change = (file: string, from: string, to: string) => {
      const path = join(folder, file);
      writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
    };
    change(`${second}/questions.yaml`, '[a-source]', '[toString]');
    change(`${second}/questions.yaml`, 'M01', 'valueOf');
    change(`${second}/lesson.mdx`, 'Mind this.', '<constructor />');
    change('course/course.yaml', 'outline: exam', 'outline: toString');
    const fixes = findingsIn(folder).map(({ fix }) => fix);
    for (const name of ['"toString"', '"valueOf"', '<constructor>', 'outlines/toString.yaml'])
      expect(fixes).toContainEqual(expect.stringContaining(name));
  });
});

test('a section that is said to treat a claim cites the text that makes it', () => {
  const folder = freshFolder();
  const other = 'b-source:\n  title: Another\n  kind: article\n';
  writeFileSync(join(folder, 'sources.yaml'), files['sources.yaml']! + other);
  const claims = files['claims.yaml']!.replace('source: a-source', 'source: b-source');
  writeFileSync(join(folder, 'claims.yaml'), claims);
  expect(findingsIn(folder)).toEqual([
    { file: 'claims.yaml', line: 7, fix: 'Cite "b-source" in the section "first#a-heading"' }
  ]);
});

test('everything that is wrong is told at once, for people to read', () => {
  const folder = freshFolder();
  writeFileSync(join(folder, 'sources.yaml'), 'a-source:\n  title: A source\n');
  writeFileSync(join(folder, `${first}/questions.yaml`), questions('renamed'));
  expect(() => readContent(folder)).toThrow(
    /2 flaw\(s\):\n {2}sources\.yaml:1 {2}\S.+\n {2}course\/01-module\/01-first\/lesson\.mdx:15 {2}\S.+/
  );
});

test.each(['questions.yaml', 'lesson.mdx'])('a lesson without %s is told of', (name) => {
  const folder = freshFolder();
  rmSync(join(folder, second, name));
  expect(findingsIn(folder)).toContainEqual({
    file: `${second}/${name}`,
    line: 1,
    fix: expect.stringContaining('Add this file')
  });
});

test('two lessons of one course cannot share an address', () => {
  const folder = freshFolder();
  cpSync(join(folder, second), join(folder, 'course/01-module/03-first'), { recursive: true });
  writeFileSync(join(folder, 'course/01-module/03-first/questions.yaml'), questions('third-item'));
  writeFileSync(join(folder, 'course/01-module/03-first/lesson.mdx'), lesson('', 'third-item'));
  expect(findingsIn(folder)).toEqual(
    ['01-first', '03-first'].map((name) => ({
      file: `course/01-module/${name}/lesson.mdx`,
      line: 1,
      fix: expect.stringContaining('Rename the folder')
    }))
  );
});

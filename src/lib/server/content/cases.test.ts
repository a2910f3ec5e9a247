import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Finding } from './flaws';
import { readItems } from './questions';

const choice = (id: string) => `- id: ${id}
  type: choice
  stem: Which?
  objective: know-it
  area: "1"
  sources: [a-source]
  explanation: So it is.
  options:
    - { id: a, text: A, correct: true, feedback: Right. }
    - { id: b, text: B, feedback: Not so. }
    - { id: c, text: C, feedback: Nor this. }
`;

const file = `- case: two-rooms
  title: Two rooms
  vignette:
    - She comes on Tuesday.
    - >-
      She comes back
      on Saturday.
  items: [decide, when-adapted, in-the-end]
${choice('alone')}${choice('in-the-end')}- id: decide
  type: decision
  stem: What do you do?
  objective: know-it
  area: "1"
  sources: [a-source]
  explanation: So it is.
  branches:
    proceed: { text: Go on., credit: 0, feedback: No., leads: It hurts. }
    adapt:
      text: Go lighter.
      credit: 1
      feedback: Yes.
      leads: It helps.
      then: when-adapted
    refer: { text: Send on., credit: 0.5, feedback: Partly., leads: She goes. }
    decline: { text: Send away., credit: 0, feedback: No., leads: She leaves. }
${choice('when-adapted')}`;

const folder = mkdtempSync(join(tmpdir(), 'palpate-cases-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Reads a file of items as if a lesson had it. */
function read(text: string, taken = new Map<string, string>()) {
  writeFileSync(join(folder, 'questions.yaml'), text);
  const findings: Finding[] = [];
  const none = { courses: [], glossary: {}, misconceptions: {}, claims: {}, outlines: {} };
  const source = { title: 'A source', kind: 'study' as const };
  const catalogue = { ...none, sources: { 'a-source': source } };
  const bank = { catalogue, areas: ['1'], taken, findings };
  const objectives = [{ id: 'know-it', text: 'Know it.', bloom: 'apply' as const }];
  return { ...readItems(folder, 'questions.yaml', objectives, bank), findings };
}

test('each item of a case has its scene, and no other has', () => {
  const { items, findings } = read(file);
  expect(findings).toEqual([]);
  const scene = {
    id: 'two-rooms',
    title: 'Two rooms',
    vignette: ['She comes on Tuesday.', 'She comes back on Saturday.']
  };
  expect(items.map((item) => [item.id, item.case])).toEqual([
    ['alone', undefined],
    ['in-the-end', scene],
    ['decide', scene],
    ['when-adapted', scene]
  ]);
});

test('what a branch names follows from it alone, the rest in the order of the case', () => {
  expect(read(file).cases).toEqual({
    'two-rooms': {
      items: ['decide', 'when-adapted', 'in-the-end'],
      trunk: ['decide', 'in-the-end']
    }
  });
});

describe('a flaw is found with its line and its mend', () => {
  const long = `    - ${'word '.repeat(121)}\n`;
  test.each([
    ['an item that is not here', '[decide, ', '[decide, nowhere, ', 8, /Add an item "nowhere"/],
    ['an item twice', '[decide, ', '[decide, decide, ', 8, /Take "decide" out: .* "two-rooms"/],
    ['one item only', '[decide, when-adapted, in-the-end]', '[decide]', 8, /at least two items/],
    ['no title', '  title: Two rooms\n', '', 1, /title: Give this field/],
    ['a text for the vignette', /vignette:[^]*?items/, 'vignette: x\n  items', 3, /paragraphs/],
    ['an empty vignette', /vignette:[^]*?items/, 'vignette: []\n  items', 3, /a paragraph at/],
    ['a long vignette', '    - She comes on Tuesday.\n', long, 3, /from 126 words to 120/],
    ['a field too many', '  title:', '  stem: x\n  title:', 2, /stem: There is no such field/],
    ['a scene written into an item', '- id: alone', '- id: alone\n  case: x', 9, /no such field/],
    ['the id of an item', 'case: two-rooms', 'case: alone', 1, /Rename "alone"/],
    ['a branch that leads nowhere', 'then: when-adapted', 'then: nowhere', 45, /"nowhere" is none/],
    ['a branch out of its case', 'then: when-adapted', 'then: alone', 45, /"alone" is none/],
    ['a branch that leads back', 'then: when-adapted', 'then: decide', 45, /Name a later item/],
    ['a branch without a case', /- case[^]*?(?=- id: alone)/, '', 37, /"when-adapted" is none/]
  ] as [string, string | RegExp, string, number, RegExp][])('%s', (_, from, to, line, fix) => {
    const { findings } = read(file.replace(from, to));
    expect(findings).toContainEqual({
      file: 'questions.yaml',
      line,
      fix: expect.stringMatching(fix)
    });
  });

  test('the id of a case elsewhere', () => {
    const { findings } = read(file, new Map([['two-rooms', 'another/questions.yaml']]));
    expect(findings).toEqual([
      {
        file: 'questions.yaml',
        line: 1,
        fix: 'Rename "two-rooms": another/questions.yaml has it too'
      }
    ]);
  });
});

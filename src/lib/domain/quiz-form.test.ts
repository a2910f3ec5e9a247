import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { QuizRules } from './quiz';
import {
  complaintsOf,
  draftOf,
  moved,
  newDraft,
  readDraft,
  rulesOf,
  type QuizDraft
} from './quiz-form';

const zone = 'America/New_York';

/** As a browser sends it. */
function sent(draft: QuizDraft): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(draft)) {
    if (typeof value === 'string') form.set(name, value);
    if (value === true) form.set(name, 'on');
  }
  for (const item of draft.items) form.append('items', item);
  for (const [area, count] of Object.entries(draft.areas)) form.set(`area-${area}`, count);
  return form;
}

const full: QuizDraft = {
  ...newDraft,
  title: 'A quiz',
  items: ['two', 'one'],
  minutes: '20',
  attempts: '',
  opensAt: '2026-11-23T09:00',
  closesAt: '2026-11-30T21:30',
  passMark: '72.5',
  linear: true
};

describe('a form and the rules it stands for', () => {
  test.each([
    [full],
    [{ ...full, kind: 'drawn', items: [], areas: { '4': '3', '5': '2' }, difficulty: 'hard' }],
    [{ ...full, kind: 'exam', items: [], questions: '50' }],
    [{ ...full, opensAt: '', closesAt: '', passMark: '', minutes: '', shuffle: false }]
  ])('%#', (draft) => {
    expect(readDraft(sent(draft))).toEqual(draft);
    const rules = v.parse(QuizRules, rulesOf(draft, zone));
    expect(draftOf(rules, zone)).toEqual(draft);
  });

  test('times are those of the zone, the pass mark a share, empty fields none', () => {
    expect(rulesOf(full, zone)).toMatchObject({
      composition: { kind: 'chosen', items: ['two', 'one'] },
      minutes: 20,
      attempts: null,
      opensAt: '2026-11-23T14:00:00.000Z',
      passMark: 0.725
    });
    expect(
      rulesOf({ ...full, kind: 'drawn', areas: { '1': '', '2': '0', '3': '4' } }, zone)
    ).toMatchObject({
      composition: { areas: { '3': 4 } }
    });
  });
});

test.each([
  [{ title: '' }, 'title', 'Write a text here'],
  [{ items: [] }, 'items', 'Choose at least one question'],
  [{ minutes: 'an hour' }, 'minutes', /whole number/],
  [{ minutes: '0' }, 'minutes', /whole number/],
  [{ attempts: '1.5' }, 'attempts', /whole number/],
  [{ passMark: '101' }, 'passMark', /at most 100%/],
  [{ passMark: '-1' }, 'passMark', /pass mark/],
  [{ opensAt: 'soon' }, 'opensAt', /like 2026/],
  [{ closesAt: '2026-11-23T09:00' }, 'closesAt', 'Let it close after it opens'],
  [{ kind: 'drawn' }, 'areas', /Draw 1 to/],
  [{ kind: 'drawn', areas: { '4': 'x' } }, 'area-4', /whole number/],
  [{ kind: 'exam', questions: '7' }, 'questions', /25, 50 or 100/],
  [{ kind: 'guess' }, 'kind', /Choose the questions/],
  [{ feedback: 'never' }, 'feedback', /when to tell/]
] as [Partial<QuizDraft>, string, string | RegExp][])('%j is refused', (change, field, message) => {
  const result = v.safeParse(QuizRules, rulesOf({ ...full, ...change }, zone));
  const errors = Object.fromEntries(
    (result.issues ?? []).map((issue) => [v.getDotPath(issue) ?? '', issue.message])
  );
  expect(complaintsOf(errors)[field]).toMatch(message);
});

test.each([
  ['add', 'd', ['a', 'b', 'c', 'd']],
  ['add', 'a', ['a', 'b', 'c']],
  ['remove', 'b', ['a', 'c']],
  ['remove', 'x', ['a', 'b', 'c']],
  ['up', 'b', ['b', 'a', 'c']],
  ['up', 'a', ['a', 'b', 'c']],
  ['down', 'b', ['a', 'c', 'b']],
  ['down', 'c', ['a', 'b', 'c']],
  ['down', 'x', ['a', 'b', 'c']]
] as const)('%s %s', (act, item, expected) => {
  expect(moved(['a', 'b', 'c'], { act, item })).toEqual(expected);
});

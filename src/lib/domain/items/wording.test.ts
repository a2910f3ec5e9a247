import { expect, test } from 'vitest';
import { parseItem, type Item } from './registry';
import { adviceOn, adviceOnWords, isKeyLongest, keyPlace, questionOf } from './wording';

const texts = ['Calm the client', 'Warm the muscle', 'Test the reach', 'Time the visit'];

/** A single choice whose first option is the key. */
function choice(stem: string, options: string[] = texts, feedback = options): Item {
  const parsed = parseItem({
    id: 'an-item',
    type: 'choice',
    stem,
    objective: 'know-it',
    area: '1',
    sources: ['a-source'],
    explanation: 'So it is.',
    options: options.map((text, i) => ({
      id: 'abcd'[i],
      text,
      correct: i === 0,
      feedback: feedback[i]
    }))
  });
  if ('flaws' in parsed) throw new Error(JSON.stringify(parsed.flaws));
  return parsed.item;
}

const asking = 'She asks for a firm hour. What comes first?';
const withKey = (key: string) => [key, ...texts.slice(1)];

test('an item that obeys the rules is left alone', () => {
  expect(adviceOn(choice(asking))).toEqual([]);
});

test('before the key is known, nothing is said of what it shows', () => {
  const item = choice('Which is not warm?', withKey('Go through all of it again, with the date'));
  expect(adviceOn(item).map(({ path }) => path)).toEqual([['stem'], ['options', 0, 'text']]);
  expect(adviceOnWords(item).map(({ path }) => path)).toEqual([['stem']]);
});

test.each([
  ['all of the above', ['options', 0, 'text'], /stands for itself/],
  ['None of these.', ['options', 0, 'text'], /stands for itself/],
  ['It must never be warm', ['options', 0, 'text'], /Take out "never"/],
  ['A guaranteed relief', ['options', 0, 'text'], /Take out "guaranteed"/],
  ['Warm the muscle', ['options', 1, 'text'], /stands there already/],
  [
    'Go through the whole history again, and write it down with the date',
    ['options', 0, 'text'],
    /much the longest/
  ]
])('option %j', (key, path, fix) => {
  expect(adviceOn(choice(asking, withKey(key), texts))).toEqual([
    { path, fix: expect.stringMatching(fix) }
  ]);
});

test.each([
  ['Which of these is not a habit?', /negative/],
  ["He limps. What doesn't belong in your note?", /negative/],
  ['All of these help, except which?', /negative/],
  ['The best first step is a', /"a" or "an"/]
])('stem %j', (stem, fix) => {
  expect(adviceOn(choice(stem))).toEqual([{ path: ['stem'], fix: expect.stringMatching(fix) }]);
});

test.each([
  'She does not want firm work. What comes first?',
  'It was painless before. What comes first? He is not sure.'
])('a stem may say "not" where it does not ask: %j', (stem) => {
  expect(adviceOn(choice(stem))).toEqual([]);
});

test('a rare word that only the key shares with the stem gives it away', () => {
  const stem = 'A guest takes an anticoagulant. What comes first?';
  const key = 'Ask about the anticoagulants';
  expect(adviceOn(choice(stem, withKey(key), texts))).toEqual([
    { path: ['options', 0, 'text'], fix: expect.stringContaining('"anticoagulant"') }
  ]);
  const shared = [key, 'Stop the anticoagulant', ...texts.slice(2)];
  expect(adviceOn(choice(stem, shared, texts))).toEqual([]);
  // Words of the trade stand everywhere.
  expect(adviceOn(choice('A massage therapist asks. What?', withKey('A massage')))).toEqual([]);
});

test('an option may say of two things that it means both', () => {
  expect(adviceOn(choice(asking, withKey('To both of them alike'), texts))).toEqual([]);
});

test('feedback that is the same for two options is sent back', () => {
  const feedback = ['Right.', 'Not so.', 'not so', 'Nor this.'];
  expect(adviceOn(choice(asking, texts, feedback))).toEqual([
    { path: ['options', 2, 'feedback'], fix: expect.stringContaining('same feedback') }
  ]);
});

test('a statement with an absolute is sent back, wherever its reasons lie', () => {
  const parsed = parseItem({
    id: 'a-statement',
    type: 'boolean',
    stem: 'Deep pressure always helps.',
    objective: 'know-it',
    area: '1',
    sources: ['a-source'],
    explanation: 'So it is.',
    verdicts: [
      { value: true, feedback: 'No.' },
      { value: false, correct: true, feedback: 'Yes.' }
    ],
    reasons: texts.map((text, i) => ({ id: 'abcd'[i], text, correct: i === 2, feedback: text }))
  });
  const item = (parsed as { item: Item }).item;
  expect(adviceOn(item)).toEqual([{ path: ['stem'], fix: expect.stringContaining('"always"') }]);
  expect(keyPlace(item)).toBe(2);
  expect(isKeyLongest(item)).toBe(false);
});

test('where the key stands, and whether it is the longest', () => {
  expect(keyPlace(choice(asking))).toBe(0);
  expect(isKeyLongest(choice(asking))).toBe(false);
  expect(isKeyLongest(choice(asking, withKey('Warm the muscles')))).toBe(true);
});

test.each([
  ['He limps. What now? Take your time.', 'What now?'],
  ['Complete the note.', 'Complete the note.'],
  ['no mark at all', 'no mark at all'],
  ['"Is it safe?" she asks. Put the steps in order.', '"Is it safe?"']
])('the sentence of %j that asks', (stem, asked) => {
  expect(questionOf(stem).trim()).toBe(asked);
});

import * as v from 'valibot';
import { expect, test } from 'vitest';
import { commentLength } from './reasons';
import { Report, Resolution } from './report';

const answer = '019c7b1e-0000-7000-8000-000000000001';
const read = (schema: typeof Report | typeof Resolution, raw: unknown) => {
  const { success, output, issues } = v.safeParse(schema, raw);
  return success ? output : issues.map((issue) => [v.getDotPath(issue), issue.message]);
};

test.each([
  [{ answer }, {}],
  [{ attempt: answer, position: 0 }, {}],
  [{ answer: answer.toUpperCase() }, { question: { answer } }]
])('a report of %j', (question, change) => {
  const report = { question, reason: 'key', comment: ' Why? ' };
  expect(read(Report, report)).toEqual({ ...report, comment: 'Why?', ...change });
});

test('a comment may be left out, unless the reason is something else', () => {
  const question = { answer };
  expect(read(Report, { question, reason: 'unclear' })).toMatchObject({ comment: '' });
  for (const comment of [undefined, '', ' \n'])
    expect(read(Report, { question, reason: 'other', comment })).toEqual([
      ['comment', 'Say in a few words what is wrong']
    ]);
});

test.each([
  [{ question: {}, reason: 'key' }, 'question'],
  [{ question: { attempt: answer }, reason: 'key' }, 'question'],
  [{ question: { attempt: answer, position: -1 }, reason: 'key' }, 'question'],
  [{ question: { answer: 'x' }, reason: 'key' }, 'question'],
  [{ question: { answer }, reason: 'nothing' }, 'reason'],
  [{ question: { answer }, reason: 'key', comment: 'x'.repeat(commentLength + 1) }, 'comment'],
  [{ question: { answer }, reason: 'key', comment: '\0' }, 'comment']
])('%j is refused for its %s', (report, field) => {
  const [[path]] = read(Report, report) as [[string]];
  expect(path.split('.')[0]).toBe(field);
});

test.each([
  [{ outcome: 'mended', reply: ' ' }, 'reply'],
  [{ outcome: 'gone', reply: 'So be it' }, 'outcome'],
  [{ outcome: 'declined' }, 'reply']
])('the resolution %j is refused for its %s', (resolution, field) => {
  expect(read(Resolution, resolution)).toEqual([[field, expect.any(String)]]);
});

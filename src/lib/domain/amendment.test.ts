import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { answerDays, Decision, isOn, NewAmendment, statusOf, waited } from './amendment';
import { asSaid, listedParts, partOf, recordParts } from './record-part';

const id = '01930000-0000-7000-8000-00000000000a';
const wish = { id, part: 'hours', wrong: 'Too few', should: 'More' };

describe('a request', () => {
  test('is open until a step ends it; a statement does not', () => {
    expect(statusOf([])).toBe('open');
    expect(statusOf([{ kind: 'refused' }, { kind: 'statement' }])).toBe('refused');
    expect(statusOf([{ kind: 'withdrawn' }])).toBe('withdrawn');
  });

  test('waits in whole days, and is late after the last of them', () => {
    const at = new Date('2026-03-10T12:00:00Z');
    const later = (days: number) => new Date(at.getTime() + days * 86_400_000);
    expect(waited(at, later(0.9))).toEqual({ days: 0, left: answerDays });
    expect(waited(at, later(answerDays))).toEqual({ days: answerDays, left: 0 });
    expect(waited(at, later(answerDays + 1)).left).toBe(-1);
    expect(waited(at, later(-1)).days).toBe(0);
  });

  test('needs words, takes no NUL byte, and an empty line is none', () => {
    const refused = (change: object) => !v.safeParse(NewAmendment, { ...wish, ...change }).success;
    expect(v.parse(NewAmendment, { ...wish, line: '' }).line).toBeNull();
    expect(refused({ wrong: ' ' })).toBe(true);
    expect(refused({ should: 'a\0bcd' })).toBe(true);
    expect(refused({ line: '\0' })).toBe(true);
    expect(refused({ part: 'everything' })).toBe(true);
    expect(refused({ wrong: 'x'.repeat(2001) })).toBe(true);
  });

  test('accepted, it says what was corrected', () => {
    const answer = { id, kind: 'accepted', reason: 'So it is' };
    expect(v.safeParse(Decision, answer).success).toBe(false);
    expect(v.safeParse(Decision, { ...answer, correction: 'A line more' }).success).toBe(true);
    expect(v.safeParse(Decision, { ...answer, kind: 'refused' }).success).toBe(true);
  });
});

test('a statement about the whole goes out with every paper, one about a part with those that tell of it', () => {
  for (const kind of ['transcript', 'letter', 'certificate', 'report'] as const) {
    expect(isOn(kind, 'whole')).toBe(true);
    expect(isOn(kind, 'notes')).toBe(false);
    for (const part of ['skills', 'quizzes'] as const)
      expect(isOn(kind, part)).toBe(kind === 'transcript');
  }
  expect(isOn('letter', 'completions')).toBe(false);
  expect(isOn('transcript', 'completions')).toBe(true);
});

test('parts by name; the whole is no list', () => {
  expect(partOf('hours')).toBe('hours');
  expect(partOf('views')).toBeNull();
  expect(partOf(null)).toBeNull();
  expect(listedParts).toHaveLength(recordParts.length - 1);
});

test('a line is kept as it stood, within bounds', () => {
  const line = { id, on: '2026-03-10', says: 'Class', more: ['Two hours'], by: 'Ann' };
  expect(asSaid(line)).toBe('2026-03-10 · Class · Two hours');
  expect(asSaid({ ...line, on: null, more: ['x'.repeat(5000)] })).toHaveLength(1000);
});

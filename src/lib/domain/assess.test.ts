import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { maxLatencyMs, Submission, type SubmissionInput } from './answer';
import { assess, type Assessment } from './assess';
import { dateOf } from './day';
import { parseItem, passMark, type Item } from './items/registry';
import { Again, Good, Hard } from './memory';
import { rate } from './rating';

const now = new Date('2026-03-10T12:00:00Z');
const minute = 60_000;
const day = 1440 * minute;
const ago = (ms: number) => new Date(now.getTime() - ms).toISOString();

function item(fields: object): Item {
  const parsed = parseItem({
    id: 'an-item',
    stem: 'Which?',
    objective: 'know-it',
    area: '4',
    sources: ['a-source'],
    explanation: 'So it is.',
    ...fields
  });
  if ('flaws' in parsed) throw new Error(JSON.stringify(parsed.flaws));
  return parsed.item;
}
const option = (id: string, correct = false) => ({ id, text: id, feedback: id, correct });
const choice = item({ type: 'choice', options: [option('a', true), option('b'), option('c')] });
const fourKeys = ['a', 'b', 'c', 'd'].map((id) => option(id, true));
const multiple = item({ type: 'multiple', options: [...fourKeys, option('e')] });

const submission = (changes: Partial<SubmissionInput> = {}) =>
  v.parse(Submission, {
    id: '019cd000-0000-7000-8000-000000000000',
    item: 'an-item',
    version: 1,
    response: { option: 'a' },
    context: 'review',
    answeredAt: now.toISOString(),
    latencyMs: 4000,
    ...changes
  });

const assessed = (changes: Partial<SubmissionInput> = {}, of = choice, zone = 'UTC') =>
  assess(submission(changes), of, zone, now);
const ratingOf = ({ grade, submission, optionCount }: Assessment, item: Item) =>
  rate({
    score: grade.score,
    passMark: passMark(item),
    confidence: submission.confidence,
    hint: submission.hint,
    quick: false,
    optionCount
  });

const accepted = (...args: Parameters<typeof assessed>) => {
  const result = assessed(...args);
  if ('error' in result) throw new Error(result.error);
  return result satisfies Assessment;
};

describe('when it was given', () => {
  test.each([
    ['now', 0],
    ['yesterday', day],
    ['sixty days ago to the millisecond', 60 * day]
  ])('%s stands as the device says', (_, ms) => {
    expect(accepted({ answeredAt: ago(ms) }).answeredAt.toISOString()).toBe(ago(ms));
  });

  test.each([
    ['a millisecond', 1],
    ['two minutes', 2 * minute]
  ])('a clock that is %s ahead counts as now', (_, ms) => {
    expect(accepted({ answeredAt: ago(-ms) }).answeredAt).toEqual(now);
  });

  test('a clock further ahead is refused', () => {
    expect(assessed({ answeredAt: ago(-2 * minute - 1) })).toEqual({
      error: expect.stringContaining("set the device's clock")
    });
  });

  test('an answer of more than sixty days ago is refused', () => {
    expect(assessed({ answeredAt: ago(60 * day + 1) })).toEqual({
      error: expect.stringContaining('60 days')
    });
  });

  test("its study day is that of the learner's zone, by the time that counts", () => {
    const day = (zone: string, answeredAt: string) =>
      dateOf(accepted({ answeredAt }, choice, zone).studyDay);
    expect(day('UTC', ago(0))).toBe('2026-03-10');
    expect(day('Pacific/Kiritimati', ago(0))).toBe('2026-03-10');
    expect(day('Pacific/Kiritimati', '2026-03-10T01:59:59Z')).toBe('2026-03-10');
    expect(day('America/New_York', '2026-03-10T07:59:59Z')).toBe('2026-03-09');
  });

  test('a clock that runs ahead over 04:00 does not move the answer into tomorrow', () => {
    const beforeFour = new Date('2026-03-10T03:59:30Z');
    const ahead = submission({ answeredAt: '2026-03-10T04:00:30Z' });
    const result = assess(ahead, choice, 'UTC', beforeFour);
    expect('studyDay' in result && dateOf(result.studyDay)).toBe('2026-03-09');
  });
});

describe('what it says about memory', () => {
  const keys = (count: number, ...more: string[]) => ({
    response: { options: [...['a', 'b', 'c', 'd'].slice(0, count), ...more] }
  });
  test.each([
    ['all of it', keys(4), 1, Good],
    ['above the pass mark', keys(3), 0.75, Hard],
    ['all, and a wrong one', keys(4, 'e'), 0.75, Hard],
    ['below the pass mark', keys(2), 0.5, Again],
    ['nothing', { response: {} }, 0, Again],
    ['all of it with a hint', { ...keys(4), hint: true }, 1, Hard],
    ['all of it by a guess', { ...keys(4), confidence: 'guessed' as const }, 1, Again]
  ])('%s', (_, changes, score, rating) => {
    const result = accepted(changes, multiple);
    expect(result.grade.score).toBe(score);
    expect(ratingOf(result, multiple)).toBe(rating);
  });

  test("an item's own pass mark comes before that of its type", () => {
    const strict = { ...multiple, passMark: 1 };
    const lenient = { ...multiple, passMark: 0.5 };
    expect(ratingOf(accepted(keys(3), strict), strict)).toBe(Again);
    expect(ratingOf(accepted(keys(2), lenient), lenient)).toBe(Hard);
  });

  test('how many answers a guess chooses among is noted', () => {
    expect(accepted().optionCount).toBe(3);
    expect(accepted(keys(4), multiple).optionCount).toBe(31);
  });
});

test('an answer that does not fit the item is refused by its part', () => {
  expect(assessed({ response: { option: 'z' } })).toEqual({
    error: 'option: Choose one of: a, b, c'
  });
});

describe('a submission', () => {
  const given = submission();
  test.each([
    [0, 0],
    [59_999, 59_999],
    [60_000, maxLatencyMs],
    [86_400_000, maxLatencyMs]
  ])('of %d ms counts %d', (sent, counted) => {
    expect(submission({ latencyMs: sent }).latencyMs).toBe(counted);
  });

  test('has no hint and no confidence unless it says so', () => {
    expect(given).toMatchObject({ hint: false });
    expect(given.confidence).toBeUndefined();
  });

  test('is placed in time by its zone', () => {
    expect(submission({ answeredAt: '2026-03-10T14:00:00+02:00' }).answeredAt).toEqual(now);
    expect(submission({ answeredAt: '2024-02-29T12:00:00.5Z' }).answeredAt.toISOString()).toBe(
      '2024-02-29T12:00:00.500Z'
    );
  });

  test.each([
    ['a day that does not exist', { answeredAt: '2026-02-31T12:00:00Z' }],
    ['29 February of a common year', { answeredAt: '2026-02-29T12:00:00Z' }],
    ['an hour that does not exist', { answeredAt: '2026-03-10T25:00:00Z' }],
    ['a time without zone', { answeredAt: '2026-03-10T12:00:00' }],
    ['an offset without end', { answeredAt: '2026-03-10T12:00:00+99:00' }],
    ['no time at all', { answeredAt: 'soon' }],
    ['a date only', { answeredAt: '2026-03-10' }],
    ['another version of UUID', { id: '019cd000-0000-4000-8000-000000000000' }],
    ['an id in upper case', { id: '019CD000-0000-7000-8000-000000000000' }],
    ['a negative latency', { latencyMs: -1 }],
    ['half a millisecond', { latencyMs: 0.5 }],
    ['version 0', { version: 0 }],
    ['an item that is no slug', { item: '../other' }],
    ['a context of its own', { context: 'exam-leak' as never }],
    ['a confidence of its own', { confidence: 'certain' as never }]
  ])('is refused for %s', (_, changes) => {
    expect(() => submission(changes)).toThrow(v.ValiError);
  });
});

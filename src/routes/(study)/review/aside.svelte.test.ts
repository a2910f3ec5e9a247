import { expect, test } from 'vitest';
import type { GradedAnswer } from '$lib/domain/answer';
import { broughtBack } from './aside.svelte';

const due = (item: string) => ({ item, reason: 'due' as const });
const back = (verdict: GradedAnswer | null = null) => ({
  entry: due('x'),
  kind: 'known' as const,
  verdict
});
const graded = (days: number): GradedAnswer => ({
  correct: days > 0,
  score: Number(days > 0),
  feedback: { explanation: '', marks: [] },
  next: { date: '2026-11-22', days }
});
const ahead = ['a', 'b', 'c', 'd', 'e'].map(due);
const items = (list: readonly { item: string }[]) => list.map(({ item }) => item).join('');

test('a question that was not answered is asked at once, or next where a verdict is read', () => {
  expect(items(broughtBack(ahead, back(), false))).toBe('xabcde');
  expect(items(broughtBack(ahead, back(), true))).toBe('axbcde');
  expect(items(broughtBack([], back(), false))).toBe('x');
});

test('one that was missed comes back later, one that was right on its day', () => {
  const missed = broughtBack(ahead, back(graded(0)), false);
  expect(items(missed)).toBe('abcdxe');
  expect(missed[4]!.reason).toBe('missed');
  expect(items(broughtBack([], back(graded(0)), false))).toBe('x');
  expect(items(broughtBack(ahead, back(graded(5)), false))).toBe('abcde');
  expect(items(broughtBack([], back(graded(5)), false))).toBe('');
});

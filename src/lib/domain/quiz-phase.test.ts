import { expect, test } from 'vitest';
import { isReleased, phaseOf } from './quiz-phase';

const now = new Date('2026-03-10T12:00:00Z');
const earlier = '2026-03-10T11:59:59Z';
const later = '2026-03-10T12:00:01Z';
const quiz = (change: Partial<Parameters<typeof phaseOf>[0]['rules']> = {}) => ({
  rules: { opensAt: null, closesAt: null, feedback: 'at-end' as const, ...change },
  releasedAt: null,
  archivedAt: null
});

test.each([
  [quiz(), 'open'],
  [quiz({ opensAt: later }), 'upcoming'],
  [quiz({ opensAt: earlier }), 'open'],
  [quiz({ opensAt: earlier, closesAt: later }), 'open'],
  [quiz({ closesAt: earlier }), 'closed'],
  [quiz({ closesAt: now.toISOString() }), 'closed'],
  [{ ...quiz({ opensAt: later }), archivedAt: now }, 'archived']
])('%#: %s', (standing, phase) => {
  expect(phaseOf(standing, now)).toBe(phase);
});

test('released only where results are held back', () => {
  expect(isReleased(quiz())).toBeNull();
  const held = quiz({ feedback: 'on-release' });
  expect(isReleased(held)).toBe(false);
  expect(isReleased({ ...held, releasedAt: now })).toBe(true);
});

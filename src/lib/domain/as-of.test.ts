import { expect, test } from 'vitest';
import { datedName, momentIn } from './as-of';

const at = new Date('2026-03-01T02:05:00Z');

test('a file is dated by the clocks of whoever takes it, with their zone', () => {
  expect(datedName('students', 'csv', at, 'America/New_York')).toBe(
    'students-2026-02-28-2105-America-New_York.csv'
  );
  expect(datedName('results', 'csv', at, 'UTC')).toBe('results-2026-03-01-0205-UTC.csv');
  expect(momentIn(at, 'Asia/Kolkata')).toBe('2026-03-01 07:35 (Asia/Kolkata)');
});

import { expect, test } from 'vitest';
import { arc, arm, motions, pivot, pointAt, protractor } from './range-of-motion';

test('zero lies to the right, a right angle above, a half turn to the left', () => {
  expect(pointAt(0, 60)).toEqual({ x: pivot.x + 60, y: pivot.y });
  expect(pointAt(90, 60)).toEqual({ x: pivot.x, y: pivot.y - 60 });
  expect(pointAt(180, 60)).toEqual({ x: pivot.x - 60, y: pivot.y });
});

test('arm and arc end at the same angle', () => {
  expect(arm(60, 30)).toBe(`M65 66L${pointAt(60, 30).x} ${pointAt(60, 30).y}`);
  expect(arc(60, 30)).toMatch(
    new RegExp(`^M95 66A30 30 .* ${pointAt(60, 30).x} ${pointAt(60, 30).y}$`)
  );
});

test('a tick for each ten degrees of a half turn', () => {
  expect(protractor.match(/M/g)).toHaveLength(19);
});

test('of every motion the two standards differ, and a protractor can show both', () => {
  for (const { aaos, ama } of motions) {
    expect(aaos).not.toBe(ama);
    expect(Math.min(aaos, ama)).toBeGreaterThan(0);
    expect(Math.max(aaos, ama)).toBeLessThanOrEqual(180);
  }
});

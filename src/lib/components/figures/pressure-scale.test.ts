import { expect, test } from 'vitest';
import { depthAt, drawPress, levels } from './pressure-scale';

const rest = [30, 38, 56, 71, 86, 102];
const under = levels.map(({ push, reach }) => rest.map((y) => depthAt(y, 50, push, reach)));

test('each level presses deeper and reaches deeper than the one before', () => {
  for (const key of ['push', 'reach'] as const) {
    const sizes = levels.map((level) => level[key]);
    expect(sizes).toEqual([...new Set(sizes)].toSorted((a, b) => a - b));
  }
});

test('no layer is pushed through the one below, and bone stays', () => {
  for (const depths of under) {
    expect(depths).toEqual(depths.toSorted((a, b) => a - b));
    expect(depths.at(-1)).toBe(102);
  }
});

test('light lotioning moves nothing below the skin', () => {
  expect(under[0]!.slice(1)).toEqual(rest.slice(1));
});

test('the tiles join: at both edges every layer is at rest', () => {
  for (const level of levels)
    expect(drawPress(level).layers).toEqual(
      rest.map((y) => expect.stringMatching(new RegExp(`^M0 ${y}L.*L100 ${y}$`)))
    );
});

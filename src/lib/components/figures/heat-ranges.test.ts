import { expect, test } from 'vitest';
import { celsius, drawLadder, height, rungs } from './heat-ranges';

test('degrees Celsius, to a tenth where there is one', () => {
  expect([150, 140, 130, 120, 98.6, 32].map(celsius)).toEqual([
    '65.6',
    '60',
    '54.4',
    '48.9',
    '37',
    '0'
  ]);
});

test('the hotter, the higher on the ladder and the shorter the time', () => {
  const heats = rungs.map(({ fahrenheit }) => fahrenheit);
  expect(heats).toEqual(heats.toSorted((a, b) => b - a));
  const unit = { seconds: 1, minutes: 60 };
  const times = rungs.flatMap(({ burnsIn }) => {
    if (!burnsIn) return [];
    const [count, name] = burnsIn.split(' ') as [string, keyof typeof unit];
    return Number(count) * unit[name];
  });
  expect(times).toEqual([2, 6, 30, 300]);
});

test('the ladder is ticked once for each degree of both scales, within its height', () => {
  const ticks = [...drawLadder().matchAll(/M28 ([\d.]+)h(-?)/g)];
  const places = ticks.map(([, y]) => Number(y));
  expect(Math.min(...places)).toBeGreaterThan(0);
  expect(Math.max(...places)).toBeLessThan(height);
  expect(ticks.filter(([, , left]) => left)).toHaveLength(59);
  expect(ticks.filter(([, , left]) => !left)).toHaveLength(33);
});

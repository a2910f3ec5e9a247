import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cornered, distance, inside, knots, mirrored, path, polygon, stroke, whole } from './shape';

const square = knots('0,0 10,0 10,10 0,10');
// Never on the border itself, where inside may answer either way.
const coordinate = fc.integer({ min: -200, max: 300 }).map((tenths) => tenths / 10 + 0.05);
const point = fc.record({ x: coordinate, y: coordinate });

test('points are read with their corners', () => {
  expect(knots(' 1,-2.5\n 3,4! ')).toEqual([
    { x: 1, y: -2.5, corner: false },
    { x: 3, y: 4, corner: true }
  ]);
});

test('a half and its mirror image make a whole that passes the middle once', () => {
  const line = whole(knots('0,0 5,5 0,9'));
  expect(line.map(({ x, y }) => [x, y])).toEqual([
    [0, 0],
    [5, 5],
    [0, 9],
    [-5, 5]
  ]);
  expect(mirrored(mirrored(square))).toEqual(square);
});

test('a curve passes each of its points, straight between corners and round elsewhere', () => {
  expect(path(cornered(square))).toContain('M0 0C3.3 0 6.7 0 10 0');
  expect(polygon(cornered(square))).toContainEqual({ x: 10, y: 5 });
  const round = polygon(square);
  for (const { x, y } of square) expect(round).toContainEqual({ x, y });
  expect(Math.min(...round.map(({ x }) => x))).toBeLessThan(-0.5);
});

test('an open line ends where it ends', () => {
  const line = knots('0,0 4,1 9,0');
  expect(path(line, false)).toMatch(/^M0 0.* 9 0$/);
  expect(polygon(line, false).at(-1)).toMatchObject({ x: 9, y: 0 });
  expect(stroke(knots('0,0 8,0'), 2)).toContain(' 4 1C');
  expect(stroke(line, 2)).toMatch(/^M0 0\.1C[^Z]* 0 0\.1Z$/);
});

test('inside and distance agree with what is known of a square', () => {
  const corners = polygon(cornered(square));
  fc.assert(
    fc.property(point, ({ x, y }) => {
      const out = Math.hypot(Math.max(-x, 0, x - 10), Math.max(-y, 0, y - 10));
      expect(distance(corners, { x, y })).toBeCloseTo(out, 6);
      expect(inside(corners, { x, y })).toBe(out === 0);
    })
  );
});

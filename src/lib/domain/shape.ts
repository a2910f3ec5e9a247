/** Smooth shapes through a few points: what the body map is drawn with and graded by. */
export interface Point {
  x: number;
  y: number;
}
/** A point that a curve passes; at a corner it turns instead of bending. */
export interface Knot extends Point {
  corner: boolean;
}
type Cubic = [Point, Point, Point, Point];

/** Reads `"0,0 14,2 26,11!"`; the sign ! makes a corner. */
export function knots(text: string): Knot[] {
  return text
    .trim()
    .split(/\s+/)
    .map((word) => {
      const [x, y] = word.replace('!', '').split(',').map(Number);
      return { x: x!, y: y!, corner: word.endsWith('!') };
    });
}

/** The same on the other side of the middle, run through backwards. */
export const mirrored = (half: Knot[]): Knot[] =>
  half.map((knot) => ({ ...knot, x: -knot.x })).reverse();

/** A half from the middle line down to the middle line, and its mirror image. */
export function whole(half: Knot[]): Knot[] {
  const first = half[0]!;
  const last = half.at(-1)!;
  return [...half, ...mirrored(half).slice(last.x === 0 ? 1 : 0, first.x === 0 ? -1 : undefined)];
}

/** A closed line with a corner wherever it turns by more than 60 degrees. */
export const cornered = (line: Knot[]): Knot[] =>
  line.map((knot, place) => {
    const before = line.at(place - 1)!;
    const after = line[(place + 1) % line.length]!;
    const [ax, ay] = [knot.x - before.x, knot.y - before.y];
    const [bx, by] = [after.x - knot.x, after.y - knot.y];
    const turn = (ax * bx + ay * by) / (Math.hypot(ax, ay) * Math.hypot(bx, by));
    return { ...knot, corner: knot.corner || turn < 0.5 };
  });

/** The way a curve passes a knot, or nothing at a corner or an end. */
function heading(before: Knot | undefined, knot: Knot, after: Knot | undefined): Point | undefined {
  if (!before || !after || knot.corner) return undefined;
  const [ax, ay] = [knot.x - before.x, knot.y - before.y];
  const [bx, by] = [after.x - knot.x, after.y - knot.y];
  const [a, b] = [Math.hypot(ax, ay), Math.hypot(bx, by)];
  // The nearer neighbour counts for more: no overshooting where points lie close.
  const [x, y] = [ax / a / a + bx / b / b, ay / a / a + by / b / b];
  const length = Math.hypot(x, y);
  return { x: x / length, y: y / length };
}

function cubics(line: Knot[], closed: boolean): Cubic[] {
  const count = line.length;
  const at = (place: number) => (closed ? line[(place + count) % count] : line[place]);
  const headings = line.map((knot, place) => heading(at(place - 1), knot, at(place + 1)));
  return line.slice(0, closed ? count : -1).map((from, place) => {
    const to = at(place + 1)!;
    const reach = Math.hypot(to.x - from.x, to.y - from.y) / 3;
    const [leave, arrive] = [headings[place], headings[(place + 1) % count]];
    const near = (knot: Knot, other: Point) => ({
      x: knot.x + (other.x - knot.x) / 3,
      y: knot.y + (other.y - knot.y) / 3
    });
    const out = leave && { x: from.x + leave.x * reach, y: from.y + leave.y * reach };
    const into = arrive && { x: to.x - arrive.x * reach, y: to.y - arrive.y * reach };
    return [from, out ?? near(from, into ?? to), into ?? near(to, out ?? from), to];
  });
}

const round = (value: number) => Math.round(value * 10) / 10;
const pair = ({ x, y }: Point) => `${round(x)} ${round(y)}`;

/** SVG path data of the curve. */
export function path(line: Knot[], closed = true): string {
  const bends = cubics(line, closed).map(([, a, b, to]) => `C${pair(a)} ${pair(b)} ${pair(to)}`);
  return `M${pair(line[0]!)}${bends.join('')}${closed ? 'Z' : ''}`;
}

/** The curve as a polygon: `steps` points for each knot. */
export function polygon(line: Knot[], closed = true, steps = 4): Point[] {
  const points = cubics(line, closed).flatMap(([p, a, b, q]) =>
    Array.from({ length: steps }, (_, step) => {
      const t = step / steps;
      const s = 1 - t;
      const mix = (axis: 'x' | 'y') =>
        s ** 3 * p[axis] + 3 * s * s * t * a[axis] + 3 * s * t * t * b[axis] + t ** 3 * q[axis];
      return { x: mix('x'), y: mix('y') };
    })
  );
  return closed ? points : [...points, line.at(-1)!];
}

/** A pen stroke along an open line: pressed in its middle, lifted at both ends. */
export function stroke(through: Knot[], width: number): string {
  const [from, to] = [through[0]!, through.at(-1)!];
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2, corner: false };
  const line = through.length > 2 ? through : [from, middle, to];
  const last = line.length - 1;
  const edge = (sign: number) =>
    line.map((knot, place): Knot => {
      const before = line[Math.max(0, place - 1)]!;
      const after = line[Math.min(last, place + 1)]!;
      const [dx, dy] = [after.x - before.x, after.y - before.y];
      const press = (sign * width * (0.12 + Math.sin((Math.PI * place) / last) * 0.88)) / 2;
      const length = Math.hypot(dx, dy) || 1;
      const corner = place === 0 || place === last;
      return { x: knot.x - (dy / length) * press, y: knot.y + (dx / length) * press, corner };
    });
  return path([...edge(1), ...edge(-1).reverse()]);
}

/** Whether a point lies inside a polygon (even-odd rule). */
export function inside(corners: Point[], { x, y }: Point): boolean {
  let within = false;
  corners.forEach((a, place) => {
    const b = corners[(place + 1) % corners.length]!;
    if (a.y > y !== b.y > y && x < a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x)) within = !within;
  });
  return within;
}

/** How far a point is from a polygon: 0 inside it. */
export function distance(corners: Point[], point: Point): number {
  if (inside(corners, point)) return 0;
  let nearest = Infinity;
  corners.forEach((a, place) => {
    const b = corners[(place + 1) % corners.length]!;
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const along = ((point.x - a.x) * dx + (point.y - a.y) * dy) / (dx * dx + dy * dy || 1);
    const t = Math.min(1, Math.max(0, along));
    nearest = Math.min(nearest, (point.x - a.x - t * dx) ** 2 + (point.y - a.y - t * dy) ** 2);
  });
  return Math.sqrt(nearest);
}

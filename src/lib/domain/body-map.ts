/** The map of the body: named regions of the front and the back, and what of it a point touches. */
import { back } from './body-map/back';
import { front } from './body-map/front';
import { outlines } from './body-map/outline';
import type { Sketch } from './body-map/sketch';
import { cornered, distance, inside, knots, mirrored, path, polygon, whole } from './shape';
import type { Knot, Point } from './shape';

export const views = ['front', 'back'] as const;
export type View = (typeof views)[number];
/** Of the person, not of the viewer. */
export type Side = 'left' | 'right';

export interface Region {
  /** `left-axilla`, or `sternum` for what lies across the middle. */
  id: string;
  /** `Left axilla` */
  name: string;
  view: View;
  side: Side | undefined;
  /** What both sides have in common: `Axilla`. */
  part: string;
  /** The border; it reaches over the outline of the body where the region ends there. */
  border: Point[];
  /** The same as SVG path data, to be clipped by the outline. */
  path: string;
}

const bodies: Record<View, Point[]> = {
  front: polygon(outlines.front, true, 2),
  back: polygon(outlines.back, true, 2)
};

const capital = (text: string) => text[0]!.toUpperCase() + text.slice(1);

function regionsOf(view: View, { id, name, half, middle }: Sketch): Region[] {
  const part = capital(name);
  const drawn = (line: Knot[], side?: Side): Region => {
    const shape = cornered(line);
    return {
      id: side ? `${side}-${id}` : id,
      name: side ? `${capital(side)} ${name}` : part,
      view,
      side,
      part,
      border: polygon(shape),
      path: path(shape)
    };
  };
  const line = knots(half);
  if (middle) return [drawn(whole(line))];
  const [near, far]: Side[] = view === 'front' ? ['left', 'right'] : ['right', 'left'];
  return [drawn(mirrored(line), far), drawn(line, near)];
}

/** Front before back, each from the head down, of a pair the viewer's left one first. */
export const regions: Region[] = [
  ...front.flatMap((sketch) => regionsOf('front', sketch)),
  ...back.flatMap((sketch) => regionsOf('back', sketch))
];

const byId = new Map(regions.map((region) => [region.id, region]));

export const regionOf = (id: string): Region | undefined => byId.get(id);

/** How far a point is from the region, in units of the drawing; 0 within it. */
export const distanceTo = ({ border, view }: Region, point: Point): number =>
  Math.max(distance(border, point), distance(bodies[view], point));

/** Whether a point lies in the region, or no further from it than `tolerance`. */
export const touches = ({ border, view }: Region, point: Point, tolerance = 0): boolean =>
  distance(border, point) <= tolerance && distance(bodies[view], point) <= tolerance;

/** The region at a point, else the nearest one within `tolerance`: of all, or `among` some. */
export function regionAt(
  view: View,
  point: Point,
  tolerance = 0,
  among: Region[] = regions
): Region | undefined {
  let found: { region: Region; away: number } | undefined;
  for (const region of among) {
    if (region.view !== view || !touches(region, point, tolerance)) continue;
    const away = distanceTo(region, point);
    if (!found || away < found.away) found = { region, away };
  }
  return found?.region;
}

const centres = new Map<Region, Point>();

/** A point well within the region, for a sign that marks it. */
export function centreOf(region: Region): Point {
  // Worked out once: it is sought among hundreds of points.
  const centre = centres.get(region) ?? findCentre(region);
  centres.set(region, centre);
  return centre;
}

function findCentre({ border, view }: Region): Point {
  const xs = border.map(({ x }) => x);
  const ys = border.map(({ y }) => y);
  const within: Point[] = [];
  for (let x = Math.ceil(Math.min(...xs)); x <= Math.max(...xs); x += 2)
    for (let y = Math.ceil(Math.min(...ys)); y <= Math.max(...ys); y += 2)
      if (inside(border, { x, y }) && inside(bodies[view], { x, y })) within.push({ x, y });
  const mean = (axis: 'x' | 'y') =>
    within.reduce((sum, point) => sum + point[axis], 0) / within.length;
  const middle = { x: mean('x'), y: mean('y') };
  const away = ({ x, y }: Point) => Math.hypot(x - middle.x, y - middle.y);
  return within.reduce((best, point) => (away(point) < away(best) ? point : best));
}

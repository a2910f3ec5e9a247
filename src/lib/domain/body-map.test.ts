import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { centreOf, distanceTo, regionAt, regionOf, regions, touches, views } from './body-map';
import type { Region } from './body-map';
import { outlines } from './body-map/outline';
import { sites } from './body-map/sites';
import { inside, polygon } from './shape';

const point = fc.record({
  x: fc.double({ min: -180, max: 180, noNaN: true }),
  y: fc.double({ min: -30, max: 800, noNaN: true })
});
const region = fc.constantFrom(...regions);

test('at least 45 regions, each with an id and a name of its own', () => {
  expect(regions.length).toBeGreaterThan(45);
  expect(new Set(regions.map(({ id }) => id)).size).toBe(regions.length);
  expect(new Set(regions.map(({ name }) => name)).size).toBe(regions.length);
  for (const { id, name, side } of regions) {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(name).toMatch(side ? /^(Left|Right) \S/ : /^[A-Z]/);
  }
});

test('left and right are the person’s own', () => {
  expect(centreOf(regionOf('left-axilla')!).x).toBeGreaterThan(0);
  expect(centreOf(regionOf('right-axilla')!).x).toBeLessThan(0);
  expect(centreOf(regionOf('left-popliteal-fossa')!).x).toBeLessThan(0);
  expect(centreOf(regionOf('right-popliteal-fossa')!).x).toBeGreaterThan(0);
});

test('each region has a left one for every right one, as its mirror image', () => {
  for (const { id, view, side, part } of regions) {
    if (!side) continue;
    const twin = regionOf(id.replace(side, side === 'left' ? 'right' : 'left'))!;
    expect(twin).toMatchObject({ view, part });
    const ends = ({ border }: Region) => [
      Math.min(...border.map(({ y }) => y)),
      Math.max(...border.map(({ x }) => Math.abs(x))).toFixed(6)
    ];
    expect(ends(twin)).toEqual(ends(regionOf(id)!));
  }
});

describe('a point', () => {
  test.each(regions.map((region) => [region.id, region] as const))(
    'at the centre of %s touches it and no other',
    (_, region) => {
      const centre = centreOf(region);
      expect(touches(region, centre)).toBe(true);
      expect(regionAt(region.view, centre)).toBe(region);
    }
  );

  test('beside the body touches nothing, unless the tolerance reaches', () => {
    expect(regionAt('front', { x: 100, y: 700 })).toBeUndefined();
    expect(regionAt('front', { x: 0, y: 600 }, 3)).toBeUndefined();
    expect(regionAt('front', { x: 0, y: 600 }, 12)?.id).toMatch(/medial-leg/);
    expect(touches(regionOf('left-axilla')!, { x: 64, y: 150 })).toBe(false);
    expect(touches(regionOf('left-axilla')!, { x: 64, y: 160 }, 14)).toBe(true);
  });

  test('is touched the more the greater the tolerance, and as far as the distance says', () => {
    fc.assert(
      fc.property(region, point, fc.nat(60), fc.nat(60), (region, point, a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        if (touches(region, point, less)) expect(touches(region, point, more)).toBe(true);
        expect(touches(region, point, less)).toBe(distanceTo(region, point) <= less);
      })
    );
  });

  test('and its mirror image touch the two sides of one region', () => {
    fc.assert(
      fc.property(fc.constantFrom(...views), point, (shown, { x, y }) => {
        const one = regionAt(shown, { x, y });
        const other = regionAt(shown, { x: -x, y });
        // On a border shared by two regions either may answer.
        const clear = regions.every(
          (region) => region === one || region.view !== shown || distanceTo(region, { x, y }) > 0
        );
        fc.pre(clear);
        expect(other?.part).toBe(one?.part);
        if (one?.side) expect(other?.side).not.toBe(one.side);
      }),
      { numRuns: 50 }
    );
  });

  test('is nearest to the region that is found for it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...views), point, (view, point) => {
        const found = regionAt(view, point, 20);
        const nearest = Math.min(
          ...regions.filter((r) => r.view === view).map((r) => distanceTo(r, point))
        );
        if (found) expect(distanceTo(found, point)).toBe(nearest);
        else expect(nearest).toBeGreaterThan(20);
      }),
      { numRuns: 50 }
    );
  });
});

test.each(views)('the regions cover the body (%s): at most a seam lies bare', (view) => {
  const body = polygon(outlines[view]);
  const shown = regions.filter((region) => region.view === view);
  const bare = [];
  for (let x = -160; x <= 160; x += 10)
    for (let y = 0; y <= 780; y += 8)
      if (inside(body, { x, y }) && !shown.some((region) => touches(region, { x, y }, 1.5)))
        bare.push({ x, y });
  expect(bare).toEqual([]);
});

test('the endangerment sites are the six of the curriculum, on regions that exist', () => {
  expect(sites).toHaveLength(6);
  for (const { regions: ids, atRisk } of sites) {
    for (const id of ids) expect(regionOf(id)).toBeDefined();
    expect(atRisk.length).toBeGreaterThan(0);
  }
  expect(sites.flatMap(({ atRisk }) => atRisk).filter((r) => r.basis === 'curriculum')).toEqual([
    { name: 'carotid artery', basis: 'curriculum' }
  ]);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { centreOf, regionOf, touches, type View } from '../body-map';
import {
  grade,
  keyOf,
  optionCount,
  parseItem,
  parseResponse,
  promptOf,
  type Item
} from './registry';
import { seededRandom } from '../shuffle';

const choice = (id: string, region: string, correct = false) => ({
  id,
  region,
  text: `Where ${id} lies`,
  feedback: `About ${id}.`,
  correct
});
const raw = {
  id: 'an-item',
  type: 'hotspot',
  stem: 'Where?',
  objective: 'know-it',
  area: '3',
  sources: ['a-source'],
  explanation: 'So it is.',
  figure: 'body-map',
  alt: 'Six numbered places on the back of the body.',
  choices: [
    choice('k1', 'right-popliteal-fossa', true),
    choice('k2', 'left-popliteal-fossa', true),
    choice('w1', 'right-hamstrings'),
    choice('w2', 'left-lateral-calf'),
    choice('w3', 'right-heel')
  ]
};
const item = parsed(raw);
const single = parsed({ ...raw, choices: [...raw.choices.slice(0, 1), ...raw.choices.slice(2)] });
const twoViews = parsed({ ...raw, choices: [...raw.choices, choice('w4', 'left-axilla')] });

function parsed(raw: object): Item & { type: 'hotspot' } {
  const result = parseItem(raw);
  if ('flaws' in result) throw new Error(JSON.stringify(result.flaws));
  return result.item as Item & { type: 'hotspot' };
}

function given(response: object, to: Item = item) {
  const result = parseResponse(to, response);
  if ('error' in result) throw new Error(result.error);
  return result.response;
}
const score = (response: object, to: Item = item) => grade(to, given(response, to)).score;
const centre = (region: string) => centreOf(regionOf(region)!);

test.each([
  [['k1', 'k2'], 1],
  [['k2', 'k1', 'k1'], 1],
  [['k1'], 0.5],
  [['k1', 'w1'], 0],
  [['k1', 'k2', 'w1'], 0.5],
  [['k1', 'k2', 'w1', 'w2', 'w3'], 0],
  [[], 0]
])('each wrong place takes back a right one: %j scores %d', (regions, expected) => {
  expect(score({ regions })).toBe(expected);
});

test('a guess knows how many are asked for only where it is one', () => {
  expect(optionCount(single)).toBe(4);
  expect(optionCount(item)).toBe(31);
});

describe('a point', () => {
  test('is the place that it touches: pointing and choosing from the list are one answer', () => {
    for (const { id, region } of item.choices) {
      expect(given({ ...centre(region), view: 'back' })).toEqual({ regions: [id] });
      expect(score(centre(region))).toBe(score({ regions: [id] }));
    }
  });

  test('adds to what was chosen from the list', () => {
    expect(given({ regions: ['k1'], ...centre('left-popliteal-fossa') })).toEqual({
      regions: ['k1', 'k2']
    });
  });

  test('anywhere is the place it touches, as far as the tolerance reaches, or a wrong answer', () => {
    const point = fc.record({
      view: fc.constantFrom<View>('front', 'back'),
      x: fc.double({ min: -180, max: 180, noNaN: true }),
      y: fc.double({ min: -30, max: 800, noNaN: true })
    });
    fc.assert(
      fc.property(point, fc.nat(40), (point, tolerance) => {
        const to = parsed({ ...raw, tolerance });
        const { regions } = given(point, to) as { regions: string[] };
        const near = to.choices.filter(({ region }) => {
          const shape = regionOf(region)!;
          return shape.view === point.view && touches(shape, point, tolerance);
        });
        if (near.length === 0) {
          expect(regions).toEqual([]);
          const { score, marks } = grade(to, given(point, to));
          expect(score).toBe(0);
          expect(marks.filter((mark) => mark.given)).toHaveLength(1);
        } else {
          expect(regions).toHaveLength(1);
          expect(near.map(({ id }) => id)).toContain(regions[0]);
        }
      })
    );
  });

  test('that touches nothing is kept as it was, and is read again as the same', () => {
    const kept = { regions: [], view: 'back', x: 100, y: 20 };
    expect(given({ x: 100, y: 20 })).toEqual(kept);
    expect(given(kept)).toEqual(kept);
    expect(score({ regions: ['k1', 'k2'], x: 100, y: 20 })).toBe(0.5);
  });

  test('needs both numbers, and its view where the places lie in both', () => {
    const errorOf = (response: object, to: Item) => {
      const parsed = parseResponse(to, response);
      return 'error' in parsed ? parsed.error : '';
    };
    expect(errorOf({ x: 1 }, item)).toContain('both x and y');
    expect(errorOf({ x: 1, y: Infinity }, item)).toContain('as numbers');
    expect(errorOf(centre('left-axilla'), twoViews)).toContain('which view');
    expect(given({ ...centre('left-axilla'), view: 'front' }, twoViews)).toEqual({
      regions: ['w4']
    });
  });
});

test('a prompt says where the places lie, not what they are called', () => {
  const prompt = promptOf(item, seededRandom('a showing'));
  const sent = JSON.stringify(prompt);
  for (const { id, region, text } of item.choices) {
    expect(sent).not.toContain(region);
    const { path, view } = regionOf(region)!;
    expect(prompt).toMatchObject({
      choices: expect.arrayContaining([{ id, text, view, path, ...centre(region) }])
    });
  }
});

test('the key is in the order of the item', () => {
  expect(keyOf(item)).toEqual({ regions: ['k1', 'k2'] });
});

test.each([
  ['an unknown region', [choice('a', 'left-elbow-pit', true), ...raw.choices], 'body map'],
  ['a region twice', [choice('a', 'right-heel', true), ...raw.choices], 'once'],
  ['an id twice', [choice('k1', 'sternum', true), ...raw.choices], 'id of its own'],
  ['nothing but keys', raw.choices.map((o) => ({ ...o, correct: true })), 'at least one'],
  ['no key', raw.choices.map((o) => ({ ...o, correct: false })), 'at least one'],
  ['two choices', raw.choices.slice(1, 3), 'at least 3']
])('%s is a flaw', (_, choices, mend) => {
  const result = parseItem({ ...raw, choices });
  expect('flaws' in result && result.flaws[0]!.message).toContain(mend);
});

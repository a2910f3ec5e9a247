/** Five presses into the same tissue, each drawn into a tile of 100 by 120. */

/** Where the layers lie at rest: skin, fat, three of muscle, bone. */
const layers = [30, 38, 56, 71, 86, 102];
const surface = layers[0]!;
const bone = layers.at(-1)!;

/** `push`: how far the skin gives way. `reach`: how deep below it the tissue still moves. */
export const levels = [
  { name: 'light lotioning', moves: 'the skin, barely', push: 3, reach: 8 },
  { name: 'heavy lotioning', moves: 'fat and outer muscle, slightly', push: 9, reach: 30 },
  { name: 'medium pressure', moves: 'middle layers of muscle', push: 16, reach: 45 },
  { name: 'strong pressure', moves: 'deep layers of muscle', push: 24, reach: 60 },
  { name: 'deep pressure', moves: 'the deepest layers, near bone', push: 32, reach: bone - surface }
];

const round = (value: number) => Math.round(value * 10) / 10;
const bell = (x: number, width: number) => Math.exp(-(((x - 50) / width) ** 2));

/** @returns how deep a layer lies under the press, at `x` across the tile */
export function depthAt(rest: number, x: number, push: number, reach: number): number {
  const share = Math.max(0, 1 - (rest - surface) / reach);
  return rest + push * share * bell(x, 16);
}

const along = (from: number, to: number, y: (x: number) => number) =>
  Array.from({ length: 41 }, (_, i) => {
    const x = from + ((to - from) * i) / 40;
    return `${round(x)} ${round(y(x))}`;
  });

/** The pen's strokes of one press: layers, bone, the tissue that moves, and what presses. */
export function drawPress({ push, reach }: { push: number; reach: number }) {
  const skin = (x: number) => depthAt(surface, x, push, reach);
  const deepest = (x: number) => Math.max(skin(x), surface + reach * bell(x, 24));
  const hatch = Array.from({ length: 10 }, (_, i) => `M${i * 10 + 7} ${bone + 2}l-6 12`);
  return {
    layers: layers.map(
      (rest) => `M${along(0, 100, (x) => depthAt(rest, x, push, reach)).join('L')}`
    ),
    bone: hatch.join(''),
    moved: `M${[...along(0, 100, skin), ...along(100, 0, deepest)].join('L')}Z`,
    hand: `M36 4Q36 0 42 0H58Q64 0 64 4L${along(64, 36, (x) => skin(x) - 1.5).join('L')}Z`
  };
}

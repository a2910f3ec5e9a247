/** The line of the continuum: a slow wave at the spa end that settles into a ruler at the clinical end. */
const length = 1000;
const samples = 200;
const settled = 0.66; // where the wave has died away
const firstTick = 0.36;

export interface Line {
  path: string;
  ticks: string;
}

const round = (value: number) => Math.round(value * 10) / 10;

/** `across` draws along x, otherwise along y; `axis` is where the line runs, `reach` how far it strays. */
export function drawLine(across: boolean, axis: number, reach: number): Line {
  // Upright there is less room. Either way the wave crosses the axis wherever a session stands.
  const period = across ? 0.1 : 0.2;
  const tickStep = across ? 1 : 2;
  const point = (along: number, off: number) =>
    across
      ? `${round(along * length)} ${round(axis - off)}`
      : `${round(axis - off)} ${round(along * length)}`;

  const wave = Array.from({ length: samples + 1 }, (_, i) => {
    const t = i / samples;
    const swing = reach * Math.max(0, 1 - t / settled) ** 1.2;
    return point(t, swing * Math.sin((2 * Math.PI * t) / period));
  });

  const ticks: string[] = [];
  for (let n = Math.ceil(firstTick * 100); n <= 100; n += tickStep) {
    const t = n / 100;
    const grown = Math.min(1, (t - firstTick) / (0.8 - firstTick));
    const height = grown * reach * (n % 10 === 0 ? 1.5 : n % 5 === 0 && across ? 1.05 : 0.6);
    if (height > 2) ticks.push(`M${point(t, 0)}L${point(t, height)}`);
  }
  return { path: `M${wave.join('L')}`, ticks: ticks.join('') };
}

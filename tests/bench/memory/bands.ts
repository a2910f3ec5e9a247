/** Figures of the bench, each with the band that it must stay in. */

export interface Figure {
  name: string;
  value: number;
  digits: number;
  /** From and to, both included; none where a figure is only told. */
  band?: readonly [number, number];
}

/** A figure of our research, which must come out within a twentieth of it. */
export const within = (name: string, value: number, published: number, digits = 0): Figure => ({
  name,
  value,
  digits,
  band: [published * 0.95, published * 1.05]
});

/** A mean recall of our research, which must come out within `tolerance`. */
export const recallNear = (
  name: string,
  value: number,
  published: number,
  tolerance = 0.005
): Figure => ({ name, value, digits: 3, band: [published - tolerance, published + tolerance] });

export const atMost = (name: string, value: number, most: number, digits = 2): Figure => ({
  name,
  value,
  digits,
  band: [-Infinity, most]
});

export const atLeast = (name: string, value: number, least: number, digits = 2): Figure => ({
  name,
  value,
  digits,
  band: [least, Infinity]
});

export const told = (name: string, value: number, digits: number): Figure => ({
  name,
  value,
  digits
});

const stays = ({ value, band }: Figure): boolean => !band || (value >= band[0] && value <= band[1]);

/** @returns whether every figure is in its band */
export function print(title: string, figures: readonly Figure[]): boolean {
  const width = Math.max(...figures.map(({ name }) => name.length));
  console.log(`\n${title}`);
  for (const figure of figures) {
    const { name, value, digits, band } = figure;
    const line = [name.padEnd(width), write(value, digits).padStart(7)];
    if (band) line.push(bandOf(band, digits).padEnd(15), stays(figure) ? 'ok' : 'LEFT ITS BAND');
    console.log(`  ${line.join('  ')}`);
  }
  return figures.every(stays);
}

function bandOf([from, to]: readonly [number, number], digits: number): string {
  if (from === -Infinity) return `≤ ${write(to, digits)}`;
  if (to === Infinity) return `≥ ${write(from, digits)}`;
  return `${write(from, digits)} to ${write(to, digits)}`;
}

const write = (value: number, digits: number): string =>
  value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });

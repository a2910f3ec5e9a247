/** A ladder of temperatures, hottest first, in degrees Fahrenheit. */
export interface Rung {
  fahrenheit: number;
  /** How long water of this heat takes to burn, as CPSC gives it for most adults. */
  burnsIn?: string;
  note?: string;
}

export const rungs: Rung[] = [
  { fahrenheit: 150, burnsIn: '2 seconds' },
  { fahrenheit: 140, burnsIn: '6 seconds' },
  { fahrenheit: 130, burnsIn: '30 seconds', note: 'Stone baths run at about this heat' },
  { fahrenheit: 120, burnsIn: '5 minutes' },
  { fahrenheit: 98.6, note: 'The body itself' }
];

/** @returns degrees Celsius to a tenth, without a zero behind the point */
export const celsius = (fahrenheit: number) => String(Math.round((fahrenheit - 32) / 0.18) / 10);

const top = 154;
export const height = top - 94;

/** A tick for each degree Fahrenheit on the left; for each degree Celsius on the right. */
export function drawLadder() {
  const ticks: string[] = [];
  const tick = (fahrenheit: number, middle: number, length: number) =>
    ticks.push(`M${middle} ${Math.round((top - fahrenheit) * 100) / 100}h${length}`);
  for (let f = 95; f < top; f++) tick(f, 28, f % 10 === 0 ? -18 : f % 5 === 0 ? -12 : -7);
  for (let c = 35; c < (top - 32) / 1.8; c++)
    tick(c * 1.8 + 32, 28, c % 10 === 0 ? 18 : c % 5 === 0 ? 12 : 7);
  return ticks.join('');
}

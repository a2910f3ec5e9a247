/** Round numbers for the axis of a chart. */

const bases = [1, 2, 5];

/**
 * @param most the largest value, above 0
 * @returns ticks from 0 to the first at or above `most`: three to five
 */
export function ticksTo(most: number): number[] {
  for (let power = 1; ; power *= 10)
    for (const base of bases) {
      const step = base * power;
      const count = Math.max(2, Math.ceil(most / step));
      if (count <= 4) return Array.from({ length: count + 1 }, (_, i) => i * step);
    }
}

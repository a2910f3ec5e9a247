/** Right numbers, as people write them. */
import { readNumber } from '../items/numbers';

export interface Range {
  value: number;
  /** How far off still counts, 0 or more. */
  tolerance: number;
}

/** @returns the number, also one such as 1.5e3; null for any other text */
export function numberIn(text: string): number | null {
  const compact = text.trim();
  if (compact.length < 30 && /^[+-]?\d+\.?\d*e[+-]?\d+$/i.test(compact)) {
    const number = Number(compact);
    return Number.isFinite(number) ? number : null;
  }
  const read = readNumber(compact);
  return typeof read === 'number' ? read : null;
}

/** Halves of decimal fractions have more places than their like. */
const rounded = (number: number) => Number(number.toPrecision(12));

/**
 * @param off what stands between a number and how far off still counts
 * @returns what `5`, `5 ± 0.1` (with ± as `off`) or `4.9..5.1` says; null for any other text
 */
export function rangeIn(text: string, off: RegExp = /±|\+\/-|\+-/): Range | null {
  const span = text.split('..');
  const [first, second, ...more] = (span.length > 1 ? span : text.split(off)).map(numberIn);
  if (more.length > 0 || first === null || first === undefined || second === null) return null;
  if (second === undefined) return { value: first, tolerance: 0 };
  if (span.length < 2) return second < 0 ? null : { value: first, tolerance: second };
  return { value: rounded((first + second) / 2), tolerance: rounded(Math.abs(second - first) / 2) };
}

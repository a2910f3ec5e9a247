/** Numbers that a program wrote. */
import { numberIn } from './range';
import type { Told } from './told';

/** @returns 0 for what is no number, which is told */
export function figure(text: string, told: Told): number {
  const number = numberIn(text);
  if (number === null) told.flaws.push(`“${text}” is no number: write it in figures, such as 12.5`);
  return number ?? 0;
}

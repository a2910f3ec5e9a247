import { backlogFigures } from './backlog';
import { print, type Figure } from './bands';
import { dayFigures } from './day';
import { examFigures } from './exam';
import { guessingFigures } from './guessing';
import { policyFigures } from './policies';

const parts: Record<string, [title: string, measure: () => Figure[]]> = {
  policies: ['1,000 items, 20 new a day, 180 days', policyFigures],
  exam: ['An exam on day 120', examFigures],
  guessing: ['Predicted less true recall, where what is not known is guessed', guessingFigures],
  backlog: ['25 answers a day where more fall due', backlogFigures],
  day: ["The app's own day, at 20 seconds an answer", dayFigures]
};

/**
 * Simulates learners whose memory is FSRS-6 with its default weights; all of it, or one part.
 * @returns whether every figure is in its band
 */
export function bench(only?: string): boolean {
  const wanted = Object.entries(parts).filter(([name]) => !only || name === only);
  if (wanted.length === 0) throw new Error(`The parts are ${Object.keys(parts).join(', ')}`);
  // All are measured, even after one has failed.
  return wanted.map(([, [title, measure]]) => print(title, measure())).every(Boolean);
}

/** Sums over attempts at one quiz, in whole numbers: any order of adding gives the same. */
import type { Reckoned } from './reckoning';
import { grade, needsGrader } from '../domain/items/registry';

/** One row of sums: what it is of, and its figures, which are units or squares of units. */
export interface Line {
  key: Record<string, string | number>;
  figures: Record<string, bigint>;
}

/** Rows of `quiz_statistics`, `item_statistics` and `item_choices`. */
export interface Sums {
  quiz: Line[];
  items: Line[];
  choices: Line[];
}

/** Units to a point: enough that thirds differ from other shares. */
export const unit = 10_000;
const units = (points: number) => BigInt(Math.round(points * unit));

/**
 * @param attempts at one quiz; one with a note that is not graded yet counts for nothing
 * @returns the sums, each table in an order of its own, so that no two writers lock each other up
 */
export function sumsOf(attempts: readonly Reckoned[]): Sums {
  const quiz = new Map<string, Line>();
  const items = new Map<string, Line>();
  const choices = new Map<string, Line>();
  for (const { questions } of attempts) {
    const counting = questions.filter(({ dropped }) => !dropped);
    if (counting.length === 0 || counting.some(({ score }) => score === null)) continue;
    const points = counting.reduce((sum, { score }) => sum + score!, 0);
    const total = units(points);
    tally(quiz, {}, { n: 1n, total, total_square: total * total });
    for (const { item, version, score: share, content, response } of counting) {
      const score = units(share!);
      const rest = units(counting.length > 1 ? (points - share!) / (counting.length - 1) : 0);
      tally(
        items,
        { item, version },
        {
          ...{ n: 1n, score, score_square: score * score },
          ...{ rest, rest_square: rest * rest, product: score * rest }
        }
      );
      // Hardly any two notes are the same, and how good they were is in the score.
      if (response === null || needsGrader(content)) continue;
      for (const { part, given } of grade(content, response).marks)
        if (given !== null && given !== false)
          tally(choices, { item, version, part, given: String(given) }, { n: 1n });
    }
  }
  return { quiz: [...quiz.values()], items: inOrder(items), choices: inOrder(choices) };
}

function tally(lines: Map<string, Line>, key: Line['key'], figures: Line['figures']): void {
  const name = nameOf(key);
  const line = lines.get(name);
  if (!line) lines.set(name, { key, figures });
  else for (const figure in figures) line.figures[figure]! += figures[figure]!;
}

/** A key as text, by which lines are found and compared. */
export const nameOf = (key: Line['key']): string => JSON.stringify(Object.values(key));

const inOrder = (lines: ReadonlyMap<string, Line>): Line[] =>
  [...lines].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);

/** What a reader notes of a question while it reads it. */
import { finished } from './made';
import type { Row } from './row';

export interface Told {
  flaws: string[];
  lost: string[];
}

/** @returns the row with its notes at its line */
export function rowWith(row: Omit<Row, 'flaws' | 'lost'>, { flaws, lost }: Told): Row {
  const placed = (text: string) => ({ line: row.line, text });
  return finished(row, { flaws: flaws.map(placed), lost: lost.map(placed) });
}

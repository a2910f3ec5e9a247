/** What is done with files in a thread of its own. */
import { readFile, type File, type ReadFile } from './read';
import { writeFile, type Wanted } from './write';
import { twinsOf, type Twin } from '../../domain/exchange/twins';
import type { Known } from '../../domain/items/duplicates';

export type Work =
  /** `bank` is what the questions are compared with. */
  { kind: 'read'; file: File; bank: Known[] } | { kind: 'write'; wanted: Wanted };

/** `twins` has an entry for each row. */
export type Read = ReadFile & { twins: (Twin | null)[] };
export type Done<W extends Work> = W extends { kind: 'read' } ? Read : Uint8Array;

export async function work(asked: Work): Promise<Read | Uint8Array> {
  if (asked.kind === 'write') return writeFile(asked.wanted);
  const found = await readFile(asked.file);
  return { ...found, twins: twinsOf(found.rows, asked.bank) };
}

/** What is done with files, in a thread of its own where it may take long. */
import { readFile, type File, type ReadFile } from './read';
import { writeFile, type Wanted } from './write';
import { twinsOf, type Twin } from '../../domain/exchange/twins';
import type { Known } from '../../domain/items/duplicates';

/** `bank` is what the questions of the file are compared with. */
export type Looking = { kind: 'read'; file: File; bank: Known[] };
export type Work = Looking | { kind: 'write'; wanted: Wanted };

/** `twins` has an entry for each row. */
export type Read = ReadFile & { twins: (Twin | null)[] };
export type Done<W extends Work> = W extends Looking ? Read : Uint8Array;

export async function look({ file, bank }: Looking): Promise<Read> {
  const found = await readFile(file);
  return { ...found, twins: twinsOf(found.rows, bank) };
}

export const work = (asked: Work): Promise<Read | Uint8Array> =>
  asked.kind === 'read' ? look(asked) : writeFile(asked.wanted);

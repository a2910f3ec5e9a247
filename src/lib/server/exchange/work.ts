/** What is done with files in a thread of its own. */
import { readFile, type File, type ReadFile } from './read';
import { writeFile, type Wanted } from './write';

export type Work = { kind: 'read'; file: File } | { kind: 'write'; wanted: Wanted };
export type Done<W extends Work> = W extends { kind: 'read' } ? ReadFile : Uint8Array;

export const work = (wanted: Work): Promise<ReadFile | Uint8Array> =>
  wanted.kind === 'read' ? readFile(wanted.file) : writeFile(wanted.wanted);

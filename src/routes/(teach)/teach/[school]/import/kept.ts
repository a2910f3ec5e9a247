/**
 * What is being imported, kept on this device until it is taken over: a reload, a lost connection
 * or logging in again loses nothing.
 */
import { del, get, set } from 'idb-keyval';
import type { Format } from '$lib/domain/exchange/formats';
import type { Choice } from './standing';

export interface Source {
  /** Of the file; '' where it was pasted. */
  name: string;
  /** As it was pasted or, of a file, its bytes. */
  content: string | Uint8Array;
}

export const fromFile = async (file: File): Promise<Source> => ({
  name: file.name,
  content: new Uint8Array(await file.arrayBuffer())
});

export interface Decided {
  /** Null where the content tells. */
  format: Format | null;
  choices: Record<number, Choice>;
  /** What was sent and not answered: its id, and the rows that it held. */
  sent: { id: string; rows: number[] } | null;
}

/** @param whose account and school: another one who logs in here finds nothing of it */
export function keeper(whose: string) {
  const [source, decided] = [`import source ${whose}`, `import decided ${whose}`];
  /** Some private windows keep nothing: then it lives as long as the page. */
  let isLasting = true;
  const tried = async <T>(work: Promise<T>): Promise<T | undefined> => {
    try {
      return await work;
    } catch {
      isLasting = false;
      return undefined;
    }
  };
  return {
    isLasting: () => isLasting,
    source: () => tried(get<Source>(source)),
    decided: () => tried(get<Decided>(decided)),
    keepSource: (value: Source) => tried(set(source, value)),
    keepDecided: (value: Decided) => tried(set(decided, value)),
    forget: () => tried(Promise.all([del(source), del(decided)]))
  };
}

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
  /** Of changes that come faster than they can be kept, the last is. */
  const latest = <T>(key: string) => {
    let next: { value: T } | null = null;
    let working: Promise<void> | null = null;
    return (value: T) => {
      next = { value };
      return (working ??= (async () => {
        for (; next;) {
          const { value } = next;
          next = null;
          await tried(set(key, value));
        }
        working = null;
      })());
    };
  };
  return {
    isLasting: () => isLasting,
    source: () => tried(get<Source>(source)),
    decided: () => tried(get<Decided>(decided)),
    keepSource: latest<Source>(source),
    keepDecided: latest<Decided>(decided),
    forget: () => tried(Promise.all([del(source), del(decided)]))
  };
}

/** What a form says of its fields: wrong, to be thought over, or known by an id. */
import { getContext, setContext } from 'svelte';

export interface Known {
  id: string;
  text: string;
}

export interface Telling {
  /** Begins the id of every field. */
  form: string;
  /** What is wrong at a path (`options.2.text`), once it is to be told. */
  flawAt(path: string): string | undefined;
  /** The same of what is no flaw, but might be better. */
  adviceAt(path: string): string | undefined;
  misconceptions: Known[];
  sources: Known[];
}

const key = Symbol('telling');

export const tell = (telling: Telling) => setContext(key, telling);
export const telling = () => getContext<Telling>(key);

/** The id of the list of suggestions for a kind of what is known. */
export const listOf = (form: string, kind: 'misconceptions' | 'sources') => `${form}-${kind}`;

/** Names a part: a letter first, so that it sorts after what begins with a digit. */
export function newId(): string {
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  const bytes = crypto.getRandomValues(new Uint8Array(6));
  return Array.from(bytes, (byte) => letters[byte % 26]).join('');
}

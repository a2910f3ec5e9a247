/** What this device keeps of a question that is written, until the school has it. */
import type { Theirs } from '$lib/server/item-publishing';

export interface Typed {
  lesson: string;
  content: Record<string, unknown>;
}
/** With the revision that it was written over. */
export type Local = Typed &
  Pick<Theirs, 'revision' | 'basedOn'> & {
    at: string;
    /** The revision that it was saved as, where that was on leaving the page. */
    savedAs?: number;
  };

/** Where storage is refused, nothing is kept: what is typed lives as long as the page. */
export const localOf = (name: string) => ({
  keep(local: Local) {
    try {
      localStorage.setItem(name, JSON.stringify(local));
    } catch {
      // Refused.
    }
  },
  read(): Local | null {
    try {
      return JSON.parse(localStorage.getItem(name) ?? 'null') as Local | null;
    } catch {
      return null;
    }
  },
  forget() {
    try {
      localStorage.removeItem(name);
    } catch {
      // Nothing was kept, then.
    }
  }
});

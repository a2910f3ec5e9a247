/** What a file of questions holds, as far as it could be read: nothing of it is written yet. */
import type { TypeName } from '../items/registry';

/** Something to mend or to know, and where in the file. */
export interface Remark {
  /** From 1 on; where a file has no lines, the number of the question. */
  line: number;
  text: string;
}

/** A question as an item is written, but for the fields that a file does not give. */
export type Draft = { type: TypeName; stem: string } & Record<string, unknown>;

/** One question of a file. */
export interface Row {
  line: number;
  /** What the file calls it; null where it has no name. */
  name: string | null;
  /** Where the file keeps it, such as a category or a deck; null where it says nothing. */
  category: string | null;
  tags: string[];
  /** Without `id`, `objective` and `area`, unless the file is one of ours; null: nothing to make of it. */
  draft: Draft | null;
  /** Why it cannot be taken over as it is; each says how to mend it. */
  flaws: Remark[];
  /** What it had that an item cannot hold: it comes without. */
  lost: Remark[];
}

/** A whole file. */
export interface Found {
  rows: Row[];
  /** Of the file as a whole. */
  flaws: Remark[];
  lost: Remark[];
}

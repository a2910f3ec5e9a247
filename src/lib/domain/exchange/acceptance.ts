/** What of a file is taken over: asked for by whoever has looked at it. */
import * as v from 'valibot';
import { formatNames } from './formats';
import { mostRows } from './limits';
import type { Draft } from './row';
import { storable } from '../items/item';
import { parseItem, type Flaw } from '../items/registry';

const name = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(200, 'Shorten the name to at most 200 characters'),
  storable
);
const format = v.picklist(formatNames, `Give a format: ${formatNames.join(', ')}`);

/** What is said of a file that is sent to be looked at. */
export const Upload = v.object({
  /** '' where it was pasted. */
  name: v.optional(name, ''),
  /** Null where its content is to tell. */
  format: v.optional(v.nullable(format), null)
});

export const Acceptance = v.object({
  /** Made by whoever asks: sent twice, it is done once. */
  id: v.pipe(v.string(), v.uuid('Give a UUID of your own')),
  /** Of the file, for whoever looks for it later. */
  name: v.pipe(name, v.minLength(1, 'Name what is taken over')),
  format,
  questions: v.pipe(
    v.array(
      v.object({
        lesson: v.string('Give the lesson that it is to stand in'),
        /** As an item is written; it gets an id of its own unless it comes with a UUID that is free. */
        content: v.record(v.string(), v.unknown(), 'Give the question as an object'),
        /** A question of the school's own, of which this becomes the next version. */
        replaces: v.optional(v.nullable(v.string()), null)
      })
    ),
    v.minLength(1, 'Choose at least one question'),
    v.maxLength(mostRows, `Take over at most ${mostRows} questions at once`)
  )
});
export type Acceptance = v.InferOutput<typeof Acceptance>;
export type Accepted = Acceptance['questions'][number];

/** A question of the school that an import has made another version of. */
export interface Replaced {
  item: string;
  /** The version before, and the one that came with the import. */
  from: number;
  to: number;
  /** The version that has the words of `from` again, while the import is undone. */
  back?: number;
}

/** What a file need not say: it is chosen for all rows, or given by the server. */
const chosen = { id: 'new', objective: 'chosen', area: 'chosen' };

/** @returns what hinders a draft from being taken over, whatever lesson it is to stand in */
export function flawsIn(draft: Draft): Flaw[] {
  const parsed = parseItem({ ...draft, ...chosen });
  return 'flaws' in parsed ? parsed.flaws : [];
}

/** What clients ask to have made by ids of their own: sent again, its answer lost, it is made once. */
import type { Db, Transaction } from './db/connect';
import { isDuplicate } from './races';

/** Whether something is asked for the first time, again, or by an id of something else. */
export type Use = 'first' | 'again' | 'taken';

/** By which id what is asked for, and when. */
export interface Wish {
  id: string;
  /** All that is asked for, and where: whoever asks for something else by the id makes nothing. */
  asked: object;
  now: Date;
}

/** Something else has the id: thrown where that shows while it is made. */
export class IdTaken extends Error {}

/**
 * Makes something in a transaction, unless that was done before. Whoever asks by the same id
 * meanwhile waits.
 * @param make what was refused must have written nothing
 * @param isMade whether it was made, rather than refused: a refusal is not kept
 */
export async function once<T>(
  db: Db,
  wish: Wish,
  make: (tx: Transaction) => Promise<T>,
  isMade: (made: T) => boolean = () => true
): Promise<{ use: 'first'; made: T } | { use: 'again' } | { use: 'taken' }> {
  const work = db.$client.begin(async (tx) => {
    const use = await useOf(tx, wish);
    if (use !== 'first') return { use };
    const made = await make(tx);
    if (isMade(made)) await noteUse(tx, wish);
    return { use, made };
  });
  return work.catch((error: unknown) => {
    if (error instanceof IdTaken || isDuplicate(error)) return { use: 'taken' };
    throw error;
  });
}

/** Whether it was made before; what is being made at this moment is waited for. */
export const useBefore = (db: Db, wish: Wish): Promise<Use> =>
  db.$client.begin((tx) => useOf(tx, wish));

/** Nobody else asks by the id until the transaction ends. */
async function useOf(tx: Transaction, { id, asked }: Wish): Promise<Use> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`made ${id}`}, 0))`;
  const [known] = await tx<{ isSame: boolean }[]>`
    select digest = ${digestOf(tx, asked)} as "isSame" from idempotency_keys where id = ${id}`;
  if (!known) return 'first';
  return known.isSame ? 'again' : 'taken';
}

async function noteUse(tx: Transaction, { id, asked, now }: Wish): Promise<void> {
  await tx`
    insert into idempotency_keys (id, digest, at)
    values (${id}, ${digestOf(tx, asked)}, ${now.toISOString()})`;
}

/** The same whatever the order of the fields. */
const digestOf = (tx: Transaction, asked: object) => tx`
  encode(sha256(convert_to(${JSON.stringify(asked)}::text::jsonb::text, 'UTF8')), 'hex')`;

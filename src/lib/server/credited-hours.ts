/** The hours that a school has credited, as far as a rule of completion asks for them. */
import type { Db } from './db/connect';

/**
 * What the ledger of hours adds up to; until there is one, nobody has any.
 * @returns hours by the student's record; who has none is missing
 */
export async function creditedHours(
  _db: Db,
  _school: string,
  _records: readonly string[]
): Promise<ReadonlyMap<string, number>> {
  return new Map();
}

/** Whether a rule may ask for hours: only where a ledger can tell them. */
export const keepsHours = false;

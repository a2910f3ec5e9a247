/** Invitations that nobody needs any longer: an address, and a name from a roster, go with them. */
import type { Db, Transaction } from './db/connect';

/** Days after its end for which one that nobody answered may be sent again. */
export const unansweredDays = 90;

/**
 * Removes what was answered or taken back, and what nobody answered for long. Who has joined is in
 * the records of the school.
 * @returns how many are gone
 */
export async function prune({ $client: sql }: Db, now: Date): Promise<number> {
  const before = new Date(now.getTime() - unansweredDays * 86_400_000).toISOString();
  const gone = await sql`
    delete from invitations
    where accepted_at is not null or revoked_at is not null or expires_at < ${before}`;
  return gone.count;
}

/** Removes those to an address whose account is deleted, answered or not. */
export async function forget(tx: Transaction, email: string): Promise<void> {
  await tx`delete from invitations where email = ${email}`;
}

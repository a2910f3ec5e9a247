import { eq } from 'drizzle-orm';
import type { Account } from '../domain/account';
import { confirmPassword, type Visitor } from './accounts';
import type { Db } from './db/connect';
import { accounts } from './db/schema/accounts';
import * as letters from './letters';
import * as limits from './limits';
import * as links from './mail-links';
import * as mail from './mail';

/**
 * Asks for another e-mail address. A link goes to the new address and a notice to the old one;
 * nothing changes until the link is used. An address that has an account gets a letter that says
 * so, and the answer is the same.
 */
export async function request(
  db: Db,
  account: Account,
  input: { email: string; password: string },
  visitor: Visitor,
  now: Date
): Promise<{ outcome: 'accepted' } | { outcome: 'wrong' } | limits.Limited> {
  const refused =
    (await limits.take(db, ['email-change', account.id])) ??
    (await confirmPassword(db, account, input.password, visitor));
  if (refused) return refused;

  const { email } = input;
  mail.later(async () => letters.emailChangeAsked(account.email, email));
  mail.later(async () => {
    const [taken] = await db
      .select({ id: accounts.id })
      .from(accounts)
      .where(eq(accounts.email, email));
    if (taken) return letters.emailTaken(email);
    return letters.confirmEmail(
      email,
      await links.issue(db, account.id, 'change-email', email, now)
    );
  });
  return { outcome: 'accepted' };
}

/**
 * Moves an account to the address that the link was sent to.
 * @returns `taken` where the address got an account meanwhile: only its owner can learn this;
 * `stale` where the link is unknown, was used, or is older than a day
 */
export async function confirm(
  db: Db,
  token: string,
  now: Date
): Promise<{ outcome: 'changed'; email: string } | { outcome: 'taken' } | { outcome: 'stale' }> {
  const found = await links.find(db, token, 'change-email', now);
  if (!found?.email) return { outcome: 'stale' };
  const { accountId, email } = found;
  try {
    return await db.transaction(async (tx) => {
      if (!(await links.use(tx, token, 'change-email', now))) return { outcome: 'stale' };
      await tx.update(accounts).set({ email }).where(eq(accounts.id, accountId));
      await links.endAll(tx, accountId);
      return { outcome: 'changed', email };
    });
  } catch (error) {
    const { code } = ((error as Error).cause ?? {}) as { code?: string };
    if (code === '23505') return { outcome: 'taken' };
    throw error;
  }
}

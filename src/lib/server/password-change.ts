import { eq } from 'drizzle-orm';
import type { Account } from '../domain/account';
import { weakness } from '../domain/password';
import { confirmPassword, type Visitor } from './accounts';
import type { Db } from './db/connect';
import { accounts, sessions } from './db/schema/accounts';
import * as devices from './devices';
import * as letters from './letters';
import * as limits from './limits';
import * as links from './mail-links';
import * as mail from './mail';
import * as passwords from './passwords';

/** The password would be guessed; `reason` says what to do about it. */
type Weak = { outcome: 'weak'; reason: string };

/**
 * Changes the password, signs out every device but this one and tells the owner by mail.
 * @param keep the hash of the session that asks
 */
export async function change(
  db: Db,
  account: Account,
  input: { currentPassword: string; newPassword: string },
  keep: string,
  visitor: Visitor
): Promise<{ outcome: 'changed' } | { outcome: 'wrong' } | Weak | limits.Limited> {
  const reason = weakness(input.newPassword, account);
  if (reason) return { outcome: 'weak', reason };
  const refused = await confirmPassword(db, account, input.currentPassword, visitor);
  if (refused) return refused;

  const passwordHash = await passwords.hash(input.newPassword);
  await db.transaction(async (tx) => {
    await tx.update(accounts).set({ passwordHash }).where(eq(accounts.id, account.id));
    await links.endAll(tx, account.id);
    await devices.endOthers(tx, account.id, keep);
  });
  mail.later(async () => letters.passwordChanged(account.email));
  return { outcome: 'changed' };
}

/**
 * Sends a link to choose a new password, if the e-mail has an account. Whether it has is looked up
 * only after the answer is given.
 */
export async function requestReset(
  db: Db,
  email: string,
  visitor: Visitor,
  now: Date
): Promise<{ outcome: 'accepted' } | limits.Limited> {
  const limited = await limits.take(
    db,
    ['forgot-address', limits.network(visitor.address)],
    ['forgot-email', email]
  );
  if (limited) return limited;
  mail.later(async () => {
    const [row] = await db
      .select({ id: accounts.id })
      .from(accounts)
      .where(eq(accounts.email, email));
    if (!row) return null;
    const token = await links.issue(db, row.id, 'reset-password', null, now);
    return letters.resetPassword(email, token);
  });
  return { outcome: 'accepted' };
}

/**
 * Sets a new password by the link that was mailed, and signs out every device. A password that is
 * refused as weak leaves the link usable.
 * @returns `stale` where the link is unknown, was used, or is older than an hour
 */
export async function reset(
  db: Db,
  token: string,
  password: string,
  now: Date
): Promise<{ outcome: 'changed' } | Weak | { outcome: 'stale' }> {
  const found = await links.find(db, token, 'reset-password', now);
  if (!found) return { outcome: 'stale' };
  const [account] = await db
    .select({ id: accounts.id, name: accounts.name, email: accounts.email })
    .from(accounts)
    .where(eq(accounts.id, found.accountId));
  if (!account) return { outcome: 'stale' };
  const reason = weakness(password, account);
  if (reason) return { outcome: 'weak', reason };

  const passwordHash = await passwords.hash(password);
  const changed = await db.transaction(async (tx) => {
    if (!(await links.use(tx, token, 'reset-password', now))) return false;
    await tx.update(accounts).set({ passwordHash }).where(eq(accounts.id, account.id));
    await links.endAll(tx, account.id);
    await tx.delete(sessions).where(eq(sessions.accountId, account.id));
    return true;
  });
  if (!changed) return { outcome: 'stale' };
  // Whoever guessed at the old password must not keep the owner out with the new one.
  await limits.clear(db, ['log-in-account', account.email]);
  mail.later(async () => letters.passwordChanged(account.email));
  return { outcome: 'changed' };
}

import { eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Account, LogIn, ProfileChange, SignUp } from '../domain/account';
import { forgetReasons } from './allowances';
import type { Db, Transaction } from './db/connect';
import { accounts } from './db/schema/accounts';
import { leaveAll } from './leaving';
import * as letters from './letters';
import * as limits from './limits';
import * as mail from './mail';
import * as oldInvitations from './old-invitations';
import * as passwords from './passwords';
import * as statistics from './statistics';

/** Who asks, before we know who it is. */
export interface Visitor {
  /** The network address of the other side. */
  address: string;
}

const columns = {
  id: accounts.id,
  name: accounts.name,
  email: accounts.email,
  timeZone: accounts.timeZone
};

/**
 * Makes an account, unless the e-mail has one.
 *
 * The answer is the same either way, after the same work; what differs is the letter that goes to
 * the address: a welcome, or the news that somebody tried. Whoever calls then logs in with the
 * same e-mail and password: a new person is inside at once, and so is one who signed up twice.
 * Somebody else's address remains closed, which tells the one who tries that it has an account:
 * that is the price of a lesson in the first minute. It cannot be asked quietly or in bulk: each
 * question either makes an account or writes to the owner, and the limits allow few of them.
 *
 * @returns `limited` after too many tries from one network address or for one e-mail
 */
export async function signUp(
  db: Db,
  input: SignUp,
  visitor: Visitor,
  now: Date
): Promise<{ outcome: 'accepted' } | limits.Limited> {
  const limited = await limits.take(
    db,
    ['sign-up-address', limits.network(visitor.address)],
    ['sign-up-email', input.email]
  );
  if (limited) return limited;

  const { email, name, timeZone } = input;
  const id = uuidv7();
  const passwordHash = await passwords.hash(input.password);
  // A taken address is written too, with what it has: both cases then wait for the disk once.
  const [row] = await db
    .insert(accounts)
    .values({ id, email, name, passwordHash, timeZone, createdAt: now })
    .onConflictDoUpdate({ target: accounts.email, set: { email } })
    .returning({ id: accounts.id });
  mail.later(async () => (row?.id === id ? letters.welcome(email) : letters.alreadyHere(email)));
  return { outcome: 'accepted' };
}

/**
 * Checks an e-mail and a password. An unknown e-mail costs the same work as a wrong password.
 * @returns `limited` after ten wrong tries for one account or fifty from one address in a quarter
 * of an hour, even where the password is right
 */
export async function logIn(
  db: Db,
  { email, password }: LogIn,
  visitor: Visitor
): Promise<{ outcome: 'welcome'; account: Account } | { outcome: 'wrong' } | limits.Limited> {
  const byAddress: limits.Claim = ['log-in-address', limits.network(visitor.address)];
  const byAccount: limits.Claim = ['log-in-account', email];
  const limited = await limits.take(db, byAddress, byAccount);
  if (limited) return limited;

  const [row] = await db
    .select({ ...columns, passwordHash: accounts.passwordHash })
    .from(accounts)
    .where(eq(accounts.email, email));
  const matches = await passwords.verify(row?.passwordHash, password);
  if (!row || !matches) return { outcome: 'wrong' };

  await limits.giveBack(db, byAddress);
  await limits.clear(db, byAccount);
  const { passwordHash: _, ...account } = row;
  return { outcome: 'welcome', account };
}

/**
 * Asks somebody who is signed in for the password again, under the same limits as logging in.
 * @returns null where it is right
 */
export async function confirmPassword(
  db: Db,
  account: Account,
  password: string,
  visitor: Visitor
): Promise<{ outcome: 'wrong' } | limits.Limited | null> {
  const result = await logIn(db, { email: account.email, password }, visitor);
  return result.outcome === 'welcome' ? null : result;
}

/** Changes name or time zone, or both. @returns the account as it is now */
export async function updateProfile(
  db: Db,
  account: Account,
  change: ProfileChange
): Promise<Account> {
  if (Object.keys(change).length === 0) return account;
  const [row] = await db
    .update(accounts)
    .set(change)
    .where(eq(accounts.id, account.id))
    .returning(columns);
  if (!row) throw new Error(`Account ${account.id} is gone`);
  return row;
}

/**
 * Deletes an account and everything about it, for good, once the password was right. What its
 * schools must keep stays with them: see `member_records`.
 * @returns `last-admin` where a school with other members would be left without one
 */
export async function remove(
  db: Db,
  account: Account,
  password: string,
  visitor: Visitor,
  now: Date
): Promise<
  | { outcome: 'removed' }
  | { outcome: 'wrong' }
  | { outcome: 'last-admin'; school: string }
  | limits.Limited
> {
  const refused = await confirmPassword(db, account, password, visitor);
  if (refused) return refused;
  return db.$client.begin(async (tx) => {
    const school = await leaveAll(tx, account, now);
    if (school !== null) return { outcome: 'last-admin', school };
    await statistics.forget(db, tx, account.id);
    await forget(tx, account);
    await tx`delete from accounts where id = ${account.id}`;
    return { outcome: 'removed' };
  });
}

/** What is about an account and does not go with its row by itself. */
async function forget(tx: Transaction, { id, email }: Account): Promise<void> {
  const schools = await tx<{ id: string }[]>`
    select school_id as id from member_records where account_id = ${id}`;
  await tx`select set_config('palpate.disposal', 'on', true)`;
  await forgetReasons(
    tx,
    id,
    schools.map((school) => school.id)
  );
  await tx`select set_config('palpate.disposal', 'off', true)`;
  await oldInvitations.forget(tx, email);
}

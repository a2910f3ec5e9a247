import { and, eq, gt, lte, ne } from 'drizzle-orm';
import type { Db } from './db/connect';
import { mailTokens } from './db/schema/accounts';
import { hashToken, makeToken } from './tokens';

export type Purpose = (typeof mailTokens.$inferSelect)['purpose'];

const hour = 3_600_000;
const lasts: Record<Purpose, number> = {
  'reset-password': hour,
  'change-email': 24 * hour,
  unsubscribe: 90 * 24 * hour
};

/**
 * Makes the token of a link to send by mail; an earlier one for the same purpose ends, unless it is
 * to unsubscribe, which every letter that was kept must be able to do.
 * @param email the new address, where it is about one
 * @returns the token, of which only the hash is stored
 */
export async function issue(
  db: Db,
  accountId: string,
  purpose: Purpose,
  email: string | null,
  now: Date
): Promise<string> {
  const token = makeToken();
  const expiresAt = new Date(now.getTime() + lasts[purpose]);
  await db.transaction(async (tx) => {
    await tx
      .delete(mailTokens)
      .where(
        and(
          eq(mailTokens.accountId, accountId),
          eq(mailTokens.purpose, purpose),
          purpose === 'unsubscribe' ? lte(mailTokens.expiresAt, now) : undefined
        )
      );
    await tx
      .insert(mailTokens)
      .values({ hash: hashToken(token), accountId, purpose, email, expiresAt });
  });
  return token;
}

/** @returns whose link this is, without using it up; null where it is unknown, used or too old */
export async function find(
  db: Pick<Db, 'select'>,
  token: string,
  purpose: Purpose,
  now: Date
): Promise<{ accountId: string; email: string | null } | null> {
  const [row] = await db
    .select({ accountId: mailTokens.accountId, email: mailTokens.email })
    .from(mailTokens)
    .where(live(token, purpose, now));
  return row ?? null;
}

/** Uses a link up. @returns false where somebody else was faster, or it is unknown or too old */
export async function use(
  db: Pick<Db, 'delete'>,
  token: string,
  purpose: Purpose,
  now: Date
): Promise<boolean> {
  const used = await db
    .delete(mailTokens)
    .where(live(token, purpose, now))
    .returning({ hash: mailTokens.hash });
  return used.length > 0;
}

/** Ends the links of an account: after a change of password or e-mail none may undo it. */
export async function endAll(db: Pick<Db, 'delete'>, accountId: string): Promise<void> {
  await db
    .delete(mailTokens)
    .where(and(eq(mailTokens.accountId, accountId), ne(mailTokens.purpose, 'unsubscribe')));
}

const live = (token: string, purpose: Purpose, now: Date) =>
  and(
    eq(mailTokens.hash, hashToken(token)),
    eq(mailTokens.purpose, purpose),
    gt(mailTokens.expiresAt, now)
  );

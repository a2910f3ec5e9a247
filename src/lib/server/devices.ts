import Bowser from 'bowser';
import { and, desc, eq, gt, ne } from 'drizzle-orm';
import type { Db } from './db/connect';
import { sessions } from './db/schema/accounts';

/** A signed-in device, as its owner sees it. The hash names it, and signs nobody in. */
export interface Device {
  hash: string;
  name: string;
  createdAt: Date;
  lastSeenAt: Date;
  current: boolean;
}

/**
 * The devices on which an account is signed in, the one used last first.
 * @param current the hash of the session that asks
 */
export async function list(
  db: Db,
  accountId: string,
  current: string | null,
  now: Date
): Promise<Device[]> {
  const rows = await db
    .select()
    .from(sessions)
    .where(and(eq(sessions.accountId, accountId), gt(sessions.expiresAt, now)))
    .orderBy(desc(sessions.lastSeenAt), desc(sessions.createdAt));
  return rows.map(({ id: hash, userAgent, createdAt, lastSeenAt }) => ({
    hash,
    name: describe(userAgent),
    createdAt,
    lastSeenAt,
    current: hash === current
  }));
}

/** Signs out one device. @returns false where the account has none of that hash */
export async function end(db: Db, accountId: string, hash: string): Promise<boolean> {
  if (!/^[0-9a-f]{64}$/.test(hash)) return false;
  const ended = await db
    .delete(sessions)
    .where(and(eq(sessions.id, hash), eq(sessions.accountId, accountId)))
    .returning({ id: sessions.id });
  return ended.length > 0;
}

/** Signs out all devices but the one named. @param keep its hash */
export async function endOthers(
  db: Pick<Db, 'delete'>,
  accountId: string,
  keep: string
): Promise<void> {
  await db.delete(sessions).where(and(eq(sessions.accountId, accountId), ne(sessions.id, keep)));
}

/** "Chrome on Android", or as much of it as the program said of itself. */
export function describe(userAgent: string): string {
  if (!userAgent) return 'Unknown device';
  const { browser, os } = Bowser.parse(userAgent);
  const known = [browser.name, os.name].filter(Boolean).join(' on ');
  return known || userAgent.split(/[\s/]/)[0] || 'Unknown device';
}

import { and, eq, lte } from 'drizzle-orm';
import { Lucia, TimeSpan, type Adapter } from 'lucia';
import type { Account } from '../domain/account';
import type { Actor } from '../domain/actor';
import type { Db } from './db/connect';
import { sessions } from './db/schema/accounts';
import { hashToken } from './tokens';

declare module 'lucia' {
  interface Register {
    Lucia: ReturnType<typeof lucia>;
    DatabaseSessionAttributes: { userAgent: string; createdAt: Date; lastSeenAt: Date };
    DatabaseUserAttributes: Omit<Account, 'id'> & { memberships: Actor['memberships'] };
  }
}

/** What a valid token stands for. `fresh` asks that the cookie be sent again with a later end. */
export interface SignedIn {
  session: { hash: string; fresh: boolean; expiresAt: Date };
  account: Account;
  actor: Actor;
}

const lifetime = new TimeSpan(30, 'd');
/** How stale "last active" may be; finer would write on every request. */
const seenEvery = new TimeSpan(1, 'h').milliseconds();

export const cookieName = 'palpate_session';

/** How the token travels in a browser. On plain http a Secure cookie would never come back. */
export const cookieOptions = () => ({
  path: '/',
  httpOnly: true,
  sameSite: 'lax' as const,
  secure: process.env.ORIGIN?.startsWith('https:') ?? false,
  maxAge: lifetime.seconds()
});

/**
 * Signs a device in.
 * @returns the token for the cookie or the Authorization header; only its hash is stored
 */
export async function create(
  db: Db,
  accountId: string,
  userAgent: string,
  now: Date
): Promise<string> {
  await db
    .delete(sessions)
    .where(and(eq(sessions.accountId, accountId), lte(sessions.expiresAt, now)));
  const attributes = { userAgent: userAgent.slice(0, 300), createdAt: now, lastSeenAt: now };
  return (await lucia(db).createSession(accountId, attributes)).id;
}

/**
 * Finds whose token this is, in one statement; once an hour a second one notes the visit, and
 * once a fortnight a third moves the end.
 * @returns null for a token that is unknown, ended or expired
 */
export async function validate(db: Db, token: string, now: Date): Promise<SignedIn | null> {
  const { session, user } = await lucia(db).validateSession(token);
  if (!session) return null;
  const hash = hashToken(token);
  if (now.getTime() - session.lastSeenAt.getTime() > seenEvery) {
    await db.update(sessions).set({ lastSeenAt: now }).where(eq(sessions.id, hash));
  }
  const { memberships, ...account } = user;
  return {
    session: { hash, fresh: session.fresh, expiresAt: session.expiresAt },
    account,
    actor: { id: account.id, memberships }
  };
}

/** Signs out the device that holds this token. */
export const end = (db: Db, token: string): Promise<void> => lucia(db).invalidateSession(token);

const lucia = (db: Db) =>
  new Lucia(adapter(db), {
    sessionExpiresIn: lifetime,
    getSessionAttributes: (attributes) => attributes,
    getUserAttributes: (attributes) => attributes
  });

type Row = {
  account_id: string;
  user_agent: string;
  created_at: string;
  last_seen_at: string;
  expires_at: string;
  name: string;
  email: string;
  time_zone: string;
  memberships: Actor['memberships'];
};

/** For queries: the memberships of the account `a`. */
const membershipsOf = ({ $client: sql }: Db) => sql`
  (select coalesce(json_agg(json_strip_nulls(json_build_object(
      'school', school_id, 'role', role, 'cohorts', case when is_limited then (
        select coalesce(json_agg(cohort_id), '[]') from staff_cohorts
        where account_id = a.id and school_id = members.school_id) end))), '[]')
    from members where account_id = a.id)`;

/** @returns an account as it may act now, where no session brings it; null where it is gone */
export async function actorOf(
  db: Db,
  account: string
): Promise<{ account: Pick<Account, 'id' | 'timeZone'>; actor: Actor } | null> {
  const [row] = await db.$client<{ time_zone: string; memberships: Actor['memberships'] }[]>`
    select time_zone, ${membershipsOf(db)} as memberships from accounts a where id = ${account}`;
  if (!row) return null;
  const { time_zone: timeZone, memberships } = row;
  return { account: { id: account, timeZone }, actor: { id: account, memberships } };
}

/** Where Lucia says id it means the token, which is in no table: each method hashes it first. */
const adapter = (db: Db): Adapter => ({
  async getSessionAndUser(token) {
    // Every request asks this, so it is one prepared statement.
    const [row] = await db.$client<Row[]>`
      select s.account_id, s.user_agent, s.created_at, s.last_seen_at, s.expires_at,
             a.name, a.email, a.time_zone,
             ${membershipsOf(db)} as memberships
      from sessions s join accounts a on a.id = s.account_id
      where s.id = ${hashToken(token)}`;
    if (!row) return [null, null];
    const { account_id: userId, name, email, time_zone: timeZone, memberships } = row;
    const attributes = {
      userAgent: row.user_agent,
      createdAt: new Date(row.created_at),
      lastSeenAt: new Date(row.last_seen_at)
    };
    return [
      { id: token, userId, expiresAt: new Date(row.expires_at), attributes },
      { id: userId, attributes: { name, email, timeZone, memberships } }
    ];
  },
  async getUserSessions() {
    throw new Error('Tokens are not kept, so they cannot be listed: see devices.ts');
  },
  async setSession({ id: token, userId: accountId, expiresAt, attributes }) {
    await db.insert(sessions).values({ id: hashToken(token), accountId, expiresAt, ...attributes });
  },
  async updateSessionExpiration(token, expiresAt) {
    await db
      .update(sessions)
      .set({ expiresAt })
      .where(eq(sessions.id, hashToken(token)));
  },
  async deleteSession(token) {
    await db.delete(sessions).where(eq(sessions.id, hashToken(token)));
  },
  async deleteUserSessions(accountId) {
    await db.delete(sessions).where(eq(sessions.accountId, accountId));
  },
  async deleteExpiredSessions() {
    await db.delete(sessions).where(lte(sessions.expiresAt, new Date()));
  }
});

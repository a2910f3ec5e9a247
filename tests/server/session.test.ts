import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { accounts, members, schools, sessions } from '../../src/lib/server/db/schema/accounts';
import * as devices from '../../src/lib/server/devices';
import * as session from '../../src/lib/server/session';
import { hashToken } from '../../src/lib/server/tokens';
import { freshDatabase } from './database';

const now = new Date();
const anna = '01930000-0000-7000-8000-00000000000a';
const ben = '01930000-0000-7000-8000-00000000000b';
const school = '01930000-0000-7000-8000-0000000000ff';
const android =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36';

let database: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
  database = await freshDatabase();
  const common = { passwordHash: '', timeZone: 'Europe/Berlin', createdAt: now };
  await database.db.insert(accounts).values([
    { id: anna, email: 'anna@example.com', name: 'Anna', ...common },
    { id: ben, email: 'ben@example.com', name: 'Ben', ...common }
  ]);
  await database.db.insert(schools).values({ id: school, slug: 's', name: 'S', createdAt: now });
  await database.db
    .insert(members)
    .values({ schoolId: school, accountId: anna, role: 'student', joinedAt: now });
});
afterAll(() => database.close());
beforeEach(() => database.db.delete(sessions));

test('a token stands for the account and its memberships, and is stored as a hash only', async () => {
  const { db } = database;
  const token = await session.create(db, anna, android, now);
  expect(await session.validate(db, token, now)).toMatchObject({
    session: { hash: hashToken(token), fresh: false },
    account: { id: anna, name: 'Anna', email: 'anna@example.com', timeZone: 'Europe/Berlin' },
    actor: { id: anna, memberships: [{ school, role: 'student' }] }
  });
  const stored = JSON.stringify(await db.select().from(sessions));
  expect(stored).toContain(hashToken(token));
  expect(stored).not.toContain(token);
  expect(await session.validate(db, hashToken(token), now)).toBeNull();
});

test('somebody without a school has no memberships', async () => {
  const token = await session.create(database.db, ben, android, now);
  const found = await session.validate(database.db, token, now);
  expect(found?.actor).toEqual({ id: ben, memberships: [] });
});

test('one statement answers the usual request', async () => {
  const statements: string[] = [];
  const client = postgres(database.url, { debug: (_, statement) => statements.push(statement) });
  const db = drizzle(client);
  const token = await session.create(db, anna, android, now);
  statements.length = 0;
  await session.validate(db, token, new Date(now.getTime() + 59 * 60_000));
  await client.end();
  expect(statements).toHaveLength(1);
});

test('the last visit is noted at most once an hour', async () => {
  const { db } = database;
  const token = await session.create(db, anna, android, now);
  const later = new Date(now.getTime() + 61 * 60_000);
  await session.validate(db, token, later);
  const [row] = await db.select().from(sessions);
  expect(row?.lastSeenAt).toEqual(later);
});

test('a session of which half is over gets its full time again', async () => {
  const { db } = database;
  const token = await session.create(db, anna, android, now);
  await db.update(sessions).set({ expiresAt: sql`expires_at - interval '16 days'` });
  const found = await session.validate(db, token, now);
  expect(found?.session.fresh).toBe(true);
  const [row] = await db.select().from(sessions);
  expect(row!.expiresAt.getTime() - now.getTime()).toBeGreaterThan(29 * 86_400_000);
});

test('an expired session is none, and its row goes', async () => {
  const { db } = database;
  const token = await session.create(db, anna, android, now);
  await db.update(sessions).set({ expiresAt: new Date(Date.now() - 1000) });
  expect(await session.validate(db, token, now)).toBeNull();
  expect(await db.select().from(sessions)).toEqual([]);
});

test.each(['', 'x', "'; drop table sessions; --", 'a'.repeat(10_000)])(
  'a token that is none of ours signs nobody in',
  async (token) => {
    expect(await session.validate(database.db, token, now)).toBeNull();
  }
);

test('devices are listed by name, and each can be signed out by its owner alone', async () => {
  const { db } = database;
  const phone = await session.create(db, anna, android, now);
  const other = await session.create(db, anna, 'curl/8.5', new Date(now.getTime() - 1000));
  const bens = await session.create(db, ben, '', now);

  const list = await devices.list(db, anna, hashToken(phone), now);
  expect(list.map(({ name, current }) => [name, current])).toEqual([
    ['Chrome on Android', true],
    ['curl', false]
  ]);
  expect(await devices.end(db, anna, hashToken(bens))).toBe(false);
  expect(await devices.end(db, anna, '\u0000')).toBe(false);
  expect(await session.validate(db, bens, now)).not.toBeNull();
  expect(await devices.end(db, anna, hashToken(other))).toBe(true);
  expect(await session.validate(db, other, now)).toBeNull();
});

test('signing out: this device, all others', async () => {
  const { db } = database;
  const [one, two, three] = await Promise.all(
    ['a', 'b', 'c'].map((agent) => session.create(db, anna, agent, now))
  );
  const bens = await session.create(db, ben, 'd', now);
  await session.end(db, one!);
  expect(await session.validate(db, one!, now)).toBeNull();
  await devices.endOthers(db, anna, hashToken(two!));
  expect(await session.validate(db, three!, now)).toBeNull();
  expect(await session.validate(db, two!, now)).not.toBeNull();
  expect(await session.validate(db, bens, now)).not.toBeNull();
});

test('the cookie is closed to scripts, and Secure where the site is https', () => {
  const origin = process.env.ORIGIN;
  process.env.ORIGIN = 'https://school.example';
  expect(session.cookieOptions()).toMatchObject({ httpOnly: true, sameSite: 'lax', secure: true });
  process.env.ORIGIN = 'http://localhost:3000';
  expect(session.cookieOptions()).toMatchObject({ secure: false, maxAge: 30 * 86_400 });
  if (origin === undefined) delete process.env.ORIGIN;
  else process.env.ORIGIN = origin;
});

import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Account } from '../../src/lib/domain/account';
import * as accounts from '../../src/lib/server/accounts';
import * as tables from '../../src/lib/server/db/schema/accounts';
import * as emailChange from '../../src/lib/server/email-change';
import * as passwordChange from '../../src/lib/server/password-change';
import * as session from '../../src/lib/server/session';
import { hashToken } from '../../src/lib/server/tokens';
import { freshDatabase } from './database';
import { freshOutbox, tokenIn } from './outbox';

const now = new Date();
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);
const visitor = { address: '192.0.2.1' };
const good = 'harbour velvet nine';
const better = 'lantern gravel forty';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let outbox: Awaited<ReturnType<typeof freshOutbox>>;
beforeAll(async () => {
  [database, outbox] = await Promise.all([freshDatabase(), freshOutbox()]);
});
afterAll(async () => {
  await outbox.close();
  await database.close();
});

let count = 0;
/** Each test has people of its own, so that no limit is shared. */
const newEmail = () => `person${++count}@example.com`;

async function person(email = newEmail()): Promise<Account> {
  const input = { email, name: 'Robin', password: good, timeZone: 'Europe/Berlin' };
  await accounts.signUp(database.db, input, { address: `10.0.0.${count}` }, now);
  const result = await logIn(email, good);
  if (result.outcome !== 'welcome') throw new Error(result.outcome);
  return result.account;
}

const logIn = (email: string, password: string, address = `10.0.1.${count}`) =>
  accounts.logIn(database.db, { email, password }, { address });

test('who signs up can log in, and is welcomed by mail', async () => {
  const { email, ...rest } = await person();
  expect(rest).toMatchObject({ name: 'Robin', timeZone: 'Europe/Berlin' });
  const [letter, ...others] = await outbox.read(email);
  expect(letter).toContain('Subject: Welcome to Palpate');
  expect(others).toEqual([]);
  const [row] = await database.db.select().from(tables.accounts).limit(1);
  expect(row?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test('to sign up with a taken e-mail is answered alike, changes nothing and tells the owner', async () => {
  const { email } = await person();
  const input = { email, name: 'Mallory', password: better, timeZone: 'UTC' };
  const free = await accounts.signUp(database.db, { ...input, email: newEmail() }, visitor, now);
  const taken = await accounts.signUp(database.db, input, visitor, now);
  expect(taken).toEqual(free);
  expect(await logIn(email, better)).toEqual({ outcome: 'wrong' });
  expect(await logIn(email, good)).toMatchObject({ account: { name: 'Robin' } });
  expect((await outbox.read(email)).at(-1)).toContain('Subject: You already have an account');
});

test('of two who sign up with one e-mail at once, one has it', async () => {
  const email = newEmail();
  const signUp = (password: string) =>
    accounts.signUp(
      database.db,
      { email, name: 'Robin', password, timeZone: 'UTC' },
      { address: '10.0.2.1' },
      now
    );
  expect(await Promise.all([signUp(good), signUp(better)])).toEqual([
    { outcome: 'accepted' },
    { outcome: 'accepted' }
  ]);
  const results = await Promise.all([logIn(email, good), logIn(email, better)]);
  expect(results.map(({ outcome }) => outcome).sort()).toEqual(['welcome', 'wrong']);
  expect(await outbox.read(email)).toHaveLength(2);
});

test('a wrong password and an unknown e-mail are answered alike, after like work', async () => {
  const { email } = await person();
  const timed = async (email: string) => {
    const start = performance.now();
    expect(await logIn(email, 'not the password', '10.0.3.1')).toEqual({ outcome: 'wrong' });
    return performance.now() - start;
  };
  const known: number[] = [];
  const unknown: number[] = [];
  for (let i = 0; i < 7; i++) {
    known.push(await timed(email));
    unknown.push(await timed(newEmail()));
  }
  const median = (times: number[]) => times.sort((a, b) => a - b)[3]!;
  expect(median(unknown) / median(known)).toBeGreaterThan(0.5);
  expect(median(unknown) / median(known)).toBeLessThan(2);
});

test('after ten wrong tries even the right password waits, and other accounts do not', async () => {
  const { email } = await person();
  for (let i = 0; i < 10; i++) await logIn(email, 'not the password');
  expect(await logIn(email, good)).toMatchObject({ outcome: 'limited' });
  await person();
});

test('a right password ends the count of wrong ones', async () => {
  const { email } = await person();
  for (let round = 0; round < 2; round++) {
    for (let i = 0; i < 9; i++) await logIn(email, 'not the password', `10.0.4.${round}`);
    expect(await logIn(email, good)).toMatchObject({ outcome: 'welcome' });
  }
});

test('a change of password signs out the other devices', async () => {
  const { db } = database;
  const account = await person();
  const here = await session.create(db, account.id, 'here', now);
  const there = await session.create(db, account.id, 'there', now);
  const change = (currentPassword: string, newPassword: string) =>
    passwordChange.change(db, account, { currentPassword, newPassword }, hashToken(here), visitor);

  expect(await change('not the password', better)).toEqual({ outcome: 'wrong' });
  expect(await change(good, `${account.name} 12345678`)).toMatchObject({ outcome: 'weak' });
  expect(await session.validate(db, there, now)).not.toBeNull();
  expect(await change(good, better)).toEqual({ outcome: 'changed' });
  expect(await session.validate(db, here, now)).not.toBeNull();
  expect(await session.validate(db, there, now)).toBeNull();
  expect(await logIn(account.email, good)).toEqual({ outcome: 'wrong' });
  expect(await logIn(account.email, better)).toMatchObject({ outcome: 'welcome' });
});

test('a forgotten password is set anew by a link that works once', async () => {
  const { db } = database;
  const account = await person();
  const device = await session.create(db, account.id, 'there', now);
  for (let i = 0; i < 11; i++) await logIn(account.email, 'not the password');
  await passwordChange.requestReset(db, account.email, visitor, now);
  const token = tokenIn((await outbox.read(account.email)).at(-1));

  const stored = JSON.stringify(await db.select().from(tables.mailTokens));
  expect(stored).not.toContain(token);
  expect(await passwordChange.reset(db, token, 'robin robin robin', now)).toMatchObject({
    outcome: 'weak'
  });
  const twice = await Promise.all([
    passwordChange.reset(db, token, better, now),
    passwordChange.reset(db, token, better, now)
  ]);
  expect(twice.map(({ outcome }) => outcome).sort()).toEqual(['changed', 'stale']);
  expect(await passwordChange.reset(db, token, good, now)).toEqual({ outcome: 'stale' });
  expect(await session.validate(db, device, now)).toBeNull();
  expect(await logIn(account.email, better)).toMatchObject({ outcome: 'welcome' });
});

test('a reset link ends after an hour, by a newer one, and by a change of password', async () => {
  const { db } = database;
  const account = await person();
  const ask = async () => {
    await passwordChange.requestReset(db, account.email, visitor, now);
    return tokenIn((await outbox.read(account.email)).at(-1));
  };
  const first = await ask();
  const second = await ask();
  expect(second).not.toBe(first);
  expect(await passwordChange.reset(db, first, better, now)).toEqual({ outcome: 'stale' });
  expect(await passwordChange.reset(db, second, better, hours(1.01))).toEqual({ outcome: 'stale' });
  const input = { currentPassword: good, newPassword: better };
  await passwordChange.change(db, account, input, '', visitor);
  expect(await passwordChange.reset(db, second, good, now)).toEqual({ outcome: 'stale' });
});

test('an unknown e-mail gets no link, and the answer is the same', async () => {
  const email = newEmail();
  expect(await passwordChange.requestReset(database.db, email, visitor, now)).toEqual({
    outcome: 'accepted'
  });
  expect(await outbox.read(email)).toEqual([]);
});

test('the e-mail changes when the link at the new address is used, and not before', async () => {
  const { db } = database;
  const account = await person();
  const email = newEmail();
  const request = (password: string) =>
    emailChange.request(db, account, { email, password }, visitor, now);
  expect(await request('not the password')).toEqual({ outcome: 'wrong' });
  expect(await request(good)).toEqual({ outcome: 'accepted' });
  expect((await outbox.read(account.email)).at(-1)).toContain('A change of your e-mail address');
  expect(await logIn(email, good)).toEqual({ outcome: 'wrong' });

  const token = tokenIn((await outbox.read(email)).at(-1));
  expect(await passwordChange.reset(db, token, better, now)).toEqual({ outcome: 'stale' });
  expect(await emailChange.confirm(db, token, hours(25))).toEqual({ outcome: 'stale' });
  expect(await emailChange.confirm(db, token, now)).toEqual({ outcome: 'changed', email });
  expect(await emailChange.confirm(db, token, now)).toEqual({ outcome: 'stale' });
  expect(await logIn(email, good)).toMatchObject({ account: { id: account.id } });
});

test('an address with an account is not taken over, whenever it got one', async () => {
  const { db } = database;
  const account = await person();
  const owner = await person();
  const input = { email: owner.email, password: good };
  expect(await emailChange.request(db, account, input, visitor, now)).toEqual({
    outcome: 'accepted'
  });
  expect(tokenIn((await outbox.read(owner.email)).at(-1))).toBe('');

  const free = newEmail();
  await emailChange.request(db, account, { ...input, email: free }, visitor, now);
  const token = tokenIn((await outbox.read(free)).at(-1));
  await person(free);
  expect(await emailChange.confirm(db, token, now)).toEqual({ outcome: 'taken' });
  expect(await logIn(account.email, good)).toMatchObject({ account: { id: account.id } });
});

test('name and time zone change, together or alone', async () => {
  const account = await person();
  const changed = await accounts.updateProfile(database.db, account, { name: 'Kim' });
  expect(changed).toEqual({ ...account, name: 'Kim' });
  expect(await accounts.updateProfile(database.db, changed, {})).toEqual(changed);
});

test('an account goes with everything about it, once the password is right', async () => {
  const { db } = database;
  const account = await person();
  const token = await session.create(db, account.id, 'here', now);
  await passwordChange.requestReset(db, account.email, visitor, now);
  await outbox.read(account.email);
  expect(await accounts.remove(db, account, 'not the password', visitor, now)).toEqual({
    outcome: 'wrong'
  });
  expect(await accounts.remove(db, account, good, visitor, now)).toEqual({ outcome: 'removed' });
  expect(await session.validate(db, token, now)).toBeNull();
  expect(await logIn(account.email, good)).toEqual({ outcome: 'wrong' });
  const [left] = await db.execute(
    sql`select count(*)::int as n from mail_tokens where account_id = ${account.id}`
  );
  expect(left?.n).toBe(0);
});

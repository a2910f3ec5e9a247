import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '../../src/lib/server/db/connect';
import { rateLimits } from '../../src/lib/server/db/schema/accounts';
import * as limits from '../../src/lib/server/limits';
import { freshDatabase } from './database';

let database: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const tries = (count: number, take: () => Promise<limits.Limited | null>) =>
  Promise.all(Array.from({ length: count }, take));

test('of many tries at once, from two processes, no more than the limit are heard', async () => {
  const other = connect(database.url);
  const claim: limits.Claim = ['log-in-account', 'anna@example.com'];
  const results = [
    ...(await tries(8, () => limits.take(database.db, claim))),
    ...(await tries(8, () => limits.take(other, claim)))
  ];
  await other.$client.end();
  expect(results.filter((result) => result === null)).toHaveLength(10);
  const refused = results.find((result) => result !== null)!;
  expect(refused.seconds).toBeGreaterThan(14 * 60);
  expect(refused.seconds).toBeLessThanOrEqual(15 * 60);
  expect(limits.explain(refused)).toBe('Too many tries. Try again in 15 minutes.');
});

test('the count goes on after a restart, and ends with its time', async () => {
  const claim: limits.Claim = ['log-in-account', 'ben@example.com'];
  await tries(10, () => limits.take(database.db, claim));
  const restarted = connect(database.url);
  expect(await limits.take(restarted, claim)).toMatchObject({ outcome: 'limited' });
  await restarted.update(rateLimits).set({ expire: Date.now() - 1 });
  expect(await limits.take(restarted, claim)).toBeNull();
  await restarted.$client.end();
});

test('a try can be given back, and all be forgotten', async () => {
  const { db } = database;
  const claim: limits.Claim = ['log-in-account', 'cleo@example.com'];
  await tries(10, () => limits.take(db, claim));
  await limits.giveBack(db, claim);
  expect(await limits.take(db, claim)).toBeNull();
  expect(await limits.take(db, claim)).not.toBeNull();
  await limits.clear(db, claim);
  expect(await limits.take(db, claim)).toBeNull();
});

test('who is refused by address does not use up the tries of an account', async () => {
  const { db } = database;
  const address: limits.Claim = ['log-in-address', '192.0.2.1'];
  await tries(50, () => limits.take(db, address));
  const account: limits.Claim = ['log-in-account', 'dora@example.com'];
  for (let i = 0; i < 11; i++) expect(await limits.take(db, address, account)).not.toBeNull();
  expect(await limits.take(db, account)).toBeNull();
});

test('the table holds no e-mail', async () => {
  await limits.take(database.db, ['forgot-email', 'eve@example.com']);
  const rows = await database.db.select().from(rateLimits);
  expect(JSON.stringify(rows)).not.toContain('example.com');
});

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::9', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0']
])('%s is counted as %s', (address, network) => {
  expect(limits.network(address)).toBe(network);
});

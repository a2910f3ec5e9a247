import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Db } from '../../src/lib/server/db/connect';
import { deliver } from '../../src/lib/server/invitation-mail';
import * as invitations from '../../src/lib/server/invitations';
import * as joinCodes from '../../src/lib/server/join-codes';
import { start } from '../../src/lib/server/jobs';
import * as limits from '../../src/lib/server/limits';
import * as rosterImport from '../../src/lib/server/roster-import';
import { invite } from '../../src/lib/server/tasks/invite';
import type { Actor } from '../../src/lib/domain/actor';
import { freshOutbox, tokenIn } from './outbox';
import { freshDatabase } from './database';
import { after, days, learner, noon } from './fixtures';
import { by, schoolWithCohorts } from './membership-fixtures';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
let outbox: Awaited<ReturnType<typeof freshOutbox>>;
let worker: Awaited<ReturnType<typeof start>>;
beforeAll(async () => {
  outbox = await freshOutbox();
  database = await freshDatabase();
  db = database.db;
  worker = await start(database.url, [invite]);
});
afterAll(async () => {
  await worker.stop();
  await database.close();
  await outbox.close();
});

/** The token of the newest letter to an address, once so many have come. */
async function tokenTo(email: string, letters = 1) {
  await vi.waitFor(async () => expect(await outbox.read(email)).toHaveLength(letters), 15_000);
  return tokenIn((await outbox.read(email)).at(-1));
}

const roleOf = async (school: string, account: string) => {
  const [row] = await db.$client<{ role: string; cohorts: string[] }[]>`
    select role, array(select name from cohort_members join cohorts on cohorts.id = cohort_id
      where account_id = ${account} and cohort_members.school_id = ${school} order by name) as cohorts
    from members where school_id = ${school} and account_id = ${account}`;
  return row && [row.role, ...row.cohorts];
};

const asked = (email: string, cohort: string | null = null) => ({
  emails: [email],
  role: 'student' as const,
  cohort
});

/** Letters are written by the clock of the job, so what is good or too old is measured from there. */
const soon = () => new Date();

test('an invitation is accepted once, by one of two who hold the letter', async () => {
  const { school, admin, mornings } = await schoolWithCohorts(db);
  const email = 'new-one@example.test';
  expect(await invitations.send(db, by(admin), asked(email, mornings))).toEqual({
    ...{ outcome: 'sent', invited: [email], members: [] }
  });
  const token = await tokenTo(email);
  expect(await invitations.find(db, token, soon())).toMatchObject({
    ...{ email, role: 'student', cohort: 'Mornings' }
  });
  const both = [await learner(db), await learner(db)];
  const came = await Promise.all(both.map((one) => invitations.accept(db, one, token, soon())));
  expect(came.filter((slug) => slug !== null)).toHaveLength(1);
  const roles = await Promise.all(both.map(({ id }) => roleOf(school, id)));
  expect(roles.filter(Boolean)).toEqual([['student', 'Mornings']]);
  expect(await invitations.list(db, admin, school)).toEqual([]);
});

test('a letter that is sent again ends the link before; what is revoked or old works no more', async () => {
  const { school, admin } = await schoolWithCohorts(db);
  const email = 'again@example.test';
  await invitations.send(db, by(admin), asked(email));
  const first = await tokenTo(email);
  const [waiting] = await invitations.list(db, admin, school);
  expect(await invitations.resend(db, by(admin), waiting!.id)).toBe('sent');
  const second = await tokenTo(email, 2);
  expect(await invitations.find(db, first, soon())).toBeNull();
  expect(await invitations.find(db, second, after(soon(), days(15)))).toBeNull();
  expect(
    await invitations.accept(db, await learner(db), second, after(soon(), days(15)))
  ).toBeNull();

  const { admin: foreign } = await schoolWithCohorts(db);
  expect(await invitations.revoke(db, { ...by(foreign), school }, waiting!.id)).toBe(false);
  expect(await invitations.revoke(db, by(admin), waiting!.id)).toBe(true);
  expect(await invitations.accept(db, await learner(db), second, soon())).toBeNull();
  await deliver(db, waiting!.id, soon());
  expect(await outbox.read(email)).toHaveLength(2);
});

test('members are not invited again; whoever is invited as more rises, and never falls', async () => {
  const { school, admin, ann } = await schoolWithCohorts(db);
  const email = `${ann.id}@example.test`;
  const sent = await invitations.send(db, by(admin), asked(email));
  expect(sent).toEqual({ outcome: 'sent', invited: [], members: [email] });

  const other = 'other-address@example.test';
  await invitations.send(db, by(admin), { ...asked(other), role: 'instructor' });
  await invitations.accept(db, ann, await tokenTo(other), soon());
  // Staff are in no cohort, whichever way they became staff.
  expect(await roleOf(school, ann.id)).toEqual(['instructor']);
  await invitations.send(db, by(admin), asked(other));
  await invitations.accept(db, ann, await tokenTo(other, 2), soon());
  expect(await roleOf(school, ann.id)).toEqual(['instructor']);
});

test('of many who use a code at once as many come in as there are places', async () => {
  const { school, admin, mornings, ann } = await schoolWithCohorts(db);
  const opened = (await joinCodes.open(db, by(admin), mornings, { places: 3, days: 7 }))!;
  const class_ = await Promise.all(Array.from({ length: 6 }, () => learner(db)));
  const typed = ` ${opened.code.slice(0, 4).toLowerCase()} - ${opened.code.slice(4)}`;
  const all = await Promise.all(class_.map((one) => joinCodes.use(db, one, typed, noon)));
  const outcomes = all.map(({ outcome }) => outcome).sort();
  expect(outcomes).toEqual(['full', 'full', 'full', 'joined', 'joined', 'joined']);
  expect(await joinCodes.list(db, admin, school, noon)).toMatchObject([{ uses: 3, places: 3 }]);
  // Who is in already takes no place, even where there is none.
  expect(await joinCodes.use(db, ann, opened.code, noon)).toMatchObject({ outcome: 'already' });
  const visitor = { address: '198.51.100.1' };
  expect(await joinCodes.find(db, typed, visitor, noon)).toMatchObject({ isFull: true });
});

test('a code that is renewed, closed or over works no more', async () => {
  const { school, admin, mornings, evenings } = await schoolWithCohorts(db);
  const rules = { places: 5, days: 7 };
  const first = (await joinCodes.open(db, by(admin), mornings, rules))!;
  const second = (await joinCodes.open(db, by(admin), mornings, rules))!;
  const other = (await joinCodes.open(db, by(admin), evenings, rules))!;
  const use = async (code: string, at = noon) =>
    (await joinCodes.use(db, await learner(db), code, at)).outcome;
  expect(await use(first.code)).toBe('missing');
  expect(await use(second.code)).toBe('joined');
  expect(await use(second.code, after(noon, days(8)))).toBe('missing');
  const { admin: foreign } = await schoolWithCohorts(db);
  expect(await joinCodes.close(db, { ...by(foreign), school }, mornings)).toBe(false);
  expect(await joinCodes.close(db, by(admin), mornings)).toBe(true);
  expect(await use(second.code)).toBe('missing');
  expect((await joinCodes.list(db, admin, school, noon)).map(({ code }) => code)).toEqual([
    other.code
  ]);
  expect(await joinCodes.list(db, admin, school, after(noon, days(8)))).toEqual([]);
});

test('whoever guesses codes is stopped', async () => {
  const visitor = { address: '198.51.100.7' };
  for (let i = 0; i < 100; i++) await joinCodes.find(db, 'AAAA-AAAA', visitor, noon);
  expect(await joinCodes.find(db, 'AAAA-AAAA', visitor, noon)).toMatchObject({
    outcome: 'limited'
  });
  await limits.clear(db, ['join-address', '198.51.100.7']);
  const one = await learner(db);
  for (let i = 0; i < 20; i++) await joinCodes.use(db, one, 'AAAA-AAAA', noon);
  expect(await joinCodes.use(db, one, 'AAAA-AAAA', noon)).toMatchObject({ outcome: 'limited' });
});

const bytes = (text: string) => new TextEncoder().encode(text);
const wide = (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));

test('a roster is shown, done as shown, and changes nothing when it is sent again', async () => {
  const { school, admin, ann, ben } = await schoolWithCohorts(db);
  const file = wide(
    'sourcedId;status;role;givenName;familyName;email;class\n' +
      `1;active;student;Ann;Lee;${ann.id}@example.test;Evenings\n` +
      `2;tobedeleted;student;Ben;Ito;${ben.id}@example.test;\n` +
      '3;active;teacher;Cat;Roe;cat@example.test;\n' +
      '4;active;student;Dan;;dan at example;\n'
  );
  const seen = (await rosterImport.preview(db, by(admin), file))!;
  expect(seen.counts).toEqual({ add: 1, change: 1, end: 1, same: 0, refuse: 1 });
  expect(await roleOf(school, ann.id)).toEqual(['student', 'Mornings']);

  const done = await rosterImport.accept(db, by(admin), file, seen.seen);
  expect(done.outcome).toBe('done');
  expect(await roleOf(school, ann.id)).toEqual(['student', 'Evenings']);
  expect(await roleOf(school, ben.id)).toBeUndefined();
  expect(await invitations.list(db, admin, school)).toMatchObject([
    { email: 'cat@example.test', name: 'Cat Roe', number: '3', role: 'instructor' }
  ]);
  const cat = await learner(db);
  await invitations.accept(db, cat, await tokenTo('cat@example.test'), soon());
  const [record] = await db.$client`
    select name, number, role from member_records
    where school_id = ${school} and account_id = ${cat.id}`;
  expect(record).toEqual({ name: 'Cat Roe', number: '3', role: 'instructor' });

  // What was seen first is no more what would be done.
  const stale = await rosterImport.accept(db, by(admin), file, seen.seen);
  expect(stale).toMatchObject({
    outcome: 'changed',
    preview: { counts: { add: 0, change: 0, same: 3 } }
  });
  const audited = await db.$client`
    select subject from audit where school_id = ${school} and action = 'roster.import'`;
  expect(audited.map(({ subject }) => subject)).toEqual([{ add: 1, change: 1, end: 1 }]);
});

test('the same file twice is the same once more; only admins send one', async () => {
  const { school, admin, ann } = await schoolWithCohorts(db);
  const file = bytes(`email,name\n${ann.id}@example.test,Ann Lee\nnew@example.test,New One\n`);
  expect(await rosterImport.preview(db, { ...by(ann), school }, file)).toBeNull();
  expect(await rosterImport.accept(db, { ...by(ann), school }, file, '')).toEqual({
    outcome: 'missing'
  });
  const once = async () => {
    const { seen } = (await rosterImport.preview(db, by(admin), file))!;
    const done = await rosterImport.accept(db, by(admin), file, seen);
    return 'preview' in done && done.preview.counts;
  };
  expect(await once()).toMatchObject({ add: 1, change: 1 });
  expect(await once()).toEqual({ add: 0, change: 0, end: 0, same: 2, refuse: 0 });
  expect(await outbox.read('new@example.test').then((all) => all.length)).toBeLessThanOrEqual(1);
});

test('what was refused counts for no letter; a roster may take a whole day’s', async () => {
  const { admin } = await schoolWithCohorts(db);
  const emails = Array.from({ length: 50 }, (_, i) => `many-${i}@example.test`);
  const wrong = { ...asked(''), emails, cohort: admin.memberships[0]!.school };
  for (let i = 0; i < 20; i++)
    expect(await invitations.send(db, by(admin), wrong)).toMatchObject({ outcome: 'invalid' });
  const one = asked('first-one@example.test');
  expect(await invitations.send(db, by(admin), one)).toMatchObject({ outcome: 'sent' });

  const rows = Array.from({ length: 1001 }, (_, i) => `row-${i}@example.test\n`);
  const file = bytes(`email\n${rows.join('')}`);
  const sendRoster = async (admin: Actor) => {
    const { seen } = (await rosterImport.preview(db, by(admin), file))!;
    return (await rosterImport.accept(db, by(admin), file, seen)).outcome;
  };
  expect(await sendRoster(admin)).toBe('limited');
  const other = asked('second-one@example.test');
  expect(await invitations.send(db, by(admin), other)).toMatchObject({ outcome: 'sent' });
  const { admin: elsewhere } = await schoolWithCohorts(db);
  expect(await sendRoster(elsewhere)).toBe('done');
});

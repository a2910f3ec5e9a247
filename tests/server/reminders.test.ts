import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { record, type Learner } from '../../src/lib/server/answers';
import { assign } from '../../src/lib/server/assignments';
import * as cardMarks from '../../src/lib/server/card-marks';
import type { Db } from '../../src/lib/server/db/connect';
import { members } from '../../src/lib/server/db/schema/accounts';
import { add, start } from '../../src/lib/server/jobs';
import * as links from '../../src/lib/server/mail-links';
import * as plans from '../../src/lib/server/plans';
import { complete } from '../../src/lib/server/reading';
import * as reminders from '../../src/lib/server/reminders';
import { remind, remindAll } from '../../src/lib/server/tasks/remind';
import { studyDay } from '../../src/lib/domain/day';
import { defaultPlan, type Plan } from '../../src/lib/domain/plan';
import { freshDatabase } from './database';
import { after, answer, days, learner, noon, ship } from './fixtures';
import { freshOutbox, tokenIn } from './outbox';
import { addMember, addSchool } from './quiz-fixtures';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let outbox: Awaited<ReturnType<typeof freshOutbox>>;
let db: Db;
beforeAll(async () => {
  database = await freshDatabase();
  outbox = await freshOutbox();
  db = database.db;
  await ship(db, 'one', 'two');
});
afterAll(async () => {
  await database.close();
  await outbox.close();
});
beforeEach(async () => {
  await db.$client`update plans set remind_hour = null`;
  await db.$client`delete from graphile_worker._private_jobs`;
});

/** A day on which what was answered at noon is due, at half past an hour in UTC. */
const at = (hour: number, day = 30) => after(noon, days(day) + (hour - 12 + 0.5) * 3_600_000);

/** Somebody who has answered one question rightly, and wants to be reminded at six. */
async function studying(change: Partial<Plan> = {}, zone = 'UTC'): Promise<Learner> {
  const who = await learner(db, zone);
  await record(db, who, [answer('one')], noon);
  await plans.save(db, who.id, { ...defaultPlan, remindHour: 18, ...change });
  return who;
}

const mailbox = ({ id }: Learner) => outbox.read(`${id}@example.test`);

const queued = async () => {
  const jobs = await db.$client<{ payload: { account: string; day: number } }[]>`
    select payload from graphile_worker._private_jobs`;
  return jobs.map(({ payload }) => payload);
};

/** What a quarter of an hour does, when every job is done. @returns for whom letters were queued */
async function tick(now: Date): Promise<string[]> {
  await remindAll.run(db, {}, now);
  // Other jobs are none of its business.
  const jobs = (await queued()).filter((job) => 'day' in job);
  await db.$client`delete from graphile_worker._private_jobs`;
  for (const job of jobs) await remind.run(db, job, now);
  return jobs.map(({ account }) => account);
}

test('who wants it is reminded at the hour, once a day, on days when something is due', async () => {
  const who = await studying();
  expect(await tick(at(17))).toEqual([]);
  expect(await tick(at(18))).toEqual([who.id]);
  expect(await tick(at(18))).toEqual([]);
  expect(await tick(at(19))).toEqual([]);
  expect(await mailbox(who)).toHaveLength(1);
  expect(await tick(at(18, 31))).toEqual([who.id]);
  expect(await mailbox(who)).toHaveLength(2);

  await record(db, who, [answer('one', { answeredAt: at(19, 31).toISOString() })], at(19, 31));
  expect(await tick(at(18, 32))).toEqual([]);
});

test('the letter says how long it takes, and how to get no more of them', async () => {
  const who = await studying();
  await tick(at(18));
  const [message = ''] = await mailbox(who);
  const [head, body] = message.split('\r\n\r\n', 2) as [string, string];
  const link = `http://localhost:3000/unsubscribe/${tokenIn(message)}`;
  const headers = head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n');
  expect(headers).toEqual(
    expect.arrayContaining([
      'Subject: Your review for today: about a minute',
      `List-Unsubscribe: <${link}>`,
      'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
      'Auto-Submitted: auto-generated'
    ])
  );
  const names = headers.filter((header) => /^message-id:/i.test(header));
  expect(names).toEqual([expect.stringMatching(/<reminder-[0-9a-f]{32}@localhost>$/)]);
  expect(body).toContain('http://localhost:3000/today');
  expect(body).toContain(link);
  expect(body).not.toContain(who.id);
});

test('however many processes look at once, each learner gets one letter', async () => {
  const people = await Promise.all(Array.from({ length: 5 }, () => studying()));
  const looks = Array.from({ length: 4 }, () => remindAll.run(db, {}, at(18)));
  await Promise.all(looks);
  const accounts = (await queued()).map(({ account }) => account);
  expect(accounts.toSorted()).toEqual(people.map(({ id }) => id).toSorted());
});

test('two workers, told three times by the clock to look, write once to each learner', async () => {
  // By the true clock, in a zone where it is noon: the study day does not end meanwhile.
  const ahead = 12 - new Date().getUTCHours();
  const zone = `Etc/GMT${ahead < 0 ? '+' : '-'}${Math.abs(ahead)}`;
  const people = await Promise.all(
    Array.from({ length: 5 }, () => studying({ remindHour: 12 }, zone))
  );
  const begin = () => start(database.url, [remind, remindAll]);
  const workers = await Promise.all([begin(), begin()]);
  for (let i = 0; i < 3; i++) await add(db.$client, remindAll, {});
  await vi.waitFor(async () => expect(await queued()).toEqual([]), 20_000);
  await Promise.all(workers.map((worker) => worker.stop()));
  for (const who of people) expect(await mailbox(who)).toHaveLength(1);
});

test('a process that dies between marking the day and queueing the letter has done neither', async () => {
  const who = await studying();
  const clocks = await reminders.clocks(db, at(18));
  const died = db.$client.begin(async (tx) => {
    expect(await reminders.claim(tx, clocks, 10)).toHaveLength(1);
    throw new Error('died');
  });
  await expect(died).rejects.toThrow('died');
  expect(await tick(at(18))).toEqual([who.id]);
});

test('a letter that the mail server does not take is tried again, and its error names nobody', async () => {
  const who = await studying();
  await remindAll.run(db, {}, at(18));
  const [job] = await queued();
  process.env.SMTP_URL = 'smtp://localhost:1';
  const failed = remind.run(db, job!, at(18)).catch((error: Error) => error);
  expect(await failed).toMatchObject({ message: expect.stringMatching(/did not take.*E[A-Z]+/) });
  expect(JSON.stringify(await failed)).not.toContain(who.id);
  delete process.env.SMTP_URL;
  await remind.run(db, job!, at(19));
  expect(await mailbox(who)).toHaveLength(1);
});

test('nobody is written to in a pause, with nothing due, or with all of it set aside', async () => {
  const day = studyDay(at(18), 'UTC');
  await studying({ pause: { from: day - 1, until: day } });
  const never = await studying({ remindHour: null });
  const fresh = await learner(db);
  await plans.save(db, fresh.id, { ...defaultPlan, remindHour: 18 });
  expect(await tick(at(18))).toEqual([]);

  const aside = await studying();
  await cardMarks.set(db, aside, 'one', 'suspended', at(17));
  await tick(at(18));
  for (const who of [never, fresh, aside]) expect(await mailbox(who)).toEqual([]);
});

test('who has done the day’s share before the letter is written gets none', async () => {
  const who = await studying();
  await remindAll.run(db, {}, at(18));
  const [job] = await queued();
  const now = at(18);
  await record(db, who, [answer('one', { answeredAt: now.toISOString() })], now);
  await remind.run(db, job!, now);
  expect(await mailbox(who)).toEqual([]);
});

test('a letter that could not be written for hours, or whose reader changed the plan, is not', async () => {
  const who = await studying();
  await remindAll.run(db, {}, at(18));
  const [job] = await queued();
  for (const late of [at(21), at(18, 31)]) await remind.run(db, job!, late);
  for (const change of [{ remindHour: null }, { remindHour: 20 }]) {
    await plans.save(db, who.id, { ...defaultPlan, ...change });
    await remind.run(db, job!, at(18));
  }
  expect(await mailbox(who)).toEqual([]);
});

test('the hour is that of the learner’s own clocks, before and after they change', async () => {
  const who = await studying({}, 'America/New_York');
  // The first of November is the day on which summer time ends.
  const times = ['10-31T21:59', '10-31T22:01', '11-01T22:59', '11-01T23:01', '11-02T23:01'];
  const reminded = [];
  for (const time of times)
    if ((await tick(new Date(`2026-${time}:00Z`))).includes(who.id)) reminded.push(time);
  expect(reminded).toEqual(['10-31T22:01', '11-01T23:01', '11-02T23:01']);
});

test('who travels is reminded once for each day', async () => {
  const who = await studying({}, 'Pacific/Kiritimati');
  const moveTo = (zone: string) =>
    db.$client`update accounts set time_zone = ${zone} where id = ${who.id}`;
  const day = (date: string) => new Date(`2026-04-${date}:00Z`);
  expect(await tick(day('10T04:10'))).toEqual([who.id]); // there the tenth, 18:10
  await moveTo('Pacific/Pago_Pago');
  expect(await tick(day('10T05:10'))).toEqual([]); // here still the ninth, 18:10
  expect(await tick(day('11T05:10'))).toEqual([]); // the tenth once more
  expect(await tick(day('12T05:10'))).toEqual([who.id]);
});

test('in the last two weeks before an exam what is not due yet may be asked', async () => {
  const who = await studying();
  const soon = after(noon, days(1) + 6.5 * 3_600_000);
  const day = studyDay(soon, 'UTC');
  const clocks = await reminders.clocks(db, soon);
  const found = () =>
    db.$client.begin(async (tx) => {
      const claimed = await reminders.claim(tx, clocks, 10);
      return claimed.map(({ account }) => account);
    });
  expect(await found()).toEqual([]);
  await plans.save(db, who.id, { ...defaultPlan, remindHour: 18, examDay: day + 14 });
  expect(await found()).toEqual([who.id]);
});

test('the link ends the reminders, each time it is followed, in every letter that was kept', async () => {
  const who = await studying();
  await tick(at(18));
  await tick(at(18, 31));
  const tokens = (await mailbox(who)).map((message) => tokenIn(message));
  expect(new Set(tokens).size).toBe(2);
  const now = at(19, 31);
  await links.endAll(db, who.id); // a change of the password
  for (const token of tokens) {
    expect(await reminders.isKnown(db, token, now)).toBe(true);
    expect(await reminders.stop(db, token, now)).toBe(true);
    expect(await reminders.stop(db, token, now)).toBe(true);
    expect((await plans.read(db, who.id)).plan.remindHour).toBeNull();
    await plans.save(db, who.id, { ...defaultPlan, remindHour: 18 });
  }
  expect(await reminders.stop(db, tokens[0]!, at(18, 130))).toBe(false);
  expect(await reminders.stop(db, 'made-up', now)).toBe(false);

  const stored = await db.$client`select * from mail_tokens where account_id = ${who.id}`;
  expect(JSON.stringify(stored)).not.toContain(tokens[0]);
});

test('a link that ends reminders opens nothing else, and another kind does not end them', async () => {
  const who = await studying();
  const unsubscribe = await links.issue(db, who.id, 'unsubscribe', null, noon);
  const reset = await links.issue(db, who.id, 'reset-password', null, noon);
  expect(await links.find(db, unsubscribe, 'reset-password', noon)).toBeNull();
  expect(await reminders.stop(db, reset, noon)).toBe(false);
});

test('what was assigned is in the day’s one letter, the day before and on the day, until it is done', async () => {
  const school = await addSchool(db);
  const staff = await addMember(db, school, 'instructor');
  const member = { schoolId: school, role: 'student' as const, joinedAt: noon };
  const who = await learner(db);
  await db.insert(members).values({ ...member, accountId: who.id });
  await plans.save(db, who.id, { ...defaultPlan, remindHour: 18 });
  const today = studyDay(noon, 'UTC');
  const made = await assign(
    db,
    { actor: staff, school, today, now: noon },
    {
      ...{ kind: 'lessons', id: randomUUID(), lessons: ['course/lesson-1'], due: today + 32 },
      ...{ students: [who.id], cohorts: [] }
    }
  );
  expect(made.outcome).toBe('done');
  for (const day of [30, 31, 32, 33])
    expect(await tick(at(18, day))).toEqual(day === 31 || day === 32 ? [who.id] : []);
  const letters = await mailbox(who);
  expect(letters.map((letter) => /^Subject: (.*)$/m.exec(letter)![1])).toEqual([
    expect.stringContaining('Due_tomorrow'),
    expect.stringContaining('Due_today')
  ]);
  for (const letter of letters) expect(letter).toMatch(/List-Unsubscribe-Post/);

  const second = await studying();
  await db.insert(members).values({ ...member, accountId: second.id });
  await assign(
    db,
    { actor: staff, school, today, now: noon },
    {
      ...{ kind: 'lessons', id: randomUUID(), lessons: ['course/lesson-1'], due: today + 31 },
      ...{ students: [second.id], cohorts: [] }
    }
  );
  expect(await tick(at(18))).toEqual([second.id]);
  const [both = ''] = await mailbox(second);
  expect(both).toContain('Subject: Your review for today');
  await complete(db, second.id, 'course/lesson-1', at(19));
  await record(db, second, [answer('one', { answeredAt: at(19).toISOString() })], at(19));
  await tick(at(18, 31));
  expect(await mailbox(second)).toHaveLength(1);
});

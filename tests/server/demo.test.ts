import { count } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as announcements from '../../src/lib/server/announcements';
import * as progress from '../../src/lib/server/assignment-progress';
import { catalogue } from '../../src/lib/server/courses';
import { syncContent } from '../../src/lib/server/content/sync';
import type { Db } from '../../src/lib/server/db/connect';
import { accounts, schools } from '../../src/lib/server/db/schema/accounts';
import { answers } from '../../src/lib/server/db/schema/answers';
import { plans } from '../../src/lib/server/db/schema/plans';
import { seedDemo } from '../../src/lib/server/demo';
import { studyDay } from '../../src/lib/domain/day';
import * as quickComments from '../../src/lib/server/quick-comments';
import { rebuild } from '../../src/lib/server/replay';
import { freshDatabase } from './database';
import { noon } from './fixtures';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
beforeAll(async () => {
  database = await freshDatabase();
  db = database.db;
  await syncContent(db, catalogue(), noon);
});
afterAll(() => database.close());

/** A seeding takes a second, and several where the machine is busy. */
const patience = 30_000;

test(
  'the demo has weeks of history that follows from its own log, and is made once',
  async () => {
    const logins = await seedDemo(db, noon);
    expect(new Set(logins.map(({ role }) => role))).toEqual(
      new Set(['admin', 'instructor', 'student'])
    );
    const [given] = await db.select({ count: count() }).from(answers);
    expect(given!.count).toBeGreaterThan(300);
    expect(await rebuild(db)).toMatchObject({ differences: [] });
    const planned = await db.select().from(plans);
    expect(planned).toMatchObject([{ examDay: studyDay(noon, 'America/New_York') + 20 }]);

    await seedDemo(db, noon);
    expect(await db.select({ count: count() }).from(answers)).toEqual([given]);
  },
  patience
);

test('it has a quiz that is over, one to be released, and a note of each student to grade', async () => {
  const rows = await db.$client`
    select quizzes.rules->>'feedback' as feedback, released_at as released, count(*)::int as attempts,
      (count(*) filter (where finished_at is null))::int as open
    from quizzes join attempts on quiz_id = quizzes.id
    group by quizzes.id order by feedback, attempts desc`;
  expect(rows).toEqual([
    { feedback: 'at-end', released: null, attempts: 6, open: 0 },
    { feedback: 'at-end', released: null, attempts: 5, open: 0 },
    { feedback: 'on-release', released: null, attempts: 4, open: 0 }
  ]);
});

test('one student is through with an assignment, and all were told something', async () => {
  const [school] = await db.select().from(schools);
  const staff = await db.$client<{ id: string }[]>`
    select account_id as id from members where role = 'instructor'`;
  const actor = {
    id: staff[0]!.id,
    memberships: [{ school: school!.id, role: 'instructor' as const }]
  };
  expect(await progress.list(db, actor, school!.id)).toMatchObject([{ students: 3, finished: 1 }]);
  expect(await announcements.list(db, actor, school!.id)).toMatchObject([{ letters: { sent: 5 } }]);
  expect(await quickComments.list(db, actor, school!.id)).toHaveLength(3);
});

test(
  'a seeding that was interrupted is begun anew',
  async () => {
    await db.update(schools).set({ slug: 'demo-school-unfinished' });
    const logins = await seedDemo(db, noon);
    expect(await db.select().from(accounts)).toHaveLength(logins.length);
    expect(await db.select().from(schools)).toMatchObject([{ slug: 'demo-school' }]);
  },
  patience
);

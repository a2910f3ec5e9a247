import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '../../src/lib/domain/actor';
import { record } from '../../src/lib/server/answers';
import { complete } from '../../src/lib/server/reading';
import type { Db } from '../../src/lib/server/db/connect';
import { members, schools } from '../../src/lib/server/db/schema/accounts';
import * as roster from '../../src/lib/server/roster';
import * as settings from '../../src/lib/server/hour-settings';
import { create, findForStaff, listForStaff, rename } from '../../src/lib/server/schools';
import { studyDay } from '../../src/lib/domain/day';
import { readRosterQuery } from '../../src/lib/domain/roster-query';
import { freshDatabase } from './database';
import { answer, learner, noon, ship } from './fixtures';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
beforeAll(async () => {
  database = await freshDatabase();
  db = database.db;
  await ship(db, 'one', 'two');
});
afterAll(() => database.close());

async function school() {
  const row = {
    id: randomUUID(),
    slug: `school-${randomUUID()}`,
    name: 'A school',
    createdAt: noon
  };
  await db.insert(schools).values(row);
  return row;
}

async function join(schoolId: string, role: Role) {
  const { id, timeZone } = await learner(db);
  await db.insert(members).values({ schoolId, accountId: id, role, joinedAt: noon });
  return { id, timeZone, memberships: [{ school: schoolId, role }] };
}

test('staff see the members of their own school, with what each has done', async () => {
  const own = await school();
  const instructor = await join(own.id, 'instructor');
  const student = await join(own.id, 'student');
  const elsewhere = await join((await school()).id, 'student');
  for (const who of [student, elsewhere]) await record(db, who, [answer('one')], noon);
  await complete(db, student.id, 'course/lesson-1', noon);

  expect(await findForStaff(db, instructor, own.slug)).toMatchObject({ id: own.id });
  expect(await listForStaff(db, instructor)).toMatchObject([{ id: own.id }]);
  const all = readRosterQuery(new URLSearchParams());
  const today = studyDay(noon, 'UTC');
  const members = await roster.list(db, instructor, own.id, all, today);
  const list = await roster.withActivity(db, members, noon);
  expect(
    list.map(({ account, lessons, answers, recall }) => [account, lessons, answers, recall])
  ).toEqual(
    expect.arrayContaining([
      [instructor.id, 0, 0, null],
      [student.id, 1, 1, 1]
    ])
  );
  expect(list).toHaveLength(2);
  expect(await roster.list(db, elsewhere, own.id, all, today)).toEqual([]);
  expect(await roster.list(db, student, own.id, all, today)).toEqual([]);
});

test('for a student, and for staff of another school, it does not exist', async () => {
  const own = await school();
  const student = await join(own.id, 'student');
  const foreign = await join((await school()).id, 'admin');
  expect(await findForStaff(db, student, own.slug)).toBeNull();
  expect(await findForStaff(db, foreign, own.slug)).toBeNull();
  expect(await findForStaff(db, foreign, 'no-such-school')).toBeNull();
  expect(await listForStaff(db, student)).toEqual([]);
});

test('only its admin renames a school', async () => {
  const own = await school();
  const admin = await join(own.id, 'admin');
  const instructor = await join(own.id, 'instructor');
  expect(await rename(db, instructor, own, 'Taken over', noon)).toBe(false);
  expect(await rename(db, admin, own, 'A better name', noon)).toBe(true);
  expect(await findForStaff(db, admin, own.slug)).toMatchObject({ name: 'A better name' });
});

test('schools of one name, and of a page’s name, each get an address', async () => {
  const slugs = async (name: string, count: number) => {
    const made = [];
    for (let i = 0; i < count; i++) {
      const founded = await create(db, await learner(db), { id: randomUUID(), name }, noon);
      made.push(founded.outcome === 'made' && founded.school.slug);
    }
    return made;
  };
  expect(await slugs('New', 3)).toEqual(['new-2', 'new-3', 'new-4']);
  expect(await slugs('Hands & Feet', 3)).toEqual(['hands-feet', 'hands-feet-2', 'hands-feet-3']);
  expect(await slugs('手', 2)).toEqual(['school', 'school-2']);
});

test('a school begins with the clocks of whoever has founded it', async () => {
  const { id } = await learner(db);
  const made = await create(
    db,
    { id, timeZone: 'America/Los_Angeles' },
    { id: randomUUID(), name: 'West' },
    noon
  );
  if (made.outcome !== 'made') throw new Error(made.outcome);
  expect(await settings.find(db, made.school.id)).toMatchObject({
    online: false,
    timeZone: 'America/Los_Angeles'
  });
});

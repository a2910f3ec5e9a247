/** A student sees their record, asks to amend it, is refused and answers that; the school keeps it. */
import { randomUUID } from 'node:crypto';
import { complaintsOf, enrol, expect, isReadable, test } from './fixtures';
import { attestAll, enter } from '../server/paper-fixtures';
import { members, schools } from '../../src/lib/server/db/schema/accounts';
import type { Db } from '../../src/lib/server/db/connect';

/** A school with an admin, and a student of two attested hours. */
async function taught(db: Db, admin: string, student: string) {
  const [school, now] = [randomUUID(), new Date()];
  const name = `Records School ${school.slice(0, 8)}`;
  await db.insert(schools).values({ id: school, slug: school, name, createdAt: now });
  for (const [accountId, role] of [
    [admin, 'admin'],
    [student, 'student']
  ] as const)
    await db.insert(members).values({ schoolId: school, accountId, role, joinedAt: now });
  const [row] = await db.$client<{ id: string }[]>`
    select id from member_records where school_id = ${school} and account_id = ${student}`;
  const actor = { id: admin, memberships: [{ school, role: 'admin' as const }] };
  await enter(db, actor, row!.id, { subject: null });
  await attestAll(db, actor, row!.id);
  return { school, base: `/schools/${school}`, record: row!.id };
}

test('a record is seen, contested, answered, held and kept @both', async ({
  page,
  db,
  browser
}) => {
  test.slow();
  const complaints = complaintsOf(page);
  const admin = await enrol(page.request, { name: 'Admin Vale' });
  await page.goto('/');
  const { origin } = new URL(page.url());
  const theirs = await (await browser.newContext()).newPage();
  const student = await enrol(theirs.request, { name: 'Robin Vale', origin });
  const { base, record } = await taught(db, admin.id, student.id);

  await test.step('the student sees it and asks', async () => {
    await theirs.goto(`${origin}${base}/record`);
    await expect(theirs.getByRole('heading', { name: 'Your record', exact: true })).toBeVisible();
    await expect(theirs.getByText('Nobody has opened it yet.')).toBeVisible();
    await isReadable(theirs);
    await theirs
      .getByRole('link', { name: /^Amend ?: Class/ })
      .first()
      .click();
    await theirs.getByRole('button', { name: 'Send to the school' }).click();
    await expect(theirs.getByText('Say what is wrong, in your own words')).toBeVisible();
    await theirs.getByLabel('What is wrong').fill('I stayed longer');
    await theirs.getByLabel('What it should say').fill('Three hours');
    await isReadable(theirs);
    await theirs.getByRole('button', { name: 'Send to the school' }).click();
    await expect(theirs.getByRole('heading', { name: 'It waits for the school' })).toBeVisible();
  });

  await test.step('an admin finds it in the queue and refuses', async () => {
    await page.goto(`${base}/amendments`);
    await isReadable(page);
    await page.getByRole('link', { name: 'Robin Vale: Hours' }).click();
    await page.getByRole('radio', { name: /^refuses/ }).check();
    await page.getByLabel('Reason').fill('The sheet says two hours');
    await isReadable(page);
    await page.getByRole('button', { name: 'Answer' }).click();
    await expect(page.getByText('Answered. The student gets a letter.')).toBeVisible();
  });

  await test.step('the student is told of a hearing, adds a statement, and sees who looked', async () => {
    await theirs.reload();
    await expect(theirs.getByText('You have the right to a hearing')).toBeVisible();
    await theirs.getByLabel('Your statement').fill('I signed the sheet at noon');
    await theirs.getByRole('button', { name: 'Add the statement' }).click();
    await expect(theirs.getByText('Added. It stays with your record.')).toBeVisible();
    await isReadable(theirs);
    await theirs.goto(`${origin}${base}/record`);
    await expect(theirs.getByText('Hours, on a page')).toBeVisible();
  });

  await test.step('a paper carries the statement', async () => {
    const id = randomUUID();
    const issued = await page.request.post(`/api/v1${base}/papers`, {
      data: { id, kind: 'letter', student: record }
    });
    expect((await issued.json()).content.statements).toMatchObject([
      { text: 'I signed the sheet at noon' }
    ]);
  });

  await test.step('the record is put on hold, and the months are looked at before they count', async () => {
    await page.goto(`${base}/members/${record}/record`);
    await page.getByLabel('Why it must be kept').fill('A complaint is open');
    await page.getByRole('button', { name: 'Place a hold' }).click();
    await expect(page.getByText('The record is on hold')).toBeVisible();
    await isReadable(page);
    await page.goto(`${base}/retention`);
    await expect(page.getByText('Removing is off')).toBeVisible();
    await page.getByLabel('Quizzes of the school').fill('none');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('Give whole months')).toBeVisible();
    await page.getByLabel('Quizzes of the school').fill('12');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('Saved. Look below')).toBeVisible();
    await isReadable(page);
    await page.getByRole('button', { name: /^Turn on/ }).click();
    await expect(page.getByText('Removing is on', { exact: true })).toBeVisible();
  });
  expect(complaints.filter((one) => !/status of 4\d\d/.test(one))).toEqual([]);
});

test('lists that name students are noted, whether read as a page, by a program or in a file', async ({
  page,
  db,
  browser
}) => {
  const admin = await enrol(page.request, { name: 'Admin Vale' });
  await page.goto('/');
  const { origin } = new URL(page.url());
  const theirs = await (await browser.newContext()).newPage();
  const student = await enrol(theirs.request, { name: 'Robin Vale', origin });
  const { school } = await taught(db, admin.id, student.id);
  const looks = async (path: string) => {
    const reply = await page.request.get(path);
    expect(reply.status(), path).toBe(200);
    return db.$client`
      select part, way, count from record_views
      where school_id = ${school} and record_id is null and filter = ${path}`;
  };
  const [pages, api] = [`/teach/${school}`, `/api/v1/schools/${school}`];
  for (const [path, part, way, count] of [
    [`${pages}/students`, 'whole', 'page', 1],
    [`${pages}/students/grid?who=left`, 'whole', 'page', 0],
    [`${pages}/students/readiness`, 'whole', 'page', 1],
    [`${pages}/students/lessons.csv`, 'whole', 'file', 1],
    [`${api}/students`, 'whole', 'api', 1],
    [`${api}/students/grid`, 'whole', 'api', 1],
    [`${api}/students/readiness`, 'whole', 'api', 1],
    [`${pages}/progress`, 'quizzes', 'page', 1],
    [`${api}/topics`, 'quizzes', 'api', 1],
    [`${pages}/notes?names=yes`, 'quizzes', 'page', 0],
    [`${api}/notes`, 'quizzes', 'api', 0],
    [`${pages}/reports`, 'notes', 'page', 0],
    [`${api}/reports?resolved`, 'notes', 'api', 0]
  ] as const)
    expect(await looks(path), path).toEqual([{ part, way, count }]);
  // Without names the queue of notes says of nobody what it says.
  expect(await looks(`${pages}/notes`)).toEqual([]);
});

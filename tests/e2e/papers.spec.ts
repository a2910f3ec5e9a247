/** A paper's way: issued by the school, taken along by the student, checked by whoever holds it. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { complaintsOf, enrol, expect, isReadable, main, press, test } from './fixtures';
import { attestAll, enter } from '../server/paper-fixtures';
import * as amendments from '../../src/lib/server/amendments';
import { courseCompletions } from '../../src/lib/server/db/schema/completion';
import { members, schools } from '../../src/lib/server/db/schema/accounts';
import type { Db } from '../../src/lib/server/db/connect';

/** What the student says to a refusal of the school to amend the whole record. */
async function contested(db: Db, school: string, admin: string, student: string) {
  const now = new Date();
  const actorOf = (id: string, role: 'admin' | 'student') => ({
    ...{ actor: { id, timeZone: 'UTC', memberships: [{ school, role }] }, school, now }
  });
  const request = {
    ...{ id: randomUUID(), part: 'whole' as const, line: null },
    ...{ wrong: 'It lacks a course', should: 'It has it' }
  };
  const own = actorOf(student, 'student');
  await amendments.ask(db, own, request);
  const refusal = { id: randomUUID(), kind: 'refused' as const, reason: 'You were away' };
  await amendments.decide(db, actorOf(admin, 'admin'), request.id, refusal);
  const said = await amendments.state(db, own, request.id, { id: randomUUID(), text: statement });
  expect(said.outcome).toBe('done');
}
const statement = 'I was there on each of its days';

/** A school with an admin and a student of two attested hours and a course. */
async function taught(db: Db, admin: string, student: string, name: string) {
  const [school, now] = [randomUUID(), new Date()];
  await db.insert(schools).values({ id: school, slug: school, name, createdAt: now });
  for (const [accountId, role] of [
    [admin, 'admin'],
    [student, 'student']
  ] as const)
    await db.insert(members).values({ schoolId: school, accountId, role, joinedAt: now });
  const [row] = await db.$client<{ id: string }[]>`
    select id from member_records where school_id = ${school} and account_id = ${student}`;
  const recordId = row!.id;
  const actor = { id: admin, memberships: [{ school, role: 'admin' as const }] };
  await enter(db, actor, recordId, { subject: null });
  await attestAll(db, actor, recordId);
  await db.insert(courseCompletions).values({
    ...{ schoolId: school, recordId, course: 'draping', number: 1, kind: 'granted' },
    ...{ completedAt: now, actorId: admin, reason: 'Shown in class', at: now }
  });
  await contested(db, school, admin, student);
  return { base: `/schools/${school}`, record: recordId };
}

const downloaded = async (page: Page, name: RegExp): Promise<string> => {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    main(page).getByRole('link', { name }).first().click()
  ]);
  return (await readFile(await download.path())).toString('latin1');
};

test('a paper is issued, taken along, checked and revoked', async ({ page, db, browser }) => {
  test.slow();
  const complaints = complaintsOf(page);
  const admin = await enrol(page.request, { name: 'Admin Vale' });
  await page.goto('/');
  const { origin } = new URL(page.url());
  const context = await browser.newContext();
  const theirs = await context.newPage();
  const student = await enrol(theirs.request, { name: 'Żaneta Vale', origin });
  const school = `Papers School ${Date.now()}`;
  const { base, record } = await taught(db, admin.id, student.id, school);

  await test.step('the school sets its letterhead', async () => {
    await page.goto(`${base}/papers`);
    await page.getByText('Letterhead', { exact: true }).click();
    await page.getByLabel('School number').fill('MS-1204');
    await page.getByLabel('Who signs').fill('Admin Vale');
    await press(page, 'Save');
    await expect(page.getByText('Saved for papers from now on.')).toBeVisible();
    await isReadable(page);
  });

  await test.step('a paper is issued; what is missing is said, and nothing typed is lost', async () => {
    await page.goto(`${base}/members/${record}`);
    await page.getByRole('link', { name: 'Papers', exact: true }).last().click();
    await expect(page.getByRole('heading', { name: 'Papers of Żaneta Vale' })).toBeVisible();
    await isReadable(page);
    await page.getByLabel('Paper', { exact: true }).selectOption('letter');
    await page.getByLabel('Addressed to').fill('The board');
    await page.getByLabel('To whom', { exact: true }).fill('The state board');
    await press(page, 'Issue');
    await expect(page.getByText('Say why, in a few words')).toBeVisible();
    await expect(page.getByLabel('Addressed to')).toHaveValue('The board');
    const ground = page.getByLabel('By what the school may give it').first();
    await expect(ground).toHaveAccessibleDescription('Choose by what the school may give it');
    await page.getByLabel('Why', { exact: true }).first().fill('Application for a licence');
    await ground.selectOption('authority');
    await press(page, 'Issue');
    await expect(page.getByText('Issued. It stands first in the list.')).toBeVisible();
    await expect(
      page.locator('li p').filter({ hasText: 'A state or federal authority' })
    ).toBeVisible();
    await page.getByText('Note something that was given otherwise').click();
    await page.getByLabel('To whom it was given').fill('A clinic');
    await page.getByLabel('What was given').fill('The hours of March');
    await page.locator('#given-purpose').fill('An internship');
    await press(page, 'Note it');
    await expect(page.locator('#given-ground')).toHaveAccessibleDescription(/^Choose by what/);
    await page.locator('#given-ground').selectOption('consent');
    await press(page, 'Note it');
    await expect(page.getByText('Noted.', { exact: true })).toBeVisible();
    await page.getByLabel('Paper', { exact: true }).selectOption('certificate');
    await press(page, 'Issue');
    await expect(page.getByText('The student follows no program: choose a course')).toBeVisible();
    await page.getByLabel('Of what').selectOption('draping');
    await press(page, 'Issue');
    await expect(main(page).getByRole('listitem')).toHaveCount(4);
    expect(await downloaded(page, /Download PDF/)).toContain('%PDF-');
    await isReadable(page);
  });

  await test.step('the student takes it along, and says that the name be shown', async () => {
    await theirs.goto(`${origin}/papers`);
    await expect(theirs.getByText('The state board')).toBeVisible();
    await isReadable(theirs);
    const badge = await downloaded(theirs, /Download the badge/);
    expect(badge.split('.')).toHaveLength(3);
    await theirs
      .getByRole('button', { name: /Show my name/ })
      .first()
      .click();
    await expect(theirs.getByText('Your name is shown to whoever checks it.')).toBeVisible();
  });

  const stranger = await (await browser.newContext()).newPage();
  const address = await theirs
    .getByRole('link', { name: /Check it/ })
    .first()
    .getAttribute('href');
  await test.step('whoever holds it checks it without an account', async () => {
    await stranger.goto(`${origin}/verify`);
    await isReadable(stranger);
    await stranger.getByLabel('Code on the paper').fill('K7QM');
    await press(stranger, 'Check');
    await expect(stranger.getByText('A code has 16 letters and digits')).toBeVisible();
    await stranger.getByLabel('Code on the paper').fill('0000 0000 0000 0000');
    await press(stranger, 'Check');
    await expect(stranger.getByRole('heading', { name: 'No paper has this code' })).toBeVisible();
    await stranger
      .getByLabel('Code on the paper')
      .fill(address!.split('/').at(-1)!.toLowerCase().replaceAll('-', ' '));
    await press(stranger, 'Check');
    await expect(stranger.getByRole('heading', { name: 'This paper stands' })).toBeVisible();
    await expect(main(stranger)).toContainText(`Issued by ${school}`);
    await expect(main(stranger)).toContainText('Żaneta Vale');
    // The credential of it cannot carry what the student says: it is read here.
    await expect(stranger.getByRole('heading', { name: 'Statement of the student' })).toBeVisible();
    await expect(stranger.getByText(statement)).toBeVisible();
    await isReadable(stranger);
  });

  await test.step('it is revoked: the next one who checks reads that', async () => {
    await page.reload();
    await main(page).locator('summary', { hasText: 'Revoke' }).first().click();
    await page
      .getByRole('button', { name: /^Revoke 20/ })
      .first()
      .click();
    await expect(page.getByText('Say why it is revoked')).toBeVisible();
    await page.getByLabel('Reason').first().fill('Issued by mistake');
    await page
      .getByRole('button', { name: /^Revoke 20/ })
      .first()
      .click();
    await expect(page.getByText('Revoked.', { exact: true })).toBeVisible();
    await stranger.reload();
    await expect(stranger.getByRole('heading', { name: 'This paper was revoked' })).toBeVisible();
    await expect(main(stranger)).not.toContainText('by mistake');
  });

  await test.step('a report of all students', async () => {
    await page.goto(`${base}/papers`);
    await page.getByLabel('Report', { exact: true }).selectOption('state-csv');
    await press(page, 'Issue the report');
    await expect(page.getByText('Issued. It stands first in the list.')).toBeVisible();
    const table = await downloaded(page, /Download CSV/);
    expect(table).toContain('synchronous_distance_hours');
    expect(table).toContain('MS-1204');
  });
  expect(complaints).toEqual([]);
});

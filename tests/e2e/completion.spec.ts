import { cohortMembers, cohorts } from '../../src/lib/server/db/schema/plans';
import type { Page } from '@playwright/test';
import { accessibility, expect, finishLesson } from './fixtures';
import { makeAdmin, test } from './teaching-fixtures';

const course = 'clinical-and-spa';
/** The first lesson of the course, and the second. */
const [first, second] = ['Two intentions, one continuum', 'The name game'];
const lesson = `${course}/two-intentions`;

/** One look by axe on the phone in the dark, and that nothing runs over there. */
async function isSound(page: Page) {
  const size = page.viewportSize()!;
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await accessibility(page)).toEqual([]);
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth
  );
  expect(over).toBeLessThanOrEqual(0);
  await page.emulateMedia({ colorScheme: null });
  await page.setViewportSize(size);
}

test('a course is completed by a rule, which may change: what was completed stays', async ({
  page,
  student: _student,
  desk,
  db
}) => {
  await makeAdmin(db, desk);
  const teach = desk.page;
  const main = teach.getByRole('main');
  const home = `/teach/${desk.slug}`;

  await test.step('an admin names a skill', async () => {
    await teach.goto(`${home}/skills`);
    await main.getByRole('textbox', { name: 'Name' }).fill('Turning a client');
    await main.getByRole('button', { name: 'Add it' }).click();
    await expect(main.getByRole('link', { name: 'Turning a client' })).toBeVisible();
    await isSound(teach);
  });

  await test.step('and makes a rule, having seen what it would mean', async () => {
    await teach.goto(`${home}/completion`);
    await main.getByRole('link', { name: /Make a rule/ }).click();
    await main.getByText(/lessons asked/).click();
    const boxes = await main.locator('input[name=lesson]').all();
    for (const box of boxes.slice(1)) await box.uncheck();
    await expect(main.getByText(/^1 of \d+ lessons asked/)).toBeVisible();
    await main.getByLabel(/questions in them answered/).uncheck();
    await main.getByLabel('Turning a client').check();
    await main.getByRole('button', { name: 'Preview' }).click();
    const preview = main.getByRole('region', { name: 'If this were the rule now' });
    await expect(preview).toContainText('Nobody would be complete at once');
    await main.getByRole('button', { name: 'Make this version' }).click();
    await expect(main.getByRole('alert')).toContainText('one thing needs mending');
    await expect(main.getByLabel('Reason')).toBeFocused();
    await isSound(teach);
    await main.getByLabel('Reason').fill('By the faculty.');
    await main.getByRole('button', { name: 'Make this version' }).click();
    await expect(main.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(main).toContainText(`“${first}” read`);
    await expect(main).toContainText('0 of 1 student');
    await expect(main).toContainText('Still to do: read');
    await isSound(teach);
  });

  await test.step('the student is told in one sentence what is left, with links', async () => {
    await page.goto('/progress');
    const part = page.getByRole('region', { name: 'Completing a course' });
    await expect(part).toContainText(
      `Still to do: read “${first}”; and have “Turning a client” signed off`
    );
    await part.getByRole('link', { name: `“${first}”` }).click();
    await expect(page).toHaveURL(new RegExp(lesson));
    await finishLesson(page.request, lesson);
    await page.goto(`/courses/${course}`);
    await expect(page.getByText('Still to do: have “Turning a client” signed off')).toBeVisible();
    await isSound(page);
  });

  await test.step('an instructor signs the skill off, and that completes it', async () => {
    await teach.goto(`${home}/skills`);
    await main.getByRole('link', { name: 'Turning a client' }).click();
    await main.getByRole('checkbox', { name: /Robin Vale/ }).check();
    await main.getByRole('button', { name: 'Sign off for 1 student' }).click();
    await expect(main.getByText('Signed off for 1.')).toBeVisible();
    await isSound(teach);
    await expect(async () => {
      await page.goto('/progress');
      await expect(page.getByText('by version 1 of the rule')).toBeVisible({ timeout: 1000 });
    }).toPass();
    await isSound(page);
  });

  await test.step('a harder rule takes nothing away; a correction is a row more', async () => {
    await teach.goto(`${home}/completion/${course}/rule`);
    await main.getByText(/lessons asked/).click();
    await main.getByLabel(second!, { exact: true }).check();
    await main.getByLabel('Reason').fill('A lesson more.');
    await main.getByRole('button', { name: 'Make this version' }).click();
    await expect(main).toContainText(`“${first}” and “${second}” read`);
    await expect(main).toContainText('by version 1 of the rule');
    await main.getByRole('link', { name: 'Robin Vale' }).click();
    await main.getByText(/Take the completion back …/).click();
    await main.getByLabel('Reason').fill('Sat by somebody else.');
    await main.getByRole('button', { name: 'Take it back' }).click();
    await expect(main.getByText('Taken back', { exact: true })).toBeVisible();
    await main.getByText('The record: 2 rows').click();
    await expect(main).toContainText('Sat by somebody else.');
    await isSound(teach);
  });
});

test('lessons for a cohort are on Today and in calendars, with more time for one', async ({
  page,
  student,
  school,
  desk,
  db
}) => {
  const schoolId = school.staff.memberships[0]!.school;
  const cohort = crypto.randomUUID();
  await db
    .insert(cohorts)
    .values({ id: cohort, schoolId, name: 'Spring evenings', createdAt: new Date() });
  await db.insert(cohortMembers).values({ schoolId, cohortId: cohort, accountId: student.id });
  const teach = desk.page;
  const main = teach.getByRole('main');
  const home = `/teach/${desk.slug}`;

  await test.step('an instructor assigns them', async () => {
    await teach.goto(`${home}/assignments`);
    await main.getByRole('link', { name: 'Assign something' }).click();
    await main.getByRole('button', { name: 'Assign it' }).click();
    await expect(main.getByText('Choose at least one lesson')).toBeVisible();
    await isSound(teach);
    await main.getByRole('checkbox', { name: first!, exact: true }).check();
    await main.getByRole('checkbox', { name: /Spring evenings/ }).check();
    await main.getByRole('button', { name: 'Assign it' }).click();
    await expect(main.getByText('Assigned. The students find it on Today.')).toBeVisible();
    await expect(main).toContainText('for Spring evenings');
    await expect(main.getByRole('row', { name: 'Robin Vale' })).toContainText('0 of 1');
  });

  await test.step('and gives one student more time', async () => {
    await main.getByText('Give another day …').click();
    const later = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
    await main.getByLabel('Until', { exact: true }).fill(later);
    await main.getByLabel('Reason').fill('Was ill.');
    await main.getByRole('button', { name: 'Give this day' }).click();
    await expect(main.getByText('Was ill.')).toBeVisible();
    await expect(main.getByRole('row', { name: 'Robin Vale' })).not.toContainText('as all');
    await isSound(teach);
  });

  await test.step('the student finds them on Today and in the calendar', async () => {
    await page.goto('/today');
    const card = page.getByRole('region', { name: `Read “${first}”` });
    await expect(card.getByRole('link')).toHaveAttribute('href', `/courses/${lesson}`);
    await page.getByRole('link', { name: 'Your calendar' }).click();
    await expect(page.getByRole('link', { name: `Read “${first}”` })).toBeVisible();
    await page.getByRole('button', { name: 'Make an address' }).click();
    const address = await page.locator('code').innerText();
    await isSound(page);
    const feed = await page.request.get(new URL(address).pathname);
    expect(feed.headers()['content-type']).toBe('text/calendar; charset=utf-8');
    expect((await feed.text()).replaceAll('\r\n ', '')).toContain(`SUMMARY:Read “${first!.replace(',', '\\,')}”`); // prettier-ignore
    await page.getByRole('button', { name: 'End it' }).click();
    await expect(page.getByRole('button', { name: 'Make an address' })).toBeVisible();
    expect((await page.request.get(new URL(address).pathname)).status()).toBe(404);
    await finishLesson(page.request, lesson);
    await page.goto('/today');
    await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
    await expect(card).toBeHidden();
  });

  await test.step('the cohort’s calendar says how many are done', async () => {
    await teach.goto(`${home}/cohorts/${cohort}/calendar`);
    await expect(main.getByRole('link', { name: /1 of 1 done/ })).toBeVisible();
    await isSound(teach);
  });
});

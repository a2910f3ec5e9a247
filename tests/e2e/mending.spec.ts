import type { Page } from '@playwright/test';
import { accessibility, complaintsOf, enrol, expect } from './fixtures';
import { point, questionOf } from './questions';
import { asked, begin, handIn, isSaved, test as base } from './quiz-fixtures';
import { members } from '../../src/lib/server/db/schema/accounts';

const [wrong] = asked as [(typeof asked)[number]];
if (wrong.type !== 'choice') throw new Error('The first question is a choice');
const key = wrong.options.find(({ correct }) => correct)!;
const better = wrong.options.find(({ correct }) => !correct)!;

/** `desk` is an instructor's page at the school where `student` studies. */
const test = base.extend<{ desk: Page; address: string }>({
  desk: async ({ browser, school, db, baseURL }, use) => {
    const context = await browser.newContext({ baseURL });
    const page = await context.newPage();
    const { id } = await enrol(page.request, { name: 'Instructor Vale' });
    const [schoolId, joinedAt] = [school.staff.memberships[0]!.school, new Date()];
    await db.insert(members).values({ schoolId, accountId: id, role: 'instructor', joinedAt });
    await use(page);
    await context.close();
  },
  address: async ({ school }, use) =>
    use(`/teach/${school.staff.memberships[0]!.school}/items/${wrong.id}`)
});

/** Sits the quiz: the better answer to the first question, the others left open. */
async function sit(page: Page, quiz: { id: string }) {
  await begin(page, quiz);
  await point(questionOf(page, wrong), wrong, { option: better.id });
  await isSaved(page);
  await handIn(page);
  await expect(page.getByText('Attempt 1, handed in')).toBeVisible();
}

const form = (page: Page) => page.getByRole('region', { name: 'Mend the key' });
const preview = (page: Page) => page.getByRole('region', { name: 'What would change' });

test('a wrong key: students sit, an instructor mends, the student sees the new score', async ({
  page,
  school,
  desk,
  address
}) => {
  const complaints = complaintsOf(desk);
  const quiz = await school.set({ passMark: 0.3 });
  await sit(page, quiz);
  const result = page.getByRole('main');
  await expect(result.getByRole('heading', { name: '0% of the points' })).toBeVisible();

  await desk.goto(address);
  await expect(desk.getByRole('heading', { name: 'A question and its key' })).toBeVisible();
  expect(await accessibility(desk)).toEqual([]);
  const mend = form(desk);
  await mend.getByRole('radio', { name: better.text, exact: true }).check();
  await mend.getByRole('button', { name: 'Preview' }).click();
  const seen = preview(desk);
  await expect(seen.getByRole('row', { name: 'Robin Vale A quiz 0% 33.3%' })).toBeVisible();
  await expect(seen.getByText('Not passed → Passed')).toBeVisible();
  await expect(seen.getByRole('table', { name: 'One schedule moves' })).toBeVisible();
  expect(await accessibility(desk)).toEqual([]);

  await seen.getByRole('button', { name: 'Make the correction' }).click();
  const why = seen.getByRole('textbox', { name: 'Why' });
  await expect(why).toBeFocused();
  await expect(why).toHaveAccessibleDescription(/Say why/);
  await why.fill('The option that was marked right is wrong since the new protocol.');
  await seen.getByRole('button', { name: 'Make the correction' }).click();
  await expect(desk.getByText('The question is mended.')).toBeVisible();
  const made = desk.getByRole('region', { name: 'Corrections made' });
  await expect(made.getByText('since the new protocol')).toBeVisible();
  await expect(made.getByText('Instructor Vale')).toBeVisible();
  await expect(desk.getByRole('row', { name: /^2 A school/ })).toContainText('Asked now');
  expect(await accessibility(desk)).toEqual([]);

  await page.reload();
  await expect(result.getByRole('heading', { name: '33% of the points' })).toBeVisible();
  await expect(result.getByText('Passed')).toBeVisible();
  await expect(result.getByText('was mended after you answered it')).toBeVisible();
  expect(complaints).toEqual([]);
});

test('by keyboard; what was entered stays when it cannot be done, and nobody may be concerned', async ({
  desk,
  address
}) => {
  await desk.goto(address);
  const mend = form(desk);
  await expect(mend.getByRole('button', { name: 'Preview' })).toBeEnabled();
  await mend.getByRole('button', { name: 'Preview' }).focus();
  await desk.keyboard.press('Enter');
  await expect(mend.getByRole('alert')).toBeFocused();
  await expect(mend.getByRole('alert')).toContainText('becomes the key');

  await mend.getByRole('radio', { name: key.text, exact: true }).focus();
  await desk.keyboard.press('Space');
  await mend.getByRole('radio', { name: /^Accept both/ }).focus();
  await desk.keyboard.press('Space');
  await mend.getByRole('button', { name: 'Preview' }).focus();
  await desk.keyboard.press('Enter');
  await expect(mend.getByRole('alert')).toContainText('its key already');
  await expect(mend.getByRole('radio', { name: key.text, exact: true })).toBeChecked();
  await expect(mend.getByRole('radio', { name: /^Accept both/ })).toBeChecked();

  await mend.getByRole('radio', { name: better.text, exact: true }).focus();
  await desk.keyboard.press('Space');
  await mend.getByRole('button', { name: 'Preview' }).focus();
  await desk.keyboard.press('Enter');
  const seen = preview(desk);
  await expect(seen).toBeFocused();
  await expect(seen.getByRole('heading', { name: 'Nobody’s score changes' })).toBeVisible();
  await mend.getByRole('checkbox', { name: /^Never lower/ }).uncheck();
  await expect(seen.getByText('preview it again')).toBeVisible();
  await expect(seen.getByRole('textbox', { name: 'Why' })).toBeHidden();
});

test('somebody answers meanwhile: nothing is done, and the new preview is shown', async ({
  page,
  school,
  desk,
  address
}) => {
  const quiz = await school.set();
  await desk.goto(address);
  const mend = form(desk);
  await mend.getByRole('radio', { name: better.text, exact: true }).check();
  await mend.getByRole('button', { name: 'Preview' }).click();
  const seen = preview(desk);
  await expect(seen.getByRole('heading', { name: 'Nobody’s score changes' })).toBeVisible();
  await seen.getByRole('textbox', { name: 'Why' }).fill('Wrong');
  await sit(page, quiz);
  await seen.getByRole('button', { name: 'Make the correction' }).click();
  await expect(seen.getByText('Nothing was done yet')).toBeVisible();
  await expect(seen.getByRole('row', { name: /Robin Vale/ }).first()).toBeVisible();
  await expect(seen.getByRole('textbox', { name: 'Why' })).toHaveValue('Wrong');
  await seen.getByRole('button', { name: 'Make the correction' }).click();
  await expect(desk.getByText('The question is mended.')).toBeVisible();
});

test('no student, and nobody of another school', async ({ page, school, desk, address }) => {
  expect(school.staff.id).toBeTruthy();
  expect((await page.goto(address))!.status()).toBe(404);
  expect((await desk.goto(address))!.status()).toBe(200);
  const slug = address.split('/')[2]!;
  const data = { item: wrong.id, from: [1], to: null, policy: 'drop', neverLower: true };
  for (const [who, status] of [
    [page, 404],
    [desk, 200]
  ] as const) {
    const to = `/api/v1/schools/${slug}/corrections/preview`;
    expect((await who.request.post(to, { data })).status()).toBe(status);
  }
});

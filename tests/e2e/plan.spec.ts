import type { Page } from '@playwright/test';
import { dateOf, studyDay } from '../../src/lib/domain/day';
import { accessibility, expect, test } from './fixtures';
import { section } from './people';

/** A date so many days from the student's today. */
const inDays = (days: number) => dateOf(studyDay(new Date(), 'America/New_York') + days);

const save = (page: Page) => page.getByRole('button', { name: 'Save the plan' });
const outcome = (page: Page) => page.getByRole('status').filter({ hasText: /^\s*Saved/ });

test('a plan is made by keyboard, kept, and taken back in part', async ({ page, student }) => {
  expect(student.id).toBeTruthy();
  await page.goto('/today');
  await page.goto('/settings');
  await page.getByRole('link', { name: 'study plan' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Study plan' })).toBeVisible();

  await page.getByLabel('The day of your exam').fill(inDays(20));
  await page.getByRole('radio', { name: /Automatic/ }).focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: /^90%/ })).toBeChecked();
  await page.getByLabel('Sunday').focus();
  await page.keyboard.press('Space');
  await page.getByLabel('Minutes for reviews').fill('35');
  await page.keyboard.press('Enter');
  await expect(outcome(page)).toContainText(
    'Saved: exam date, how well to remember, minutes a day and easy days.'
  );
  await expect(section(page, 'Exam date')).toContainText('in 20 days');
  expect(await accessibility(page)).toEqual([]);

  await section(page, 'Exam date').getByRole('button', { name: 'Clear the date' }).click();
  await expect(outcome(page)).toContainText('Saved: exam date.');
  await expect(page.getByLabel('The day of your exam')).toBeFocused();
  await expect(page.getByLabel('The day of your exam')).toHaveValue('');
  await page.reload();
  await expect(page.getByLabel('Minutes for reviews')).toHaveValue('35');
  await expect(page.getByLabel('Sunday')).toBeChecked();
});

test('what is wrong is said, and what was typed stays; without JavaScript too', async ({
  browser,
  page,
  student
}) => {
  await page.goto('/plan');
  const plain = await browser.newContext({
    javaScriptEnabled: false,
    extraHTTPHeaders: { authorization: `Bearer ${student.token}` }
  });
  const still = await plain.newPage();
  await still.goto('/plan');
  for (const tab of [page, still]) {
    await tab.getByLabel('First day').fill(inDays(5));
    await tab.getByLabel('Last day').fill(inDays(3));
    await tab.getByLabel('Minutes for reviews').fill('50');
    await save(tab).click();
    await expect(tab.getByRole('alert')).toContainText('the last day of the holiday');
    await expect(tab.getByLabel('Last day')).toHaveAccessibleDescription(/not before the first/);
    await expect(tab.getByLabel('Minutes for reviews')).toHaveValue('50');
  }
  await expect(page.getByLabel('Last day')).toBeFocused();
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await accessibility(page)).toEqual([]);

  // Both were filled in from the same plan: the second is told what the first has saved.
  await page.getByLabel('Last day').fill(inDays(9));
  await save(page).click();
  await expect(outcome(page)).toContainText('Saved: minutes a day and holiday.');
  await still.getByLabel('First day').fill('');
  await still.getByLabel('Last day').fill('');
  await still.getByLabel('Minutes for reviews').fill('60');
  await save(still).click();
  await expect(outcome(still)).toContainText(/kept as it is there: holiday/);
  await expect(outcome(still)).toContainText(/minutes a day, there 50; what you chose .* 60/);
  await expect(still.getByLabel('Last day')).toHaveValue(inDays(9));
  await plain.close();
});

test('the API gives and takes the plan, and says how to mend it', async ({ page, student }) => {
  expect(student.token).toBeTruthy();
  const path = '/api/v1/plan';
  const { plan, cohort } = await (await page.request.get(path)).json();
  expect([plan.dailyMinutes, plan.examDate, cohort]).toEqual([20, null, null]);
  const data = { ...plan, examDate: inDays(30), easyDays: [7, 6] };
  const saved = await page.request.put(path, { data });
  expect(saved.status()).toBe(200);
  expect(await saved.json()).toEqual({
    plan: { ...data, easyDays: [6, 7] },
    cohort: null,
    moved: { sooner: 0, later: 0 }
  });
  const refused = await page.request.put(path, { data: { ...data, examDate: inDays(-1) } });
  expect(refused.status()).toBe(422);
  expect(await refused.json()).toMatchObject({
    errors: [{ field: 'examDate', detail: expect.stringMatching(/has passed/) }]
  });
});

import { accessibility, expect, test } from './fixtures';
import type { Db } from '../../src/lib/server/db/connect';
import * as links from '../../src/lib/server/mail-links';
import * as plans from '../../src/lib/server/plans';
import { defaultPlan } from '../../src/lib/domain/plan';

const remindMe = (db: Db, account: string) =>
  plans.save(db, account, { ...defaultPlan, remindHour: 18 });
const hourOf = async (db: Db, account: string) => (await plans.read(db, account)).plan.remindHour;

test('the link in a reminder ends the reminders: by a button, not by a visit', async ({
  browser,
  student,
  db
}) => {
  await remindMe(db, student.id);
  const token = await links.issue(db, student.id, 'unsubscribe', null, new Date());
  const page = await (await browser.newContext()).newPage();
  const main = page.getByRole('main');
  await page.goto(`/unsubscribe/${token}`);
  expect(await accessibility(page)).toEqual([]);
  expect(await hourOf(db, student.id)).toBe(18);
  await main.getByRole('button', { name: 'Stop the reminders' }).press('Enter');
  await expect(main.getByRole('heading', { name: 'No more reminders' })).toBeVisible();
  expect(await hourOf(db, student.id)).toBeNull();
  await page.goto('/unsubscribe/made-up');
  await expect(main.getByRole('link', { name: 'Go to your plan' })).toBeVisible();
  await page.context().close();
});

test('a mail program ends them with one click, from wherever it is', async ({
  student,
  db,
  playwright,
  baseURL
}) => {
  const token = await links.issue(db, student.id, 'unsubscribe', null, new Date());
  const mailbox = await playwright.request.newContext({ baseURL });
  const form = { 'List-Unsubscribe': 'One-Click' };
  for (const origin of [undefined, 'https://mail.example', 'null']) {
    const headers: Record<string, string> = origin ? { origin } : {};
    await remindMe(db, student.id);
    const clicked = await mailbox.post(`/unsubscribe/${token}`, { form, headers });
    expect(clicked.status()).toBe(200);
    expect(await hourOf(db, student.id)).toBeNull();
  }
  expect((await mailbox.post('/unsubscribe/made-up', { form })).status()).toBe(404);
  // Everywhere else a form from nowhere is refused, as before.
  expect((await mailbox.post('/login', { form })).status()).toBe(403);
  await mailbox.dispose();
});

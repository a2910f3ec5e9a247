import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { accessibility } from './fixtures';
import { logIn, mailedLink, newEmail, newPassword, password, section } from './people';

/** Opens the settings of a new person. @returns the person's e-mail */
async function openSettings(page: Page): Promise<string> {
  const email = newEmail();
  const person = { email, password, name: 'Robin Vale', timeZone: 'Europe/Berlin' };
  await page.request.post('/api/v1/accounts', { data: person });
  await page.request.post('/api/v1/session', { data: { email, password } });
  await page.goto('/settings');
  return email;
}

test('a change of password signs the other device out', async ({ page, browser }) => {
  const email = await openSettings(page);
  const other = await (await browser.newContext()).newPage();
  await other.goto('/login?next=/settings');
  await logIn(other, email, password);
  await expect(section(other, 'Devices').getByRole('listitem')).toHaveCount(2);

  const form = section(page, 'Password');
  await form.getByLabel('Current password').fill('not the password');
  await form.getByLabel('New password').fill(newPassword);
  await form.getByRole('button', { name: 'Change the password' }).click();
  await expect(form.getByLabel('Current password')).toHaveAccessibleDescription(
    'This is not your password'
  );
  expect(await accessibility(page)).toEqual([]);
  await form.getByLabel('Current password').fill(password);
  await form.getByLabel('New password').fill(newPassword);
  await form.getByRole('button', { name: 'Change the password' }).click();
  await expect(form.getByRole('status')).toContainText('Your password is changed');
  await expect(section(page, 'Devices').getByRole('listitem')).toHaveCount(1);

  await other.goto('/settings');
  await expect(other).toHaveURL('/login?next=%2Fsettings');
  await other.context().close();
});

test('one other device can be signed out, or all', async ({ page, browser }) => {
  const email = await openSettings(page);
  const contexts = await Promise.all([1, 2].map(() => browser.newContext()));
  for (const context of contexts) {
    const other = await context.newPage();
    await other.goto('/login?next=/settings');
    await logIn(other, email, password);
    await expect(other).toHaveURL('/settings');
  }
  await page.reload();
  const devices = section(page, 'Devices');
  await expect(devices.getByRole('listitem')).toHaveCount(3);
  await expect(devices).toContainText('Chrome on');
  await expect(devices.getByText('This device')).toHaveCount(1);
  expect(await accessibility(page)).toEqual([]);
  await devices
    .getByRole('button', { name: /^Sign out .* on / })
    .first()
    .click();
  await expect(devices.getByRole('listitem')).toHaveCount(2);
  await devices.getByRole('button', { name: 'Sign out all other devices' }).click();
  await expect(devices.getByRole('listitem')).toHaveCount(1);
  for (const context of contexts) {
    const other = context.pages()[0]!;
    await other.goto('/settings');
    await expect(other).toHaveURL('/login?next=%2Fsettings');
    await context.close();
  }
});

test('name, time zone and e-mail can be changed @both', async ({ page }) => {
  await openSettings(page);
  const profile = section(page, 'Profile');
  await profile.getByLabel('Name').fill('Kim Vale');
  await profile.getByLabel('Time zone').selectOption('Pacific/Auckland');
  await profile.getByRole('button', { name: 'Save' }).click();
  await expect(profile.getByRole('status')).toContainText('Saved');
  await page.reload();
  await expect(profile.getByLabel('Name')).toHaveValue('Kim Vale');
  await expect(profile.getByLabel('Time zone')).toHaveValue('Pacific/Auckland');

  const email = newEmail();
  const form = section(page, 'E-mail');
  await form.getByLabel('New e-mail').fill(email);
  await form.getByLabel('Your password').fill(password);
  await form.getByRole('button', { name: 'Change the e-mail' }).click();
  await expect(form.getByRole('status')).toContainText(email);
  await page.goto(await mailedLink(email, 'confirm'));
  expect(await accessibility(page)).toEqual([]);
  await page.getByRole('button', { name: 'Confirm this address' }).click();
  await expect(page.getByRole('heading', { name: 'Your e-mail address is changed' })).toBeVisible();
  await page.goto('/settings');
  await expect(section(page, 'E-mail')).toContainText(email);
});

test('one takes one’s data along, then deletes the account', async ({ page }) => {
  const email = await openSettings(page);
  const data = section(page, 'Your data');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    data.getByRole('link', { name: 'Download my data' }).click()
  ]);
  const file = JSON.parse(await readFile(await download.path(), 'utf8'));
  expect(file.accounts).toMatchObject([{ email, name: 'Robin Vale' }]);

  await data.getByText('Delete my account', { exact: true }).click();
  expect(await accessibility(page)).toEqual([]);
  await data.getByLabel('Your password').fill('not the password');
  await data.getByRole('button', { name: 'Delete my account for good' }).click();
  await expect(data.getByLabel('Your password')).toHaveAccessibleDescription(/not your password/);
  await data.getByLabel('Your password').fill(password);
  await data.getByRole('button', { name: 'Delete my account for good' }).click();
  await expect(page).toHaveURL('/');

  await page.goto('/login');
  await logIn(page, email, password);
  await expect(page.getByRole('alert')).toContainText('do not go together');
});

test('what is opened before scripts run stays open', async ({ page }) => {
  await openSettings(page);
  let run = () => {};
  const held = new Promise<void>((resolve) => (run = resolve));
  await page.route('**/*.js', async (route) => {
    await held;
    await route.continue();
  });
  await page.reload({ waitUntil: 'commit' });
  const form = section(page, 'Your data').getByLabel('Your password');
  await page.getByText('Delete my account', { exact: true }).click();
  await expect(form).toBeVisible();
  run();
  // A page whose scripts run takes this itself, without asking the server for another page.
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => ((window as { seen?: boolean }).seen = true));
  await page.getByRole('main').getByRole('button', { name: 'Save' }).first().click();
  await expect(section(page, 'Profile').getByRole('status')).toBeVisible();
  expect(await page.evaluate(() => (window as { seen?: boolean }).seen)).toBe(true);
  await expect(form).toBeVisible();
});

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

const password = 'harbour velvet nine';
const newPassword = 'lantern gravel forty';

let count = 0;
const newEmail = () => `student-${process.pid}-${Date.now()}-${++count}@example.com`;

/** Opens the form and waits until scripts run, by which the time zone is known. */
async function openSignUp(page: Page) {
  await page.goto('/signup');
  await page.locator('input[name=timeZone]').waitFor({ state: 'attached' });
}

async function signUp(page: Page, email: string, name = 'Robin Vale') {
  await openSignUp(page);
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign up' }).click();
}

async function logIn(page: Page, email: string, password: string) {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
}

/** Where a new student is taken; settings are what this file looks at. */
async function signedUp(page: Page): Promise<string> {
  const email = newEmail();
  await signUp(page, email);
  await page.waitForURL('/today');
  await page.goto('/settings');
  return email;
}

const section = (page: Page, name: string) => page.getByRole('region', { name });

async function isAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

/** The path of the link in the newest message to an address. */
async function mailedLink(email: string, path: 'reset' | 'confirm'): Promise<string> {
  const outbox = join(process.env.E2E_DATA_DIR ?? 'data', 'outbox');
  let link: string | undefined;
  await expect(async () => {
    const names = (await readdir(outbox)).filter((name) => name.endsWith('.eml')).sort();
    for (const name of names.reverse()) {
      const message = await readFile(join(outbox, name), 'utf8');
      if (!message.includes(`\nTo: ${email}\r\n`)) continue;
      link = new RegExp(`/${path}/[\\w-]+`).exec(message)?.[0];
      if (link) return;
    }
    throw new Error(`No message to ${email} yet`);
  }).toPass({ timeout: 10_000 });
  return link!;
}

test('sign up, log out, log in wrong, log in right', async ({ page }) => {
  const email = newEmail();
  await page.goto('/signup');
  await isAccessible(page);
  await signUp(page, email);
  await expect(page).toHaveURL('/today');

  await page.getByRole('button', { name: 'Log out' }).click();
  await page.goto('/settings');
  await expect(page).toHaveURL('/login?next=%2Fsettings');
  await isAccessible(page);

  await logIn(page, email, 'not the password');
  await expect(page.getByRole('alert')).toContainText('do not go together');
  await expect(page.getByLabel('E-mail')).toHaveValue(email);
  await isAccessible(page);

  await logIn(page, email.toUpperCase(), password);
  await expect(page).toHaveURL('/settings');
  await expect(section(page, 'E-mail')).toContainText(email);
});

test('a wrong field says how to mend it, and what was typed stays', async ({ page }) => {
  await openSignUp(page);
  await page.getByLabel('Name').fill('Robin');
  await page.getByLabel('E-mail').fill('robin@example');
  await page.getByLabel('Password').fill('password123');
  await page.getByRole('button', { name: 'Sign up' }).click();
  await expect(page.getByLabel('E-mail')).toHaveAccessibleDescription(/like anna@example.com/);
  await expect(page.getByLabel('E-mail')).toBeFocused();
  await expect(page.getByLabel('Name')).toHaveValue('Robin');
  await isAccessible(page);
});

test('to sign up with a taken e-mail leads to the mailbox of its owner', async ({ page }) => {
  const email = await signedUp(page);
  await page.context().clearCookies();
  await openSignUp(page);
  await page.getByLabel('Name').fill('Mallory');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(newPassword);
  await page.getByRole('button', { name: 'Sign up' }).click();
  await expect(page.getByRole('heading', { name: 'Check your e-mail' })).toBeVisible();
  await isAccessible(page);
});

test('signing up works without scripts', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/signup');
  await page.getByLabel('Time zone').selectOption('America/Chicago');
  await page.getByLabel('Name').fill('Robin Vale');
  await page.getByLabel('E-mail').fill(newEmail());
  await page.getByLabel('Password').fill('password123');
  await page.getByRole('button', { name: 'Sign up' }).click();
  await expect(page.getByLabel('Password')).toHaveAccessibleDescription(/first that are guessed/);
  await expect(page.getByLabel('Password')).toHaveValue('');
  await expect(page.getByLabel('Time zone')).toHaveValue('America/Chicago');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign up' }).click();
  await page.goto('/settings');
  await expect(page.getByLabel('Time zone')).toHaveValue('America/Chicago');
  await context.close();
});

test('the time zone is that of the browser', async ({ browser }) => {
  const context = await browser.newContext({ timezoneId: 'Asia/Kolkata' });
  const page = await context.newPage();
  await signedUp(page);
  await expect(page.getByLabel('Time zone')).toHaveValue(/^Asia\/(Kolkata|Calcutta)$/);
  await context.close();
});

test('a forgotten password is set anew by mail', async ({ page }) => {
  const email = await signedUp(page);
  await page.context().clearCookies();
  await page.goto('/login');
  await page.getByRole('link', { name: 'Forgotten password?' }).click();
  await expect(page).toHaveURL('/forgot');
  await page.getByLabel('E-mail').fill(email);
  await isAccessible(page);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByRole('heading', { name: 'Check your e-mail' })).toBeVisible();
  await isAccessible(page);

  const link = await mailedLink(email, 'reset');
  await page.goto(link);
  await isAccessible(page);
  await page.getByLabel('New password').fill('robin robin');
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.getByLabel('New password')).toHaveAccessibleDescription(/Leave your name/);
  await page.getByLabel('New password').fill(newPassword);
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.getByRole('status')).toContainText('Your password is changed');
  await logIn(page, email, newPassword);
  await expect(page).toHaveURL('/today');

  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'This link no longer works' })).toBeVisible();
  await isAccessible(page);
});

test('a change of password signs the other device out', async ({ page, browser }) => {
  const email = await signedUp(page);
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
  await isAccessible(page);
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
  const email = await signedUp(page);
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
  await isAccessible(page);
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
  await signedUp(page);
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
  await isAccessible(page);
  await page.getByRole('button', { name: 'Confirm this address' }).click();
  await expect(page.getByRole('heading', { name: 'Your e-mail address is changed' })).toBeVisible();
  await page.goto('/settings');
  await expect(section(page, 'E-mail')).toContainText(email);
});

test('one takes one’s data along, then deletes the account', async ({ page }) => {
  const email = await signedUp(page);
  const data = section(page, 'Your data');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    data.getByRole('link', { name: 'Download my data' }).click()
  ]);
  const file = JSON.parse(await readFile(await download.path(), 'utf8'));
  expect(file.accounts).toMatchObject([{ email, name: 'Robin Vale' }]);

  await data.getByText('Delete my account', { exact: true }).click();
  await isAccessible(page);
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

import { expect, test, type Page } from '@playwright/test';
import { accessibility } from './fixtures';
import {
  logIn,
  mailedLink,
  newEmail,
  newPassword,
  openSignUp,
  password,
  section,
  signUp
} from './people';

async function signedUp(page: Page): Promise<string> {
  const email = newEmail();
  await signUp(page, email);
  await page.waitForURL('/today');
  return email;
}

test('sign up, log out, log in wrong, log in right', async ({ page }) => {
  const email = newEmail();
  await page.goto('/signup');
  expect(await accessibility(page)).toEqual([]);
  await signUp(page, email);
  await expect(page).toHaveURL('/today');

  await page.getByRole('button', { name: 'Log out' }).click();
  await expect(page.getByRole('link', { name: 'Log in' }).first()).toBeVisible();
  await page.goto('/settings');
  await expect(page).toHaveURL('/login?next=%2Fsettings');
  expect(await accessibility(page)).toEqual([]);

  await logIn(page, email, 'not the password');
  await expect(page.getByRole('alert')).toContainText('do not go together');
  await expect(page.getByLabel('E-mail')).toHaveValue(email);
  expect(await accessibility(page)).toEqual([]);

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
  expect(await accessibility(page)).toEqual([]);
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
  expect(await accessibility(page)).toEqual([]);
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
  await expect(page).toHaveURL('/today');
  await page.goto('/settings');
  await expect(page.getByLabel('Time zone')).toHaveValue('America/Chicago');
  await context.close();
});

test('the time zone is that of the browser', async ({ browser }) => {
  const context = await browser.newContext({ timezoneId: 'Asia/Kolkata' });
  const page = await context.newPage();
  await signedUp(page);
  await page.goto('/settings');
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
  expect(await accessibility(page)).toEqual([]);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByRole('heading', { name: 'Check your e-mail' })).toBeVisible();
  expect(await accessibility(page)).toEqual([]);

  const link = await mailedLink(email, 'reset');
  await page.goto(link);
  expect(await accessibility(page)).toEqual([]);
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
  expect(await accessibility(page)).toEqual([]);
});

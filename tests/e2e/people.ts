/** What the tests of accounts share: how a person signs up, logs in and opens the mail. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

export const password = 'harbour velvet nine';
export const newPassword = 'lantern gravel forty';

let count = 0;
export const newEmail = () => `student-${process.pid}-${Date.now()}-${++count}@example.com`;

/** Opens the form and waits until scripts run, by which the time zone is known. */
export async function openSignUp(page: Page) {
  await page.goto('/signup');
  await page.locator('input[name=timeZone]').waitFor({ state: 'attached' });
}

export async function signUp(page: Page, email: string, name = 'Robin Vale') {
  await openSignUp(page);
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign up' }).click();
}

export async function logIn(page: Page, email: string, password: string) {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
}

/** A part of the settings, by its heading. */
export const section = (page: Page, name: string) => page.getByRole('region', { name });

export async function isAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

/** The path of the link in the newest message to an address. */
export async function mailedLink(
  email: string,
  path: 'reset' | 'confirm' | 'invitations'
): Promise<string> {
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

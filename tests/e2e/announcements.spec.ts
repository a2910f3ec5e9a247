import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, isReadable } from './fixtures';
import { test } from './teaching-fixtures';

/** The letters of the school in the outbox to an address. */
async function lettersTo(email: string): Promise<string[]> {
  const outbox = join(process.env.E2E_DATA_DIR!, 'outbox');
  const names = (await readdir(outbox).catch(() => [])).filter((name) => name.endsWith('.eml'));
  const letters = await Promise.all(names.map((name) => readFile(join(outbox, name), 'utf8')));
  return letters.filter(
    (letter) => letter.includes(`\nTo: ${email}\r\n`) && letter.includes('Subject: A school: ')
  );
}

test('an announcement is written, looked at, sent, and read', async ({ page, student, desk }) => {
  test.slow(); // two people, and each page in both themes
  const main = desk.page.getByRole('main');
  const text = 'Dear all,\nthe clinic is closed tomorrow.\n\nStay warm.';
  await desk.page.goto(`/teach/${desk.slug}/announcements`);
  await isReadable(desk.page);
  await main.getByLabel('Text').fill(text);
  await main.getByRole('button', { name: 'Preview the letter' }).click();
  await expect(main.getByText('Give it a subject')).toBeVisible();
  await expect(main.getByLabel('Text')).toHaveValue(text);
  await main.getByLabel('Subject').fill('Snow');
  await main.getByRole('button', { name: 'Preview the letter' }).click();
  await expect(main.getByText('A school: Snow')).toBeVisible();
  await isReadable(desk.page);
  // What is sent is what was looked at.
  await main.getByLabel('Subject').fill('Snow and ice');
  await expect(main.getByRole('button', { name: /^Send to/ })).toBeHidden();
  await main.getByRole('button', { name: 'Preview the letter' }).click();
  await main.getByRole('button', { name: 'Send to 1 student' }).click();
  await expect(main.getByText('Sent. The letters go out')).toBeVisible();
  await expect(async () => {
    await desk.page.reload();
    await expect(main.getByText('1 letter sent · read in the app by 0')).toBeVisible();
  }).toPass();
  await isReadable(desk.page);
  const letters = await lettersTo(student.email);
  expect(letters).toHaveLength(1);
  expect(letters[0]).toContain('Subject: A school: Snow and ice');

  const own = page.getByRole('main');
  await page.goto('/today');
  await expect(own.getByText('A school has announced “Snow and ice”')).toBeVisible();
  await own.getByRole('link', { name: 'read it' }).click();
  await expect(own.getByRole('heading', { name: 'Snow and ice' })).toBeVisible();
  await expect(own.getByText('New', { exact: true })).toBeVisible();
  await expect(own.getByText('Stay warm.')).toBeVisible();
  await isReadable(page);
  await page.goto('/today');
  await expect(own.getByText('has announced “')).toBeHidden();
  await main.getByRole('link', { name: 'All announcements' }).click();
  await expect(main.getByText('read in the app by 1')).toBeVisible();
});

test('the API sends one id once, and refuses what cannot be sent', async ({
  page,
  student,
  desk
}) => {
  const address = `/api/v1/schools/${desk.slug}/announcements`;
  const data = { id: crypto.randomUUID(), subject: 'Snow', text: 'We are closed.' };
  const staff = desk.page.request;
  for (let i = 0; i < 2; i++) expect((await staff.post(address, { data })).status()).toBe(201);
  const { announcements } = await (await page.request.get('/api/v1/announcements')).json();
  expect(announcements).toMatchObject([{ id: data.id, subject: 'Snow', readAt: null }]);
  expect((await staff.post(address, { data: { ...data, text: 'Open.' } })).status()).toBe(409);
  expect((await staff.post(address, { data: { ...data, subject: '' } })).status()).toBe(422);
  expect((await page.request.post(address, { data })).status()).toBe(404);
  expect((await page.request.get(`${address}/${data.id}`)).status()).toBe(404);
  await expect.poll(async () => (await lettersTo(student.email)).length).toBe(1);
});

import type { Locator } from '@playwright/test';
import {
  complaintsOf,
  enrol,
  expect,
  finishLesson,
  fits,
  isReadable,
  signInWith,
  test
} from './fixtures';
import { addSchool } from '../server/quiz-fixtures';
import { members } from '../../src/lib/server/db/schema/accounts';
import { items, lessons, reserved } from './questions';
import { test as teaching } from './teaching-fixtures';

const course = lessons[0]!.course;
const field = { name: 'Search lessons, glossary and questions' };

test('typing with a typo finds, says how much, and leads on by keyboard', async ({ page }) => {
  const complaints = complaintsOf(page);
  await page.goto('/courses');
  await page.getByRole('banner').getByRole('link', { name: 'Search' }).click();
  const main = page.getByRole('main');
  const input = main.getByRole('searchbox', field);
  await expect(main.getByRole('heading', { name: 'What you can find' })).toBeVisible();
  await expect(input).toBeFocused();

  await page.keyboard.type('informd consnet');
  await expect(main.getByRole('status')).toHaveText(/^\d+ results for “informd consnet”/);
  await expect(page).toHaveURL('/search?q=informd%20consnet');
  const found = main.getByRole('region', { name: /^Lessons/ }).getByRole('link');
  await expect(found.first()).toHaveText('Informed consent and draping');
  await expect(main.locator('mark').first()).toHaveText(/inform|consent/i);
  const term = main.getByRole('region', { name: /^Glossary/ }).getByRole('link');
  await expect(term.first()).toHaveAttribute('href', '/glossary#informed-consent');

  await test.step('arrows go through the results and back to the field', async () => {
    await page.keyboard.press('ArrowDown');
    await expect(found.first()).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await expect(found.first()).toBeFocused();
    await page.keyboard.press('ArrowUp');
    await expect(input).toBeFocused();
  });
  await test.step('Escape clears, also from a result', async () => {
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    await expect(input).toBeFocused();
    await expect(input).toHaveValue('');
    await expect(main.getByRole('heading', { name: 'What you can find' })).toBeVisible();
    await expect(page).toHaveURL('/search');
  });
  await test.step('a result opens at its section, and back are the words and their results', async () => {
    await page.keyboard.type('drapping');
    await expect(found.first()).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/courses\/.+/);
    await page.goBack();
    await expect(input).toHaveValue('drapping');
    await expect(found.first()).toBeVisible();
  });
  expect(complaints).toEqual([]);
});

test('nothing found says so and suggests; a suggestion is one click', async ({ page }) => {
  await page.goto('/search?q=xylophone');
  const main = page.getByRole('main');
  await expect(main.getByRole('status')).toHaveText('Nothing found for “xylophone”');
  await isReadable(page);
  await main.getByRole('link', { name: 'blood thinner' }).click();
  await expect(main.getByRole('searchbox', field)).toHaveValue('blood thinner');
  await expect(main.getByRole('region', { name: /^Lessons/ })).toBeVisible();
  await isReadable(page);
});

test('without connection what was typed is kept, and found when it is back', async ({
  page,
  context
}) => {
  await page.goto('/search');
  await page.waitForLoadState('networkidle');
  await context.setOffline(true);
  const main = page.getByRole('main');
  const input = main.getByRole('searchbox', field);
  await input.fill('draping');
  await expect(main.getByRole('alert')).toContainText('No connection');
  await expect(input).toHaveValue('draping');
  await isReadable(page);
  await context.setOffline(false);
  await expect(main.getByRole('status')).toHaveText(/results for “draping”/);
  await expect(main.getByRole('alert')).toBeHidden();
});

test('search works without JavaScript, from the courses on', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
  const page = await context.newPage();
  for (const path of ['/courses', `/courses/${course}`]) {
    await page.goto(path);
    await page.getByRole('searchbox', field).fill('warfrin');
    await page.getByRole('button', { name: 'Search' }).click();
    await expect(page).toHaveURL('/search?q=warfrin');
    await expect(page.getByRole('searchbox', field)).toHaveValue('warfrin');
    await expect(page.getByRole('status')).toHaveText(/^\d+ results/);
    await expect(page.getByRole('region', { name: /^Glossary/ }).getByRole('link')).not.toHaveCount(
      0
    );
    await fits(page);
  }
  await page.goto('/');
  await page.getByRole('contentinfo').getByRole('link', { name: 'Search' }).click();
  await expect(page.getByRole('heading', { name: 'What you can find' })).toBeVisible();
  await context.close();
});

/** A question that its lesson does not ask: it comes with the lesson's end. */
const later = lessons
  .flatMap((lesson) => lesson.items.map((item) => ({ lesson, item })))
  .find(({ lesson, item }) => !lesson.checks.includes(item.id))!;

test('a question is found once its lesson is finished; one kept for quizzes is not', async ({
  page,
  student
}) => {
  expect(student.id).toBeTruthy();
  const stems = async (stem: string): Promise<string[]> => {
    const q = encodeURIComponent(stem.slice(0, 100).trim());
    const response = await page.request.get(`/api/v1/search?q=${q}&limit=50`);
    expect(response.status()).toBe(200);
    const { results } = await response.json();
    return results
      .filter(({ kind }: { kind: string }) => kind === 'item')
      .map(({ title }: { title: string }) => title);
  };
  expect(await stems(later.item.stem)).not.toContain(later.item.stem);
  await finishLesson(page.request, later.lesson.id);
  expect(await stems(later.item.stem)).toContain(later.item.stem);
  for (const { id } of lessons) await finishLesson(page.request, id);
  for (const { stem } of reserved) expect(await stems(stem)).not.toContain(stem);
  expect(items.length).toBeGreaterThan(0);
});

teaching('staff find what is kept for quizzes, at their desk', async ({ desk }) => {
  const { stem, id } = reserved[0]!;
  const main = desk.page.getByRole('main');
  await desk.page.goto('/search');
  await main.getByRole('searchbox', field).fill(stem.slice(0, 80));
  const link = main.getByRole('region', { name: /^Questions/ }).getByRole('link', { name: stem });
  await expect(link).toHaveAttribute('href', `/teach/${desk.slug}/items/${id}`);
  await isReadable(desk.page);
  await link.click();
  await expect(desk.page).toHaveURL(`/teach/${desk.slug}/items/${id}`);
});

test('the API says what to mend', async ({ request }) => {
  for (const [query, said] of [
    ['', /^q: Give/],
    ['?q=%20', /^q: Give the words to look for/],
    [`?q=${'a'.repeat(101)}`, /^q: Shorten this to at most 100/],
    ['?q=a&limit=0', /^limit: Give a whole number from 1 to 50/],
    ['?q=a&limit=51', /^limit: Give a whole number from 1 to 50/],
    ['?q=a&limit=many', /^limit: Give a whole number from 1 to 50/]
  ] as const) {
    const response = await request.get(`/api/v1/search${query}`);
    expect(response.status()).toBe(422);
    expect(response.headers()['content-type']).toBe('application/problem+json');
    expect((await response.json()).detail).toMatch(said);
  }
  const fine = await request.get('/api/v1/search?q=massage');
  expect((await fine.json()).results).toHaveLength(20);
});

test('the way to it is on one line with the others, or in the footer of a small phone', async ({
  page,
  context,
  baseURL,
  playwright,
  db
}) => {
  const header = page.getByRole('banner');
  const link = header.getByRole('link', { name: 'Search' });
  const isBeside = async (other: Locator) => {
    await expect(other).toBeVisible();
    const [box, beside] = [(await link.boundingBox())!, (await other.boundingBox())!];
    expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44);
    expect(Math.abs(box.y + box.height / 2 - (beside.y + beside.height / 2))).toBeLessThan(4);
    await fits(page);
  };
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/courses');
  await expect(header.getByRole('link', { name: 'Sign up' })).toBeVisible();
  await expect(link).toBeHidden();
  await expect(page.getByRole('contentinfo').getByRole('link', { name: 'Search' })).toBeVisible();
  await page.setViewportSize({ width: 448, height: 740 });
  await isBeside(header.getByRole('link', { name: 'Sign up' }));

  // With all places in the row, those of staff among them, and a name as wide as it may be.
  const request = await playwright.request.newContext({ baseURL });
  const { id, token } = await enrol(request, { name: 'W'.repeat(40) });
  await request.dispose();
  await db.insert(members).values({
    ...{ schoolId: await addSchool(db), accountId: id },
    ...{ role: 'instructor', joinedAt: new Date() }
  });
  await signInWith(context, token, baseURL!);
  for (const width of [360, 832, 1024, 1280]) {
    await page.setViewportSize({ width, height: 740 });
    await page.goto('/courses');
    await isBeside(header.getByRole('button', { name: 'Log out' }));
  }
  await page.setViewportSize({ width: 720, height: 740 });
  await expect(link).toBeHidden();
});

/** What browser tests share: the test database, and people who are signed in. */
import AxeBuilder from '@axe-core/playwright';
import {
  expect,
  test as base,
  type APIRequestContext,
  type BrowserContext,
  type Page
} from '@playwright/test';
import { connect, type Db } from '../../src/lib/server/db/connect';
import { startEmbedded } from '../../src/lib/server/db/embedded';
import { newEmail, password } from './people';

export { expect };

export interface Student {
  id: string;
  email: string;
  token: string;
}

export const test = base.extend<{ student: Student }, { database: string; db: Db }>({
  /** The address of the database that the app under test uses: the server runs, we join it. */
  database: [
    async ({}, use) => {
      const { url, stop } = await startEmbedded(process.env.E2E_DATA_DIR!);
      await use(url);
      await stop();
    },
    { scope: 'worker' }
  ],
  db: [
    async ({ database }, use) => {
      const db = connect(database, 2);
      await use(db);
      await db.$client.end();
    },
    { scope: 'worker' }
  ],
  /** A new student, signed in on `page`. */
  student: async ({ page }, use) => use(await enrol(page.request))
});

/**
 * Makes an account and signs in, by the API: what comes after is what the test is about.
 * @param request of a page, which is then signed in too
 */
export async function enrol(
  request: APIRequestContext,
  { email = newEmail(), name = 'Robin Vale', origin = '' } = {}
): Promise<Student> {
  const data = { email, password, name, timeZone: 'America/New_York' };
  const made = await request.post(`${origin}/api/v1/accounts`, { data });
  expect(made.status()).toBe(201);
  return logIn(request, email, { origin });
}

/** Signs in by the API. */
export async function logIn(
  request: APIRequestContext,
  email: string,
  { secret = password, origin = '' } = {}
): Promise<Student> {
  const data = { email, password: secret };
  const response = await request.post(`${origin}/api/v1/session`, { data });
  expect(response.status()).toBe(200);
  const { account, token } = await response.json();
  return { id: account.id, email, token };
}

/** Signs a browser in with a token from the API. */
export const signInWith = (context: BrowserContext, token: string, url: string) =>
  context.addCookies([{ name: 'palpate_session', value: token, url }]);

/** Marks a lesson as finished, which brings its items into the review. */
export async function finishLesson(request: APIRequestContext, lesson: string, origin = '') {
  const response = await request.put(`${origin}/api/v1/lessons/${lesson}/completion`);
  expect(response.status()).toBe(200);
}

/** @returns what the log holds of an account, in the order it was answered */
export const logOf = (db: Db, account: string) => db.$client<
  { id: string; item: string; score: number; undone: boolean }[]
>`
  select id, item_id as item, score,
    exists (select from answer_undos where answer_id = answers.id) as undone
  from answers where account_id = ${account} order by answered_at, id`;

/** Waits until the log holds so many answers of an account. */
export async function expectLogged(db: Db, account: string, count: number) {
  await expect.poll(async () => (await logOf(db, account)).length).toBe(count);
}

/**
 * Moves all that is stored of an account's study into the past, as if it had happened `days`
 * earlier: the app has no clock to turn forward.
 */
export async function moveBack(db: Db, account: string, days: number) {
  await db.$client.begin(async (tx) => {
    // The log refuses changes by a trigger; as a replica this one transaction runs without.
    await tx`set local session_replication_role = replica`;
    await tx`update answers set study_day = study_day - ${days}::int,
        answered_at = answered_at - make_interval(days => ${days}),
        received_at = received_at - make_interval(days => ${days})
      where account_id = ${account}`;
    await tx`update cards set first_day = first_day - ${days}::int, last_day = last_day - ${days}::int,
        due_day = due_day - ${days}::int,
        last_answered_at = last_answered_at - make_interval(days => ${days})
      where account_id = ${account}`;
    await tx`update completions set completed_at = completed_at - make_interval(days => ${days})
      where account_id = ${account}`;
  });
}

/** What a page is about, without what stands around every page. */
export const main = (page: Page) => page.getByRole('main');

/** Presses a button of it. */
export const press = (page: Page, name: string) =>
  main(page).getByRole('button', { name, exact: true }).click();

/** @returns what the browser complains about, from now on */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}

/** @returns what breaks WCAG 2.2 AA on a page, and where */
export async function accessibility(page: Page) {
  // legacy: the other mode opens a page of its own each time, for frames of other sites
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await axe
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
}

/** Checks that a page can be read: wide and narrow, in light and dark, down to a small phone. */
export async function isReadable(page: Page) {
  const size = page.viewportSize()!;
  // What widths change and what themes change are apart: each is looked at once.
  for (const [width, colorScheme] of [
    [1280, 'light'],
    [390, 'dark']
  ] as const) {
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ colorScheme });
    expect(await accessibility(page)).toEqual([]);
    await fits(page);
  }
  await page.setViewportSize({ width: 360, height: 740 });
  await fits(page);
  await page.emulateMedia({ colorScheme: null });
  await page.setViewportSize(size);
}

/** Checks that nothing is wider than the window. */
export async function fits(page: Page) {
  const { wide, width } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    width: innerWidth
  }));
  expect(wide).toBeLessThanOrEqual(width);
}

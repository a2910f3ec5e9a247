import type { Page } from '@playwright/test';
import {
  complaintsOf,
  enrol,
  expect,
  fits,
  isReadable,
  logIn,
  signInWith,
  test as base
} from './fixtures';
import { lessons } from './questions';

const lesson = `/courses/${lessons[0]!.id}`;
const course = lesson.split('/').slice(0, 3).join('/');

const open = [
  '/',
  '/courses',
  course,
  lesson,
  '/search',
  '/confirm/none',
  '/reset/none',
  '/nowhere'
];
const guest = [...open, '/login', '/signup', '/forgot'];
const own = ['/today', '/review', '/progress', '/settings'];

/** Readers of three kinds; the demo's student has weeks of study behind. */
const test = base.extend<object, { readers: Record<'guest' | 'new' | 'studied', string | null> }>({
  readers: [
    async ({ playwright }, use) => {
      const origin = `http://localhost:${process.env.E2E_PORT}`;
      const requests = await Promise.all([1, 2].map(() => playwright.request.newContext()));
      const fresh = await enrol(requests[0]!, { origin });
      const demo = await logIn(requests[1]!, 'student1@demo.example', {
        secret: 'practice-makes-memory',
        origin
      });
      await Promise.all(requests.map((request) => request.dispose()));
      await use({ guest: null, new: fresh.token, studied: demo.token });
    },
    { scope: 'worker' }
  ]
});

for (const [reader, paths] of [
  ['guest', guest],
  ['new', own],
  ['studied', [...own, '/plan', lesson, '/nowhere']]
] as const)
  for (const path of paths)
    test(`${path} for a ${reader} reader`, async ({ page, context, baseURL, readers }) => {
      const complaints = complaintsOf(page);
      const token = readers[reader];
      if (token) await signInWith(context, token, baseURL!);
      await page.goto(path);
      await settled(page, token !== null);

      await isReadable(page);
      // a browser reports a missing page as an error, which it is
      const missing = path === '/nowhere' ? /status of 404/ : /^$/;
      expect(complaints.filter((text) => !missing.test(text))).toEqual([]);
    });

test('a lesson reads without JavaScript', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(lesson);
  const { title, checks, items } = lessons[0]!;
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Key points' })).toBeVisible();
  for (const { id, stem } of items)
    if (checks.includes(id)) await expect(page.getByText(stem)).toBeVisible();
  await expect(page.getByText(/they need JavaScript/).first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'Sources' }).getByRole('listitem')).not.toHaveCount(
    0
  );
  await fits(page);
  await context.close();
});

test('a very long name leaves the header as it is @both', async ({ page }) => {
  const headerHeight = async () => (await page.getByRole('banner').boundingBox())!.height;
  await enrol(page.request, { name: 'Al' });
  await page.goto('/today');
  const usual = await headerHeight();
  await enrol(page.request, { name: 'W'.repeat(100) });
  await page.reload();
  await expect(page.getByRole('button', { name: 'Log out' })).toBeInViewport({ ratio: 1 });
  expect(await headerHeight()).toBe(usual);
  await fits(page);
});

/** Waits for what a page fetches beside itself: whose it is, and how far they are. */
async function settled(page: Page, signedIn: boolean) {
  const header = page.getByRole('banner');
  const sign = signedIn
    ? header.getByRole('button', { name: 'Log out' })
    : header.getByRole('link', { name: 'Log in' });
  await expect(sign).toBeVisible();
  await page.waitForLoadState('networkidle');
}

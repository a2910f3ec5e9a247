/** A school whose instructor teaches in a browser of their own. */
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { accessibility, enrol, expect } from './fixtures';
import { test as quizTest, type Class } from './quiz-fixtures';
import type { Db } from '../../src/lib/server/db/connect';
import { members } from '../../src/lib/server/db/schema/accounts';

export interface Desk {
  page: Page;
  /** Slug of the school. */
  slug: string;
}

/** `desk` is an instructor's page, signed in, at the school of `school`. */
export const test = quizTest.extend<{ desk: Desk }>({
  desk: async ({ db, browser, school, baseURL, contextOptions }, use) => {
    const desk = await deskAt(db, browser, school, { ...contextOptions, baseURL });
    await use(desk);
    await desk.page.context().close();
  }
});

async function deskAt(
  db: Db,
  browser: Browser,
  { staff }: Class,
  options: BrowserContextOptions
): Promise<Desk> {
  const page = await (await browser.newContext(options)).newPage();
  const person = await enrol(page.request, { name: 'Instructor Vale' });
  const schoolId = staff.memberships[0]!.school;
  await db
    .insert(members)
    .values({ schoolId, accountId: person.id, role: 'instructor', joinedAt: new Date() });
  return { page, slug: schoolId };
}

/** Looks at a page in both themes, narrow and wide: nothing breaks WCAG, nothing runs over. */
export async function looksSound(page: Page) {
  const size = page.viewportSize()!;
  for (const [width, height] of [
    [390, 844],
    [1280, 800]
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await accessibility(page)).toEqual([]);
    }
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth
    );
    expect(over).toBeLessThanOrEqual(0);
  }
  await page.emulateMedia({ colorScheme: null });
  await page.setViewportSize(size);
}

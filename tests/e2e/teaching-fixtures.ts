/** A school whose instructor teaches in a browser of their own. */
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { eq } from 'drizzle-orm';
import { enrol } from './fixtures';
import { test as quizTest, type Class } from './quiz-fixtures';
import type { Db } from '../../src/lib/server/db/connect';
import { members } from '../../src/lib/server/db/schema/accounts';

export interface Desk {
  page: Page;
  /** Slug of the school. */
  slug: string;
  account: string;
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
  return { page, slug: schoolId, account: person.id };
}

/** Has an instructor run the school. */
export const makeAdmin = (db: Db, { account }: Pick<Desk, 'account'>) =>
  db.update(members).set({ role: 'admin' }).where(eq(members.accountId, account));

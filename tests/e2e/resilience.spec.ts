import type { Locator, Page } from '@playwright/test';
import { connect } from '../../src/lib/server/db/connect';
import { rebuild } from '../../src/lib/server/replay';
import { freePort, startApp } from './app';
import {
  enrol,
  expect,
  expectLogged,
  finishLesson,
  logIn,
  logOf,
  signInWith,
  test
} from './fixtures';
import { asked, lessons, point, questionOf, responseTo, saying, type Aim } from './questions';
import { password } from './people';

const lesson = lessons[0]!;

/** Fills in what the review asks now; Check is still to be pressed. */
async function fillIn(page: Page, aim: Aim = 'right') {
  const { item, question } = await asked(page);
  await point(question, item, responseTo(item, aim));
  return { item, question };
}

const check = (question: Locator) => question.getByRole('button', { name: 'Check answer' });
const again = (question: Locator) => question.getByRole('button', { name: 'Try again' });

/** Opens a review of all the items of a lesson. */
async function review(page: Page, origin = '') {
  await finishLesson(page.request, lesson.id, origin);
  await page.goto(`${origin}/review`);
}

test('without a connection the answer stays, and can be sent again', async ({
  page,
  context,
  student,
  db
}) => {
  await review(page);
  const { question } = await fillIn(page);
  await context.setOffline(true);
  await check(question).click();
  await expect(question.getByRole('alert')).toContainText('Your answer is kept on this device');
  await again(question).click();
  await expect(question.getByRole('alert')).toContainText('No connection');
  await context.setOffline(false);
  await again(question).click();
  await expect(saying(question, 'right')).toBeVisible();
  await expect(question.getByRole('alert')).toBeEmpty();
  await expectLogged(db, student.id, 1);
});

test('an answer given offline is delivered by the next visit', async ({
  page,
  context,
  student,
  db
}) => {
  const address = `/courses/${lesson.id}`;
  const item = lesson.items.find(({ id }) => lesson.checks.includes(id))!;
  await page.goto(address);
  const question = questionOf(page, item);
  await expect(page.getByRole('button', { name: 'Finish this lesson' })).toBeVisible();
  await point(question, item, responseTo(item, 'right'));
  await context.setOffline(true);
  await check(question).click();
  await expect(question.getByRole('alert')).toContainText('Your answer is kept on this device');
  await expectLogged(db, student.id, 0);
  await context.setOffline(false);
  await page.reload();
  await expectLogged(db, student.id, 1);
  expect(await logOf(db, student.id)).toMatchObject([{ item: item.id, score: 1 }]);
});

test('what was answered offline is not asked again after a reload', async ({
  page,
  context,
  student,
  db
}) => {
  await review(page);
  const { item, question } = await fillIn(page);
  await context.setOffline(true);
  await check(question).click();
  await expect(question.getByRole('alert')).toContainText('Your answer is kept on this device');
  await page.close();
  await context.setOffline(false);
  const next = await context.newPage();
  await next.goto('/review');
  await expectLogged(db, student.id, 1);
  await expect(next.getByText(`${lesson.items.length - 1} to go`, { exact: true })).toBeVisible();
  await expect(questionOf(next, item)).toBeHidden();
});

test('two tabs may review the same card', async ({ page, context, student, db }) => {
  await review(page);
  const other = await context.newPage();
  await other.goto('/review');
  const [mine, theirs] = [await fillIn(page, 'right'), await fillIn(other, 'wrong')];
  expect(theirs.item).toBe(mine.item);
  await Promise.all([check(mine.question).click(), check(theirs.question).click()]);
  await expect(saying(mine.question, 'right')).toBeVisible();
  await expect(saying(theirs.question, 'wrong')).toBeVisible();
  await expectLogged(db, student.id, 2);
  const { differences } = await rebuild(db);
  expect(differences.filter(({ account }) => account === student.id)).toEqual([]);
});

test('a double click on Check sends one answer', async ({ page, student, db }) => {
  await review(page);
  const { question } = await fillIn(page);
  const sent: string[] = [];
  page.on('request', (request) => sent.push(request.url()));
  await check(question).dblclick();
  await expect(saying(question, 'right')).toBeVisible();
  expect(sent.filter((url) => url.endsWith('/answers'))).toHaveLength(1);
  await expectLogged(db, student.id, 1);
});

test('a slow double click does not skip the feedback @phone', async ({ page, student, db }) => {
  await review(page);
  const { question } = await fillIn(page);
  await check(question).click();
  await expect(saying(question, 'right')).toBeVisible();
  // the mouse still is where Check was, and Continue now is
  await page.mouse.down({ clickCount: 2 });
  await page.mouse.up({ clickCount: 2 });
  await expect(saying(question, 'right')).toBeVisible();
  await question.getByRole('button', { name: 'Continue' }).click();
  await expect(question).toBeHidden();
  await expectLogged(db, student.id, 1);
});

test('signed out from another device, the answer is kept until one is back', async ({
  page,
  browser,
  student,
  db
}) => {
  await review(page);
  const { item, question } = await fillIn(page);

  const context = await browser.newContext();
  const other = await context.newPage();
  await logIn(other.request, student.email);
  await other.goto('/settings');
  await other.getByRole('button', { name: 'Sign out all other devices' }).click();
  await expect(other.getByRole('region', { name: 'Devices' }).getByRole('listitem')).toHaveCount(1);
  await context.close();

  await check(question).click();
  await expect(question.getByRole('alert')).toContainText('You have been signed out');
  await expectLogged(db, student.id, 0);
  await page.reload();
  await expect(page).toHaveURL('/login?next=%2Freview');
  await page.getByLabel('E-mail').fill(student.email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('main').getByRole('button', { name: 'Log in' }).click();
  await expect(page).toHaveURL('/review');
  await expectLogged(db, student.id, 1);
  expect(await logOf(db, student.id)).toMatchObject([{ item: item.id, score: 1 }]);
});

test('the server may be stopped and started in the middle', async ({ page, context, database }) => {
  const port = await freePort();
  let app = await startApp(port, { DATABASE_URL: database });
  const db = connect(database, 1);
  try {
    const { id, token } = await enrol(page.request, { origin: app.origin });
    await signInWith(context, token, app.origin);
    await review(page, app.origin);
    const first = await fillIn(page);
    await check(first.question).click();
    await first.question.getByRole('button', { name: 'Continue' }).click();

    const { question } = await fillIn(page);
    expect(await app.end('SIGTERM')).toBe(0);
    await check(question).click();
    await expect(question.getByRole('alert')).toContainText('Your answer is kept on this device');
    app = await startApp(port, { DATABASE_URL: database });
    await again(question).click();
    await expect(saying(question, 'right')).toBeVisible();
    await expectLogged(db, id, 2);
  } finally {
    await app.end('SIGTERM');
    await db.$client.end();
  }
});

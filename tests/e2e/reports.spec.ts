import { expect, finishLesson, isReadable } from './fixtures';
import { asked as shown, lessons, questionOf, responseTo, tabTo, type } from './questions';
import { asked, begin, fillIn, isSaved } from './quiz-fixtures';
import { test } from './teaching-fixtures';

const lesson = lessons[0]!;

test('a report from a review by keyboard, its queue, its answer, and back to the student', async ({
  page,
  school,
  desk
}) => {
  test.slow(); // two people, six pages, each in both themes
  expect(school.staff.memberships).toHaveLength(1);
  const { keyboard } = page;
  await finishLesson(page.request, lesson.id);
  await page.goto('/review');
  const { item, question } = await shown(page);
  const report = question.getByRole('button', { name: 'Report this question' });
  await expect(report).toBeHidden();
  await type(page, question, item, responseTo(item, 'wrong'));
  await keyboard.press('Enter');
  await tabTo(page, report);
  await keyboard.press('Enter');

  const dialog = page.getByRole('dialog', { name: 'Report this question' });
  await expect(dialog).toBeVisible();
  await isReadable(page);
  await test.step('what is missing is said, and what was typed stays', async () => {
    await dialog.getByLabel('What did you notice?').fill('My teacher said otherwise?');
    await dialog.getByRole('button', { name: 'Send the report' }).press('Enter');
    await expect(dialog.getByText('Choose what is wrong')).toBeVisible();
    await expect(dialog.getByRole('radio').first()).toBeFocused();
    await keyboard.press('Space');
    await page.context().setOffline(true);
    await dialog.getByRole('button', { name: 'Send the report' }).press('Enter');
    await expect(dialog.getByRole('alert')).toContainText('No connection');
    await page.context().setOffline(false);
    await expect(dialog.getByLabel('What did you notice?')).toHaveValue(
      'My teacher said otherwise?'
    );
    await dialog.getByRole('button', { name: 'Send the report' }).press('Enter');
    await expect(page.getByRole('dialog', { name: 'Thank you' })).toBeVisible();
    await keyboard.press('Escape');
    await expect(question.getByRole('button', { name: 'Reported' })).toBeFocused();
  });

  const main = desk.page.getByRole('main');
  await test.step('the instructor finds it as it was seen, beside the key', async () => {
    await desk.page.goto(`/teach/${desk.slug}/reports`);
    await isReadable(desk.page);
    await main.getByRole('link', { name: item.stem }).click();
    await expect(main.getByText('My teacher said otherwise?')).toBeVisible();
    await expect(main.getByRole('heading', { name: 'As the student saw it' })).toBeVisible();
    await expect(main.getByText(item.stem)).toHaveCount(2);
    await expect(main.getByText('One answer to version 1')).toBeVisible();
    await expect(main.getByRole('link', { name: 'Mend this question' })).toHaveAttribute(
      'href',
      `/teach/${desk.slug}/items/${item.id}`
    );
    await isReadable(desk.page);
  });
  await test.step('answers it; an answer without words is asked back', async () => {
    await main.getByRole('radio', { name: 'It stays as it is' }).check();
    await main.getByRole('button', { name: 'Send the answer' }).click();
    const reply = main.getByLabel('What do you tell the student?');
    await expect(reply).toBeFocused();
    await expect(reply).toHaveAccessibleDescription(/Tell the student what you found/);
    await expect(main.getByRole('radio', { name: 'It stays as it is' })).toBeChecked();
    await reply.fill('The source says so on page 3.');
    await main.getByRole('button', { name: 'Send the answer' }).click();
    await expect(main.getByText('Nothing is waiting')).toBeVisible();
    await expect(main.getByRole('status')).toContainText('Answered.');
    await main.getByRole('link', { name: 'Answered' }).click();
    await expect(main.getByText('Left as it was')).toBeVisible();
  });

  const own = page.getByRole('main');
  await page.goto('/today');
  await own.getByRole('link', { name: 'read it' }).click();
  await expect(own.getByText('The source says so on page 3.')).toBeVisible();
  await expect(own.getByText('New', { exact: true })).toBeVisible();
  await isReadable(page);
  await expect(async () => {
    await page.goto('/today');
    await expect(own.getByRole('link', { name: 'read it' })).toBeHidden({ timeout: 1000 });
  }).toPass();
});

test('in a lesson members report a checked question; who has no school cannot', async ({
  page,
  school,
  browser,
  baseURL
}) => {
  const quiz = await school.set();
  expect(quiz.school).toBe(school.staff.memberships[0]!.school);
  const check = lesson.items.find(
    ({ id, type }) => lesson.checks.includes(id) && type === 'choice'
  )!;
  const guest = await (await browser.newContext({ baseURL })).newPage();
  for (const [reader, count] of [
    [page, 1],
    [guest, 0]
  ] as const) {
    await reader.goto(`/courses/${lesson.id}`);
    const question = questionOf(reader, check);
    await expect(question.getByRole('radio').first()).toBeEnabled();
    await question.getByRole('radio').first().check();
    await question.getByRole('button', { name: 'Check answer' }).click();
    await expect(question.getByText(check.explanation)).toBeVisible();
    await expect(question.getByRole('button', { name: 'Report this question' })).toHaveCount(count);
  }
  await guest.context().close();
});

test('a report from a running quiz tells the student nothing before the quiz does', async ({
  page,
  school,
  desk
}) => {
  const quiz = await school.set();
  await begin(page, quiz);
  const question = await fillIn(page, asked[0]!, 'wrong');
  await isSaved(page);
  await question.getByRole('button', { name: 'Report this question' }).click();
  const dialog = page.getByRole('dialog', { name: 'Report this question' });
  await dialog.getByRole('radio', { name: 'More than one answer is right' }).check();
  const [sent] = await Promise.all([
    page.waitForResponse('**/api/v1/reports'),
    dialog.getByRole('button', { name: 'Send the report' }).click()
  ]);
  expect(Object.keys(await sent.json())).toEqual(['id']);

  const main = desk.page.getByRole('main');
  await desk.page.goto(`/teach/${desk.slug}/reports`);
  await main.getByRole('link', { name: asked[0]!.stem }).click();
  await expect(main.getByText('had not been told what is right')).toBeVisible();
  await expect(main.getByText('hears of your answer when they are')).toBeVisible();
  await main.getByRole('radio', { name: 'It was mended' }).check();
  await main.getByLabel('What do you tell the student?').fill('Both count now.');
  await main.getByRole('button', { name: 'Send the answer' }).click();
  await expect(main.getByRole('status')).toContainText('Answered.');

  await page.goto('/reports');
  await expect(page.getByText('With your school')).toBeVisible();
  await expect(page.getByText('Both count now.')).toBeHidden();
});

test("another school's reports and notes are not there", async ({ page, desk }) => {
  for (const path of ['reports', 'notes']) {
    const response = await page.goto(`/teach/${desk.slug}/${path}`);
    expect(response!.status()).toBe(404);
    const api = await page.request.get(`/api/v1/schools/${desk.slug}/${path}`);
    expect(api.status()).toBe(404);
  }
});

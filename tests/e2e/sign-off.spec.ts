/** A licensed instructor signs a question off, and the student sees by whom. */
import { expect, finishLesson, isReadable } from './fixtures';
import { lessons, questionOf } from './questions';
import { test } from './teaching-fixtures';

const lesson = lessons[0]!;
const item = lesson.items.find(({ id, type }) => lesson.checks.includes(id) && type === 'choice')!;
const license = 'South Carolina LMT 1234';

test('a question is reviewed, signed off, shown to students, and taken back', async ({
  page,
  school: _,
  desk
}) => {
  test.slow(); // a whole review, looked at in both themes
  const main = desk.page.getByRole('main');
  const { keyboard } = desk.page;

  await test.step('the list tells how far the review is, and is filtered', async () => {
    await desk.page.goto(`/teach/${desk.slug}`);
    await desk.page.getByRole('link', { name: 'Question bank' }).click();
    await expect(main.getByText(/^0 of \d+ signed off/)).toBeVisible();
    await main.getByLabel('Lesson').selectOption({ label: lesson.title });
    await main.getByRole('combobox', { name: 'Review' }).selectOption('awaiting');
    await main.getByRole('button', { name: 'Show', exact: true }).click();
    await expect(main.getByRole('listitem')).toHaveCount(lesson.items.length);
    await isReadable(desk.page);
    await main.getByRole('link', { name: item.stem }).click();
  });

  await test.step('signing takes a license and a word; what was typed is kept', async () => {
    const field = main.getByLabel('Your massage license');
    await field.fill('SC');
    await main.getByRole('button', { name: 'Sign off', exact: true }).click();
    await expect(field).toHaveAccessibleDescription(/state and the number/);
    await expect(field).toHaveValue('SC');
    await expect(
      main.getByRole('checkbox', { name: 'This license is mine' })
    ).toHaveAccessibleDescription(/have read the whole/);
    await isReadable(desk.page);
    await field.fill(license);
    await field.press('Tab');
    await keyboard.press('Space');
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await expect(main.getByText(`by Instructor Vale, ${license}`)).toBeVisible();
  });

  await test.step('the student sees it in the lesson, and in the review', async () => {
    await page.goto(`/courses/${lesson.id}`);
    const mark = questionOf(page, item).getByText(`Signed off by Instructor Vale, ${license}`);
    await expect(mark).toBeVisible();
    await expect(page.getByText('Awaiting review by a licensed instructor').first()).toBeVisible();
    await finishLesson(page.request, lesson.id);
    const { queue } = await (await page.request.get('/api/v1/today?limit=50')).json();
    const asked = queue.filter((entry: { signed: unknown }) => entry.signed);
    expect(asked).toEqual([expect.objectContaining({ item: item.id })]);
    expect(asked[0].signed).toMatchObject({ by: 'Instructor Vale', license });
  });

  await test.step('it goes on to the next with the license known', async () => {
    await main.getByRole('link', { name: 'Review the next one' }).click();
    await expect(main.getByLabel('Your massage license')).toHaveValue(license);
    await main.getByRole('checkbox', { name: 'This license is mine' }).check();
    const signed = desk.page.url();
    await main.getByRole('button', { name: 'Sign off and go on' }).click();
    await expect(desk.page).not.toHaveURL(signed);
    await expect(main.getByText('Awaiting review').first()).toBeVisible();
    await desk.page.goto(`/teach/${desk.slug}/items?state=signed`);
    await expect(main.getByRole('listitem')).toHaveCount(2);
  });

  await test.step('taken back with a reason, it awaits review again', async () => {
    await main.getByRole('link', { name: item.stem }).click();
    await main.getByText('Have it reviewed again').click();
    await main.getByRole('button', { name: 'Take the sign-off back' }).click();
    await expect(main.getByLabel('Why?')).toHaveAccessibleDescription(/Say why/);
    await main.getByLabel('Why?').fill('The source is out of date.');
    await main.getByRole('button', { name: 'Take the sign-off back' }).click();
    await expect(main.getByRole('button', { name: 'Sign off', exact: true })).toBeVisible();
    await main.getByText('Every sign-off so far').click();
    await expect(main.getByText('The source is out of date.')).toBeVisible();
    await page.reload();
    await expect(
      questionOf(page, item).getByText('Awaiting review by a licensed instructor')
    ).toBeVisible();
  });
});

test('over the API: signed, stale, taken back; and not for students', async ({
  page,
  school: _,
  desk
}) => {
  const address = `/api/v1/schools/${desk.slug}/items/${item.id}/sign-off`;
  const staff = desk.page.request;
  const data = { version: 1, license, attested: true };
  expect((await page.request.put(address, { data })).status()).toBe(404);
  expect((await staff.put(address, { data: { ...data, attested: false } })).status()).toBe(422);
  expect((await staff.put(address, { data: { ...data, version: 99 } })).status()).toBe(409);
  for (const time of ['first', 'again'])
    expect((await staff.put(address, { data })).status(), time).toBe(204);
  const list = await staff.get(`/api/v1/schools/${desk.slug}/items?state=signed`);
  expect((await list.json()).items).toEqual([
    expect.objectContaining({ item: item.id, signed: expect.objectContaining({ license }) })
  ]);
  const reason = { data: { reason: 'Once more.' } };
  expect((await staff.delete(address, reason)).status()).toBe(204);
  expect((await staff.delete(address, reason)).status()).toBe(404);
});

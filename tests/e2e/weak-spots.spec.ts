import { expect, expectLogged, isReadable } from './fixtures';
import { asked, lessons, point, responseTo } from './questions';
import { test } from './teaching-fixtures';
import { answer, days } from '../server/fixtures';
import { record } from '../../src/lib/server/answers';

const lesson = lessons.find(
  ({ items }) => items.filter(({ type }) => type === 'choice').length >= 3
)!;
const known = lesson.items.filter(({ type }) => type === 'choice').slice(0, 3);

test('a weak spot is found and practised: seen, assigned, answered, seen again', async ({
  page,
  student,
  desk,
  db
}) => {
  test.slow(); // two people, and each page in both themes
  const long = new Date(Date.now() - days(40));
  const missed = known.map((item, i) =>
    answer(item.id, {
      response: responseTo(item, 'wrong'),
      answeredAt: new Date(long.getTime() + i * 1000).toISOString()
    })
  );
  await record(db, { id: student.id, timeZone: 'America/New_York' }, missed, new Date(long.getTime() + 60_000)); // prettier-ignore

  const main = desk.page.getByRole('main');
  await test.step('the instructor finds who is weak in what', async () => {
    await desk.page.goto(`/teach/${desk.slug}/progress`);
    const row = main.getByRole('row', { name: lesson.title });
    await expect(main.getByRole('columnheader', { name: 'Robin Vale' })).toBeVisible();
    await expect(row.getByRole('cell').first()).toHaveText(/^[1-7]?\d%$/);
    await isReadable(desk.page);
    await desk.page.setViewportSize({ width: 390, height: 844 });
    await main.locator('summary').filter({ hasText: lesson.title }).first().click();
    await expect(main.getByRole('group').getByText('Robin Vale')).toBeVisible();
    await desk.page.setViewportSize({ width: 1280, height: 800 });
    await main.getByRole('combobox', { name: 'Topics' }).selectOption('Areas of the exam');
    await main.getByRole('button', { name: 'Show' }).click();
    await expect(desk.page).toHaveURL(/by=area/);
    await desk.page.goBack();
    await main.getByRole('link', { name: lesson.title, exact: true }).click();
    await expect(main.getByRole('heading', { level: 1, name: lesson.title })).toBeVisible();
    const question = main.getByRole('listitem').filter({ hasText: known[0]!.stem });
    await expect(question.getByText('Wrong: 1 of 1 student')).toBeVisible();
    await expect(question.getByText('Most often taken for right')).toBeVisible();
    await isReadable(desk.page);
  });

  await test.step('and assigns questions to the weak, who are chosen already', async () => {
    const box = main.getByRole('checkbox', { name: /Robin Vale/ });
    await expect(box).toBeChecked();
    await main.getByLabel('Questions each').fill('0');
    await main.getByRole('button', { name: /^Assign/ }).click();
    await expect(main.getByText('Ask 1 to 30 questions')).toBeVisible();
    await expect(box).toBeChecked();
    await main.getByLabel('Questions each').fill('2');
    await main.getByRole('button', { name: 'Assign 2 questions to 1 student' }).click();
    await expect(main.getByText('Assigned. The students find it on Today.')).toBeVisible();
    await expect(main.getByRole('row', { name: 'Robin Vale' })).toContainText('0 of 2');
    await isReadable(desk.page);
  });

  await test.step('the student finds it on Today and answers it', async () => {
    await page.goto('/today');
    const card = page.getByRole('region', { name: `2 questions on “${lesson.title}”` });
    await isReadable(page);
    await card.getByRole('link', { name: 'Answer them' }).click();
    for (let i = 0; i < 2; i++) {
      await expect(page.getByText(`From your instructor: ${lesson.title}`)).toBeVisible();
      const { item, question } = await asked(page);
      expect(known.map(({ id }) => id)).toContain(item.id);
      await point(question, item, responseTo(item, 'right'));
      await question.getByRole('button', { name: 'Check answer' }).click();
      await expectLogged(db, student.id, known.length + i + 1);
      await question.getByRole('button', { name: 'Continue' }).click();
    }
    await expect(page.getByRole('heading', { name: 'All of it is done' })).toBeVisible();
    await page.getByRole('link', { name: 'Back to Today' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
    await expect(card).toBeHidden();
  });

  await test.step('the instructor sees that it is done, and takes it back', async () => {
    await desk.page.reload();
    const row = main.getByRole('row', { name: 'Robin Vale' });
    await expect(row).toContainText('2 of 2');
    await expect(main.getByText('Done by all')).toBeVisible();
    await main.getByText('Withdraw …').click();
    await main.getByRole('button', { name: 'Yes, withdraw it' }).click();
    await expect(main.getByText('Withdrawn', { exact: true })).toBeVisible();
    await main.getByRole('link', { name: 'All assignments' }).click();
    await expect(main.getByRole('heading', { name: 'Assignments', exact: true })).toBeVisible();
    await isReadable(desk.page);
  });

  await test.step('and what is believed that is not so', async () => {
    await desk.page.goto(`/teach/${desk.slug}/progress/misconceptions`);
    await expect(main.getByRole('heading', { level: 1 })).toBeVisible();
    await isReadable(desk.page);
  });
});

test('the API says the same, to staff only', async ({ page, student, desk, db }) => {
  const at = new Date(Date.now() - days(40));
  const answeredAt = at.toISOString();
  const missed = known.map((item) =>
    answer(item.id, { response: responseTo(item, 'wrong'), answeredAt })
  );
  await record(db, { id: student.id, timeZone: 'America/New_York' }, missed, at);
  const base = `/api/v1/schools/${desk.slug}`;
  const staff = desk.page.request;
  const { topics } = await (await staff.get(`${base}/topics`)).json();
  expect(topics).toMatchObject([{ title: lesson.title, spread: { weak: 1 } }]);
  const { topic } = topics[0];
  expect(await (await staff.get(`${base}/topics/${topic}`)).json()).toMatchObject({
    students: [{ id: student.id, answered: 3 }]
  });
  expect((await staff.get(`${base}/topics/lesson.no.such`)).status()).toBe(404);
  const nobody = crypto.randomUUID();
  expect((await staff.get(`${base}/topics?cohort=${nobody}`)).status()).toBe(404);

  const id = crypto.randomUUID();
  const due = new Date(Date.now() + days(7)).toISOString().slice(0, 10);
  const data = { id, topic, students: [student.id], questions: 2, due };
  for (let i = 0; i < 2; i++)
    expect((await staff.post(`${base}/assignments`, { data })).status()).toBe(201);
  const refused = await staff.post(`${base}/assignments`, {
    data: { ...data, id: crypto.randomUUID(), due: '2001-01-01' }
  });
  expect(refused.status()).toBe(422);
  expect(await refused.json()).toMatchObject({ errors: [{ field: 'due' }] });

  const own = await (await page.request.get(`/api/v1/assignments/${id}`)).json();
  expect(own).toMatchObject({ total: 2, done: 0, queue: [{ reason: 'assigned' }, {}] });
  for (const path of ['topics', `topics/${topic}`, 'misconceptions', 'assignments', 'comments'])
    expect((await page.request.get(`${base}/${path}`)).status()).toBe(404);
  expect((await staff.post(`${base}/assignments/${id}/withdraw`)).status()).toBe(204);
  expect((await page.request.get(`/api/v1/assignments/${id}`)).status()).toBe(404);
});

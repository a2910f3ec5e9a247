import { v7 as uuidv7 } from 'uuid';
import { accessibility, expect, finishLesson, fits, isReadable, moveBack, test } from './fixtures';
import {
  asked,
  lessons,
  point,
  questionOf,
  reserved,
  responseTo,
  saying,
  tabTo,
  type
} from './questions';

const lesson = lessons[0]!;

test('a question is set aside by key, brought back, and asked again when one says so', async ({
  page,
  student
}) => {
  const { keyboard } = page;
  const main = page.getByRole('main');
  const said = (text: string) => main.getByRole('status').getByText(text, { exact: true });
  expect(student.id).toBeTruthy();
  await finishLesson(page.request, lesson.id);
  await page.goto('/review');
  const left = (count: number) => expect(said(`${count} to go`)).toBeVisible();
  const all = lesson.items.length;
  await left(all);
  const first = await asked(page);
  await expect(first.question.getByRole('button', { name: 'Set aside …' })).toBeEnabled();

  await keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  for (const name of ['Not today', 'I know this already', 'Don’t ask me this'])
    await expect(keys).toContainText(name);
  await keyboard.press('Escape');
  await expect(keys).toBeHidden();

  await keyboard.press('n');
  await expect(said('Set aside until tomorrow.')).toBeVisible();
  await left(all - 1);
  const second = await asked(page);
  expect(second.item).not.toBe(first.item);
  await keyboard.press('u');
  await left(all);
  expect((await asked(page)).item).toBe(first.item);
  await keyboard.press('k');
  await expect(said('Set aside as known.')).toBeVisible();

  // An answer that came later is taken back first, and the mark before it stays.
  await type(page, second.question, second.item, responseTo(second.item, 'wrong'));
  await keyboard.press('Enter');
  await expect(saying(second.question, 'wrong')).toBeVisible();
  await keyboard.press('u');
  await expect(second.question.getByRole('button', { name: 'Check answer' })).toBeVisible();
  await expect(said('Set aside as known.')).toBeVisible();
  await keyboard.press('u');
  await expect(first.question).toBeVisible();
  await left(all);

  await tabTo(page, first.question.getByRole('button', { name: 'Set aside …' }));
  await keyboard.press('Enter');
  await tabTo(page, first.question.getByRole('button', { name: 'Don’t ask me this' }));
  expect(await accessibility(page)).toEqual([]);
  await keyboard.press('Enter');
  await expect(said('Set aside.')).toBeVisible();
  await expect(first.question).toBeHidden();

  await page.reload();
  await left(all - 1);
  await page.goto('/plan/aside');
  const group = main.getByRole('region', { name: 'Not to be asked' });
  await expect(group.getByRole('link', { name: lesson.title })).toBeVisible();
  await group.getByRole('button', { name: `Ask me again ${first.item.stem}` }).click();
  await expect(main.getByText('It is asked again, on its day.')).toBeVisible();
  await expect(main.getByRole('heading', { name: 'Nothing is set aside' })).toBeVisible();
  await page.goto('/review');
  await left(all);
});

test('over the API: one mark an item, and each mistake says what to mend', async ({
  request,
  page,
  student
}) => {
  const [one, two] = lesson.items.map(({ id }) => id);
  const address = (item: string) => `/api/v1/items/${item}/mark`;
  const put = (item: string, kind: string) => page.request.put(address(item), { data: { kind } });
  const marks = async () => (await (await page.request.get('/api/v1/marks')).json()).marks;
  expect((await request.put(address(one!), { data: { kind: 'known' } })).status()).toBe(401);
  expect(student.id).toBeTruthy();
  const refused = await put(one!, 'forgotten');
  expect(refused.status()).toBe(422);
  expect((await refused.json()).detail).toContain('suspended, known, buried');
  for (const item of [reserved[0]!.id, 'no-such', 'No%00slug'])
    expect((await put(item, 'known')).status()).toBe(404);

  await put(one!, 'buried');
  expect(await (await put(one!, 'known')).json()).toMatchObject({ item: one, until: null });
  await put(two!, 'suspended');
  expect(await marks()).toMatchObject([
    { item: two, kind: 'suspended', lesson: { id: lesson.id, title: lesson.title } },
    { item: one, kind: 'known' }
  ]);
  expect(await (await page.request.get('/api/v1/leeches')).json()).toEqual({ leeches: [] });
  expect((await page.request.get(`/api/v1/items/${one}/leech`)).status()).toBe(404);
  for (const item of [one, two, two, 'no-such'])
    expect((await page.request.delete(address(item!))).status()).toBe(204);
  expect(await marks()).toEqual([]);
});

test('what is forgotten again and again says where to read, and is set aside by thumb', async ({
  page,
  student,
  db
}) => {
  const main = page.getByRole('main');
  const item = lesson.items.find(({ type }) => type === 'choice')!;
  await page.setViewportSize({ width: 360, height: 740 });
  const given = {
    id: uuidv7(),
    item: item.id,
    version: 1,
    response: responseTo(item, 'right'),
    context: 'lesson',
    answeredAt: new Date().toISOString(),
    latencyMs: 5000
  };
  await page.request.post('/api/v1/answers', { data: { answers: [given] } });
  await moveBack(db, student.id, 60);
  await db.$client`update cards set lapses = 3 where account_id = ${student.id}`;

  await page.goto('/review');
  const question = questionOf(page, item);
  await question.getByRole('button', { name: 'Set aside …' }).click();
  await page.context().setOffline(true);
  await question.getByRole('button', { name: 'Not today' }).click();
  await expect(question.getByRole('alert').getByText('No connection.')).toBeInViewport();
  await page.context().setOffline(false);
  await question.getByRole('button', { name: 'Not today' }).click();
  await expect(main.getByRole('heading', { name: 'Nothing to review' })).toBeVisible();
  await main.getByRole('button', { name: 'Undo setting it aside' }).click();

  await point(question, item, responseTo(item, 'wrong'));
  await question.getByRole('button', { name: 'Check answer' }).click();
  await expect(question.getByRole('status')).toContainText(['You have forgotten this 4 times']);
  await expect(question.getByText('What you answered instead')).toBeVisible();
  await fits(page);
  const section = lesson.sections[item.id]!;
  const read = `Read “${section.title}”`;
  const address = `/courses/${lesson.id}#${section.id}`;
  await expect(question.getByRole('link', { name: read })).toHaveAttribute('href', address);
  await question.getByRole('button', { name: 'Set it aside until I have read it' }).click();
  await expect(question).toBeHidden();

  await main.getByRole('link', { name: 'What is set aside' }).click();
  const hard = main.getByRole('region', { name: 'Hard ones' });
  await expect(hard).toContainText(/Forgotten 4 times.*Set aside/);
  await isReadable(page);
  await hard.getByRole('link', { name: read }).click();
  await expect(page).toHaveURL(address);
  await expect(page.getByRole('heading', { name: section.title })).toBeInViewport();
});

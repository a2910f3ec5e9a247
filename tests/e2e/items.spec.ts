import { v7 as uuidv7 } from 'uuid';
import { typeNames, type Item } from '../../src/lib/domain/items/registry';
import { accessibility, complaintsOf, expect, finishLesson, moveBack, test } from './fixtures';
import {
  itemOf,
  lessons,
  point,
  questionOf,
  responseTo,
  saying,
  type,
  type Aim
} from './questions';

/** Of each type the first that a lesson asks on its page, before any decision. */
const examples = new Map<string, { item: Item; lesson: string }>();
for (const { id, checks, cases, items } of lessons)
  for (const item of items)
    if (
      checks.includes(item.id) &&
      !examples.has(item.type) &&
      (!item.case || cases[item.case.id]?.[0] === item.id)
    )
      examples.set(item.type, { item, lesson: `/courses/${id}` });

const aims = (item: Item): Aim[] =>
  item.type === 'choice' || item.type === 'numeric'
    ? ['wrong', 'right']
    : ['wrong', 'partly', 'right'];

for (const [name, { item, lesson }] of examples) {
  test(`${name} by keyboard`, async ({ page }) => {
    const question = questionOf(page, item);
    for (const aim of aims(item)) {
      await page.goto(lesson);
      const first = question.locator('input, select').first();
      await expect(first).toBeEnabled();
      await first.focus();
      await type(page, question, item, responseTo(item, aim));
      await page.keyboard.press('Enter');
      await expect(saying(question, aim)).toBeVisible();
      await expect(question.getByText(item.explanation)).toBeVisible();
      await expect(question.getByRole('button', { name: 'Check answer' })).toBeHidden();
    }
  });

  test(`${name} by thumb @phone`, async ({ page }) => {
    const question = questionOf(page, item);
    for (const aim of aims(item)) {
      await page.goto(lesson);
      await point(question, item, responseTo(item, aim));
      await question.getByRole('button', { name: 'Check answer' }).tap();
      await expect(saying(question, aim)).toBeVisible();
      await expect(question.getByText(item.explanation)).toBeVisible();
    }
    expect(await accessibility(page)).toEqual([]);
  });
}

test('all types are asked in lessons', () => {
  expect([...examples.keys()].sort()).toEqual(typeNames.toSorted());
});

test('each showing has an order of its own', async ({ page }) => {
  const { item, lesson } = examples.get('choice')!;
  const orders = new Set<string>();
  const show = async () => {
    await page.goto(lesson);
    const options = questionOf(page, item).getByRole('group', { name: 'Choose one' });
    await expect(options).toBeVisible();
    // the page comes from the server in one order for all, and is shuffled as it wakes up
    await expect(page.getByRole('region', { name: 'Keep what you have learned' })).toBeVisible();
    orders.add((await options.getByRole('listitem').allInnerTexts()).join());
    return orders.size;
  };
  // four options have 24 orders: to see only one in every showing is not chance
  await expect.poll(show).toBeGreaterThan(1);
});

test('what a review asks later, it can ask: a type it did not begin with, on two views', async ({
  page,
  student,
  db
}) => {
  const later = itemOf('client-or-patient-vessels');
  const first = itemOf('two-intentions-what-separates');
  const of = (item: Item) => lessons.find(({ items }) => items.includes(item))!;
  /** Leaves nothing in the queue but this. */
  const leave = async (item: Item) => {
    await finishLesson(page.request, of(item).id);
    const { queue } = await (await page.request.get('/api/v1/today')).json();
    const answers = (queue as { item: string; version: number }[])
      .filter((entry) => entry.item !== item.id)
      .map((entry) => ({
        id: uuidv7(),
        item: entry.item,
        version: entry.version,
        response: responseTo(itemOf(entry.item), 'right'),
        context: 'review',
        answeredAt: new Date().toISOString(),
        latencyMs: 5000
      }));
    await page.request.post('/api/v1/answers', { data: { answers } });
  };
  const answer = async (item: Item) => {
    const question = questionOf(page, item);
    await point(question, item, responseTo(item, 'right'));
    await question.getByRole('button', { name: 'Check answer' }).click();
    await expect(saying(question, 'right')).toBeVisible();
    await question.getByRole('button', { name: 'Continue' }).click();
  };

  const complaints = complaintsOf(page);
  await leave(first);
  await page.goto('/review');
  await answer(first);
  // A day has room for so many new ones.
  await moveBack(db, student.id, 1);
  await leave(later);
  await page.getByRole('button', { name: 'Look for more' }).click();
  await answer(later);
  await expect(page.getByRole('heading', { name: 'That is it for now' })).toBeVisible();
  expect(complaints).toEqual([]);
});

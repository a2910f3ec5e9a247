import { typeNames, type Item } from '../../src/lib/domain/items/registry';
import { accessibility, expect, test } from './fixtures';
import { lessons, point, questionOf, responseTo, saying, type, type Aim } from './questions';

/** Of each type the first that a lesson asks on its page. */
const examples = new Map<string, { item: Item; lesson: string }>();
for (const { id, checks, items } of lessons)
  for (const item of items)
    if (checks.includes(item.id) && !examples.has(item.type))
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

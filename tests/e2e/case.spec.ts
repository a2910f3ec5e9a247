import { v7 as uuidv7 } from 'uuid';
import { actions } from '../../src/lib/domain/items/decision';
import type { Item } from '../../src/lib/domain/items/registry';
import {
  accessibility,
  complaintsOf,
  expect,
  expectLogged,
  finishLesson,
  logOf,
  test
} from './fixtures';
import {
  asked,
  itemOf,
  lessons,
  point,
  questionOf,
  responseTo,
  saying,
  tabTo,
  type
} from './questions';

const lesson = lessons.find(({ cases }) => Object.keys(cases).length > 0)!;
const [id, trunk] = Object.entries(lesson.cases)[0]!;
const address = `/courses/${lesson.id}`;
const decision = lesson.items.find(
  (item): item is Item & { type: 'decision' } => item.case?.id === id && item.type === 'decision'
)!;
const scene = decision.case!;
const best = actions.find((action) => decision.branches[action].credit === 1)!;
/** Another branch, which goes on with another item. */
const other = actions.find(
  (action) => decision.branches[action].then !== decision.branches[best].then
)!;
const after = (action: (typeof actions)[number]) => itemOf(decision.branches[action].then!);
const last = itemOf(trunk.at(-1)!);

test.beforeAll(() => expect(trunk[0]).toBe(decision.id));

test('a case by keyboard: each choice leads on, and the other way can be tried', async ({
  page,
  student,
  db
}) => {
  const { keyboard } = page;
  const complaints = complaintsOf(page);
  await page.goto(address);
  await expect(page.getByRole('group', { name: scene.title })).toContainText(scene.vignette[0]!);
  const first = questionOf(page, decision);
  await expect(first.getByRole('radio').first()).toBeEnabled();

  await test.step('decides, and is told what happens and why', async () => {
    await first.getByRole('radio').first().focus();
    await type(page, first, decision, responseTo(decision, 'right'));
    await keyboard.press('Enter');
    await expect(saying(first, 'right')).toBeVisible();
    await expect(first.getByText(decision.branches[best].leads)).toBeVisible();
    await expect(first.getByText(decision.branches[best].feedback)).toBeVisible();
    await expect(first.getByText(decision.branches[other].leads)).toBeHidden();
  });

  const next = questionOf(page, after(best));
  await test.step('goes on with Enter to what the branch leads to', async () => {
    await expect(first.getByRole('button', { name: 'Continue' })).toBeFocused();
    await keyboard.press('Enter');
    await expect(next.getByText(after(best).stem)).toBeFocused();
    await type(page, next, after(best), responseTo(after(best), 'wrong'));
    await keyboard.press('Enter');
    await expect(saying(next, 'wrong')).toBeVisible();
  });

  await test.step('tries the other way, which leads elsewhere', async () => {
    const ways = page.getByRole('group', { name: 'Try the other way' });
    const way = ways.getByRole('button', { name: other, exact: false });
    await way.focus();
    await keyboard.press('Enter');
    await expect(ways.getByRole('status')).toContainText(decision.branches[other].leads);
    await expect(next).toBeHidden();
    const elsewhere = questionOf(page, after(other));
    await tabTo(page, elsewhere.getByRole('radio').first());
    await type(page, elsewhere, after(other), responseTo(after(other), 'right'));
    await keyboard.press('Enter');
    await expect(saying(elsewhere, 'right')).toBeVisible();
    await keyboard.press('Enter');
    await expect(questionOf(page, last).getByText(last.stem)).toBeFocused();
  });

  await test.step('comes back to the own way as it was left', async () => {
    const taken = page.getByRole('button', { name: 'taken' });
    await taken.focus();
    await keyboard.press('Enter');
    await expect(saying(next, 'wrong')).toBeVisible();
    await expect(questionOf(page, after(other))).toBeHidden();
  });

  // Looking at another branch is no answer.
  const log = await logOf(db, student.id);
  expect(log.map(({ item, score }) => [item, score === 1])).toEqual([
    [decision.id, true],
    [after(best).id, false],
    [after(other).id, true]
  ]);
  expect(complaints).toEqual([]);
});

test('a case by thumb @phone', async ({ page }) => {
  await page.goto(address);
  for (const item of [decision, after(best), last]) {
    const question = questionOf(page, item);
    await point(question, item, responseTo(item, 'right'));
    await question.getByRole('button', { name: 'Check answer' }).tap();
    await expect(saying(question, 'right')).toBeVisible();
    if (item !== last) await question.getByRole('button', { name: 'Continue' }).tap();
  }
  await expect(page.getByText('Here the case ends.')).toBeVisible();
  await page.getByRole('button', { name: other }).tap();
  await expect(questionOf(page, after(other))).toBeVisible();
  expect(await accessibility(page)).toEqual([]);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(page.viewportSize()!.width);
});

test('whoever does not know is led on by the best way', async ({ page }) => {
  await page.goto(address);
  const first = questionOf(page, decision);
  await first.getByRole('button', { name: 'I don’t know' }).click();
  await expect(first.getByText(decision.branches[best].leads)).toBeVisible();
  await first.getByRole('button', { name: 'Continue' }).click();
  await expect(questionOf(page, after(best))).toBeVisible();
});

test('in a review each question comes with its scene, told before it', async ({
  page,
  student,
  db
}) => {
  await finishLesson(page.request, lesson.id);
  const { queue } = await (await page.request.get('/api/v1/today')).json();
  expect(JSON.stringify(queue)).not.toContain(decision.branches[best].leads);
  const isOther = ({ case: told }: { case: { id: string } | null }) => told?.id !== id;
  const answers = queue.filter(isOther).map((entry: { item: string; version: number }) => ({
    id: uuidv7(),
    item: entry.item,
    version: entry.version,
    response: responseTo(itemOf(entry.item), 'right'),
    context: 'review',
    answeredAt: new Date().toISOString(),
    latencyMs: 5000
  }));
  expect((await page.request.post('/api/v1/answers', { data: { answers } })).status()).toBe(200);
  await expectLogged(db, student.id, answers.length);

  await page.goto('/review');
  const told = page.getByRole('main').getByRole('group', { name: scene.title });
  const before = await asked(page);
  await expect(told).toContainText(scene.vignette[0]!);
  await type(page, before.question, before.item, responseTo(before.item, 'right'));
  await page.keyboard.press('Enter');
  await expect(saying(before.question, 'right')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(before.question).toBeHidden();
  // the focus leads a screen reader to the scene, and the question stands right after it
  await expect(told).toBeFocused();
  const { item } = await asked(page);
  await expect(told.locator('xpath=following-sibling::*').first()).toHaveText(item.stem);
  expect(await accessibility(page)).toEqual([]);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('the scene and the first question can be read', async ({ page }) => {
    await page.goto(address);
    for (const paragraph of scene.vignette) await expect(page.getByText(paragraph)).toBeVisible();
    await expect(page.getByText(decision.stem)).toBeVisible();
    for (const action of actions)
      await expect(page.getByText(decision.branches[action].text)).toBeVisible();
    await expect(page.getByText(last.stem)).toHaveCount(0);
  });
});

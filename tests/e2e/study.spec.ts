import { v7 as uuidv7 } from 'uuid';
import { studyDay } from '../../src/lib/domain/day';
import { defaultPlan } from '../../src/lib/domain/plan';
import { save } from '../../src/lib/server/plans';
import { expect, finishLesson, isReadable, logOf, moveBack, test } from './fixtures';
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
import { newEmail, password } from './people';

const lesson = lessons[0]!;
const address = `/courses/${lesson.id}`;
const check = lesson.items.find(({ id, type }) => lesson.checks.includes(id) && type === 'choice')!;

test('from the landing page to a review that is done', async ({ page }) => {
  test.slow(); // a whole first day
  const { keyboard } = page;
  const main = page.getByRole('main');

  await test.step('reads and answers without an account', async () => {
    await page.goto('/');
    await main.getByRole('link', { name: 'Read the first lesson' }).click();
    await expect(page).toHaveURL(address);
    await expect(page.getByRole('heading', { level: 1, name: lesson.title })).toBeVisible();
    const question = questionOf(page, check);
    await point(question, check, responseTo(check, 'right'));
    await question.getByRole('button', { name: 'Check answer' }).click();
    await expect(saying(question, 'right')).toBeVisible();
    await expect(question.getByText(check.explanation)).toBeVisible();
  });

  await test.step('signs up at the invitation and keeps the answer', async () => {
    const invitation = page.getByRole('region', { name: 'Keep what you have learned' });
    await expect(invitation).toContainText('Your answer is kept on this device.');
    await invitation.getByRole('link', { name: 'Sign up and keep them' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Robin Vale');
    await page.getByLabel('E-mail').fill(newEmail());
    await page.getByLabel('Password').fill(password);
    await main.getByRole('button', { name: 'Sign up' }).click();
    await expect(page).toHaveURL(address);
    const offer = page.getByRole('region', { name: 'Answers on this device' });
    await expect(offer).toContainText('One answer was given on this device');
    await offer.getByRole('button', { name: 'Yes, keep them' }).click();
    await expect(offer).toBeHidden();
  });

  const others = lesson.items.length - 1;
  await test.step('finishes the lesson, which fills Today', async () => {
    await page.getByRole('button', { name: 'Finish this lesson' }).click();
    await expect(page.getByText('You finished this lesson on')).toBeVisible();
    await page.getByRole('banner').getByRole('link', { name: 'Today', exact: true }).click();
    const heading = `${others} new from lessons you finished`;
    await expect(main.getByRole('heading', { name: heading })).toBeVisible();
  });

  // From here on the pointer is not used.
  await tabTo(page, main.getByRole('link', { name: 'Start the review' }));
  await keyboard.press('Enter');
  const left = (count: number) =>
    expect(main.getByRole('status').getByText(`${count} to go`, { exact: true })).toBeVisible();
  await left(others);
  await expect(main.getByText(`New from the lesson you finished: ${lesson.title}`)).toBeVisible();

  const missed =
    await test.step('misses the first, with its hint and the list of keys', async () => {
      const { item, question } = await asked(page);
      await keyboard.press('?');
      const keys = page.getByRole('dialog', { name: 'Keys' });
      await expect(keys).toContainText('Check, then go on');
      await keyboard.press('Escape');
      await expect(keys).toBeHidden();
      if (item.hint) {
        await keyboard.press('h');
        await expect(question.getByText(item.hint)).toBeVisible();
      }
      await type(page, question, item, responseTo(item, 'wrong'));
      await keyboard.press('Enter');
      await expect(saying(question, 'wrong')).toBeVisible();
      await expect(question.getByText('Comes back later in this session')).toBeVisible();
      await keyboard.press('Enter');
      return item;
    });

  await test.step('takes an answer back, and gives another', async () => {
    const { item, question } = await asked(page);
    await type(page, question, item, responseTo(item, 'wrong'));
    await keyboard.press('Enter');
    await expect(saying(question, 'wrong')).toBeVisible();
    await keyboard.press('u');
    await expect(question.getByRole('button', { name: 'Check answer' })).toBeVisible();
    await left(others);
    await type(page, question, item, responseTo(item, 'right'));
    await keyboard.press('Enter');
    await expect(saying(question, 'right')).toBeVisible();
    await keyboard.press('Enter');
    await left(others - 1);
  });

  const answerRight = async () => {
    const { item, question } = await asked(page);
    await type(page, question, item, responseTo(item, 'right'));
    await keyboard.press('Enter');
    await expect(saying(question, 'right')).toBeVisible();
    await keyboard.press('Enter');
    await expect(saying(question, 'right')).toBeHidden();
    return item;
  };

  await test.step('is asked again what was missed', async () => {
    await answerRight();
    await answerRight();
    await expect(main.getByText('Missed a moment ago')).toBeVisible();
    expect((await asked(page)).item).toBe(missed);
    await left(others - 3);
  });

  await test.step('goes on after a reload where it stopped', async () => {
    await page.reload();
    await left(others - 3);
    const last: string[] = [];
    for (let i = 0; i < others - 3; i++) last.push((await answerRight()).id);
    expect(last.at(-1)).toBe(missed.id);
    await expect(main.getByRole('heading', { name: 'That is it for now' })).toBeVisible();
  });

  await test.step('sees it on Today and in the progress', async () => {
    await tabTo(page, main.getByRole('link', { name: 'Back to Today' }));
    await keyboard.press('Enter');
    await expect(main.getByRole('heading', { name: 'All done for today' })).toBeVisible();
    await expect(main.getByText('The next review is on')).toBeVisible();
    await page.goto('/progress');
    const row = main.getByRole('listitem').filter({ hasText: lesson.title });
    const all = lesson.items.length;
    await expect(row).toContainText(`${all} of ${all} questions answered`);
    await expect(row).toContainText('100% known now');
    await expect(row).toContainText('Finished');
    // every item once, and the missed one twice; what was taken back does not count
    await expect(
      main.getByRole('figure', { name: `${all + 1} answers on 1 day of the last year` })
    ).toBeVisible();
  });
});

test('on a later day the right items are due, and no others', async ({ page, student, db }) => {
  const main = page.getByRole('main');
  await finishLesson(page.request, lesson.id);
  const { queue } = await (await page.request.get('/api/v1/today')).json();
  // Hints make an answer count for less: those come back sooner than the others.
  const answers = queue.map(({ item, version }: { item: string; version: number }, i: number) => ({
    id: uuidv7(),
    item,
    version,
    response: responseTo(itemOf(item), 'right'),
    context: 'review',
    answeredAt: new Date().toISOString(),
    latencyMs: 5000,
    hint: i % 3 === 0
  }));
  const response = await page.request.post('/api/v1/answers', { data: { answers } });
  const { results } = (await response.json()) as {
    results: { id: string; next: { days: number } }[];
  };
  const inDays = new Map(results.map(({ next }, i) => [answers[i]!.item as string, next.days]));
  const soonest = Math.min(...inDays.values());
  const due = [...inDays.keys()].filter((item) => inDays.get(item) === soonest);
  expect(soonest).toBeGreaterThan(0);
  expect(due.length).toBeLessThan(inDays.size);

  await moveBack(db, student.id, soonest - 1);
  await page.goto('/today');
  await expect(main.getByRole('heading', { name: 'All done for today' })).toBeVisible();

  await moveBack(db, student.id, 1);
  await page.reload();
  await expect(main.getByRole('heading', { name: `${due.length} to review` })).toBeVisible();
  await main.getByRole('link', { name: 'Start the review' }).click();
  const reviewed: string[] = [];
  for (let i = 0; i < due.length; i++) {
    await expect(main.getByText('You are about to forget this')).toBeVisible();
    const { item, question } = await asked(page);
    await type(page, question, item, responseTo(item, 'right'));
    await page.keyboard.press('Enter');
    await expect(question.getByText(/Comes back in \d+ days/)).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(question).toBeHidden();
    reviewed.push(item.id);
  }
  expect(reviewed.sort()).toEqual(due.sort());
  await expect(main.getByRole('heading', { name: 'That is it for now' })).toBeVisible();

  await page.goto('/progress');
  const count = lesson.items.length + due.length;
  await expect(
    main.getByRole('figure', {
      name: `${count} answers on 2 days of the last year, 100% of them right.`
    })
  ).toBeVisible();
  expect(await logOf(db, student.id)).toHaveLength(count);
});

test('a day has its share, more if one likes, an exam its days, and a pause nothing', async ({
  page,
  student,
  db
}) => {
  const main = page.getByRole('main');
  const answer = async (queue: { item: string; version: number }[]) => {
    const answers = queue.map(({ item, version }) => ({
      id: uuidv7(),
      item,
      version,
      response: responseTo(itemOf(item), 'right'),
      context: 'review',
      answeredAt: new Date().toISOString(),
      latencyMs: 60_000
    }));
    expect((await page.request.post('/api/v1/answers', { data: { answers } })).ok()).toBe(true);
  };
  const share = async () => (await (await page.request.get('/api/v1/today')).json()).queue;
  await finishLesson(page.request, lesson.id);
  await answer(await share());
  await moveBack(db, student.id, 40);
  await save(db, student.id, { ...defaultPlan, dailyMinutes: 5 });

  await page.goto('/today');
  await expect(main.getByText('after your break we spread the rest')).toBeVisible();
  const today = await share();
  expect(today.length).toBeLessThan(lesson.items.length);
  await answer(today);
  await page.reload();
  await expect(main.getByRole('heading', { name: 'Done for today' })).toBeVisible();
  await main.getByRole('link', { name: 'More, if you like' }).click();
  await asked(page);

  const day = studyDay(new Date(), 'America/New_York');
  await save(db, student.id, { ...defaultPlan, examDay: day + 5 });
  await page.goto('/today');
  await expect(main.getByRole('heading', { name: '5 days to your exam' })).toBeVisible();
  await main.getByText('By area of the exam').click();
  await isReadable(page);
  const pause = { from: day, until: day + 2 };
  await save(db, student.id, { ...defaultPlan, examDay: day - 1, pause });
  await page.reload();
  await expect(main.getByRole('heading', { name: 'You are on a break' })).toBeVisible();
  await expect(main.getByText('Your exam was on')).toBeVisible();
});

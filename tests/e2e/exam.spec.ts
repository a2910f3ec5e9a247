import { v7 as uuidv7 } from 'uuid';
import { dateOf, studyDay } from '../../src/lib/domain/day';
import type { Db } from '../../src/lib/server/db/connect';
import { rebuild } from '../../src/lib/server/replay';
import { complaintsOf, expect, finishLesson, isReadable, moveBack, test } from './fixtures';
import { asked, itemOf, lessons, responseTo, type } from './questions';

const [lesson, next] = lessons as [(typeof lessons)[number], (typeof lessons)[number]];
const inDays = (days: number) => dateOf(studyDay(new Date(), 'America/New_York') + days);

/** As `moveBack`, with the day of the exam: it comes nearer. */
async function sleepFor(db: Db, account: string, days: number) {
  await moveBack(db, account, days);
  await db.$client`
    update plans set exam_day = exam_day - ${days}::int where account_id = ${account}`;
}

test('a student with an exam in 20 days', async ({ page, student, db }) => {
  test.slow(); // three weeks
  const complaints = complaintsOf(page);
  const main = page.getByRole('main');
  const exam = main.getByRole('region', { name: /your exam/ });

  await test.step('learns a lesson and sets the date', async () => {
    await finishLesson(page.request, lesson.id);
    const { queue } = await (await page.request.get('/api/v1/today')).json();
    const answers = queue.map(({ item, version }: { item: string; version: number }) => ({
      ...{ id: uuidv7(), item, version, response: responseTo(itemOf(item), 'right') },
      ...{ context: 'review', answeredAt: new Date().toISOString(), latencyMs: 5000 }
    }));
    await page.request.post('/api/v1/answers', { data: { answers } });
    await page.goto('/plan');
    await page.getByLabel('The day of your exam').fill(inDays(20));
    await page.getByRole('button', { name: 'Save the plan' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toContainText('exam date');
    await page.goto('/today');
    await expect(exam.getByRole('heading', { name: '20 days to your exam' })).toBeVisible();
  });

  await test.step('two weeks before, is asked what is worth most for that day', async () => {
    await sleepFor(db, student.id, 8);
    await page.goto('/today');
    await expect(exam.getByRole('heading', { name: '12 days to your exam' })).toBeVisible();
    const shares = await exam.getByRole('definition').allInnerTexts();
    const [stop, withToday] = shares.map((share) => Number.parseInt(share, 10));
    expect(withToday).toBeGreaterThan(stop!);
    await exam.getByText('By area of the exam').click();
    await expect(exam.getByRole('table', { name: 'Expected on the day, by area' })).toBeVisible();
    await isReadable(page);

    await main.getByRole('link', { name: 'Start the review' }).click();
    await expect(main.getByText('Exam in 12 days: worth most for that day')).toBeVisible();
    const { item, question } = await asked(page);
    await type(page, question, item, responseTo(item, 'right'));
    await page.keyboard.press('Enter');
    await expect(question.getByText(/Comes back in \d+ days/)).toBeVisible();
  });

  await test.step('in the last week, begins nothing new', async () => {
    await finishLesson(page.request, next.id);
    await sleepFor(db, student.id, 7);
    await page.goto('/today');
    await expect(exam.getByRole('heading', { name: '5 days to your exam' })).toBeVisible();
    await expect(main.getByText('New questions wait until after your exam')).toBeVisible();
    const { queue } = await (await page.request.get('/api/v1/today')).json();
    const reasons = new Set(queue.map(({ reason }: { reason: string }) => reason));
    expect(reasons.has('new')).toBe(false);
    expect(queue.length).toBeGreaterThan(0);
  });

  await test.step('afterwards, is asked for the next date, and learns on', async () => {
    await sleepFor(db, student.id, 6);
    await page.goto('/today');
    await expect(main.getByText(/^Your exam was on/)).toBeVisible();
    await main.getByRole('link', { name: 'set a new date or clear it' }).click();
    await main.getByRole('button', { name: 'Clear the date' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toContainText('exam date');
    await page.goto('/today');
    await expect(exam).toBeHidden();
  });

  const { differences } = await rebuild(db);
  expect(differences.filter(({ account }) => account === student.id)).toEqual([]);
  expect(complaints).toEqual([]);
});

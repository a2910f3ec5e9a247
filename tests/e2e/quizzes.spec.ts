import { complaintsOf, expect, isReadable, logIn, logOf } from './fixtures';
import { questionOf, responseTo, saying, tabTo, type } from './questions';
import { asked, begin, endIn, fillIn, givenIn, goTo, handIn, isSaved, test } from './quiz-fixtures';

const [one, two, three] = asked as [
  (typeof asked)[number],
  (typeof asked)[number],
  (typeof asked)[number]
];

test('a quiz from Today to its result, and a reload and the way back in the middle', async ({
  page,
  student,
  school,
  db
}) => {
  await school.set({ instructions: 'Read twice.' });
  const main = page.getByRole('main');
  await page.goto('/today');
  await expect(main.getByRole('heading', { name: 'A quiz waits' })).toBeVisible();
  await main.getByRole('link', { name: 'A quiz', exact: true }).click();
  await expect(main.getByText('Read twice.')).toBeVisible();
  await main.getByRole('button', { name: 'Start' }).click();

  // How sure one is may be said before the answer, or after it.
  await questionOf(page, one).getByRole('checkbox', { name: 'Unsure' }).check();
  await fillIn(page, one);
  await isSaved(page);
  await goTo(page, 'Next');
  const cloze = await fillIn(page, two);
  await cloze.getByRole('checkbox', { name: 'Sure', exact: true }).check();
  const words = await cloze.getByRole('textbox').first().inputValue();
  // typed a moment ago, and on its way at the latest as the page goes
  await page.reload();
  await expect(questionOf(page, two).getByRole('textbox').first()).toHaveValue(words);
  await expect(cloze.getByRole('checkbox', { name: 'Sure', exact: true })).toBeChecked();
  await isSaved(page);
  await page.goBack();
  await expect(questionOf(page, one)).toBeVisible();
  await expect(questionOf(page, one).getByRole('radio', { checked: true })).toHaveCount(1);
  await expect(questionOf(page, one).getByRole('checkbox', { name: 'Unsure' })).toBeChecked();
  expect(await givenIn(db, student.id)).toMatchObject([
    { position: 0, response: responseTo(one, 'right') },
    { position: 1 }
  ]);

  await goTo(page, 'Question 3, open');
  await fillIn(page, three, 'wrong');
  await isSaved(page);
  await handIn(page);
  await expect(main.getByRole('heading', { name: '67% of the points' })).toBeVisible();
  await expect(main.getByText('Passed')).toBeVisible();
  await expect(main.getByRole('heading', { name: 'By area' })).toBeVisible();
  await expect(main.getByRole('heading', { name: 'Worth reading again' })).toBeVisible();
  await expect(main.getByText(three.explanation)).toBeVisible();
  expect(await logOf(db, student.id)).toHaveLength(3);
  const said = await db.$client<{ item: string; confidence: string }[]>`
    select item_id as item, confidence from answers where account_id = ${student.id}`;
  expect(Object.fromEntries(said.map(({ item, confidence }) => [item, confidence]))).toEqual({
    [one.id]: 'unsure',
    [two.id]: 'sure',
    [three.id]: null
  });

  await page.goBack();
  await expect(main.getByRole('heading', { name: 'By area' })).toBeVisible();
  await page.goto('/quizzes');
  await expect(main.getByText('Last result: 67%, passed')).toBeVisible();
});

test('another device and another tab find the same attempt, and what the other gave', async ({
  page,
  browser,
  student,
  school
}) => {
  const quiz = await school.set();
  const address = `/quizzes/${quiz.id}`;
  const other = await page.context().newPage();
  await Promise.all([page.goto(address), other.goto(address)]);
  await Promise.all([page, other].map((tab) => tab.getByRole('button', { name: 'Start' }).click()));
  await Promise.all([page, other].map((tab) => tab.waitForURL(/q=1/)));
  expect(other.url()).toBe(page.url());

  const options = async (tab: typeof page) =>
    questionOf(tab, one).getByRole('group', { name: 'Choose one' }).allInnerTexts();
  await fillIn(page, one);
  await isSaved(page);
  const context = await browser.newContext();
  const phone = await context.newPage();
  await logIn(phone.request, student.email);
  await phone.goto(`${page.url().split('?')[0]}?q=1`);
  await expect(questionOf(phone, one).getByRole('radio', { checked: true })).toHaveCount(1);
  expect(await options(phone)).toEqual(await options(page));

  await fillIn(phone, one, 'wrong');
  await isSaved(phone);
  // coming back to the tab, it asks the server
  await page.bringToFront();
  await page.evaluate(() => dispatchEvent(new Event('focus')));
  const given = (responseTo(one, 'wrong') as { option: string }).option;
  await expect(questionOf(page, one).getByRole('radio', { checked: true })).toHaveValue(given);
  await handIn(other);
  const result = { name: 'Question by question' };
  await expect(other.getByRole('heading', result)).toBeVisible();
  await page.evaluate(() => dispatchEvent(new Event('focus')));
  await expect(page.getByRole('heading', result)).toBeVisible();
  await context.close();
});

test('without a connection all is kept, through a reload, and sent when it is back', async ({
  page,
  context,
  student,
  school,
  db
}) => {
  await begin(page, await school.set());
  await expect(page).toHaveURL(/q=1/);
  await context.setOffline(true);
  await fillIn(page, one);
  const unsaved = page.getByText('Not saved yet: no connection, kept on this device');
  await expect(unsaved.first()).toBeVisible();
  await goTo(page, 'Next');
  await fillIn(page, two);
  await goTo(page, 'Hand in …');
  await page.getByRole('button', { name: 'Hand in now' }).click();
  await expect(page.getByRole('alert').getByText('no connection')).toBeVisible();
  expect(await givenIn(db, student.id)).toEqual([]);
  const address = page.url().split('?')[0]!;
  await page.close();
  await context.setOffline(false);

  const again = await context.newPage();
  await again.goto(`${address}?q=1`);
  await expect(questionOf(again, one).getByRole('radio', { checked: true })).toHaveCount(1);
  await isSaved(again);
  await expect
    .poll(() => givenIn(db, student.id))
    .toMatchObject([{ position: 0 }, { position: 1 }]);
});

test('the time runs out: what was given counts, what was chosen too', async ({
  page,
  student,
  school,
  db
}) => {
  await begin(page, await school.set({ minutes: 10, linear: true }));
  await expect(page.getByRole('timer')).toContainText(/(10:00|9:\d\d) left/);
  await page.getByRole('button', { name: 'Hide time' }).click();
  await expect(page.getByRole('timer')).toBeHidden();
  await page.getByRole('button', { name: 'Hide time' }).click();
  await endIn(db, student.id, 6000);
  await page.reload();
  await expect(page.getByRole('timer')).toContainText(/0:0\d left/);
  await fillIn(page, one);
  await expect(page.getByText('The time ran out: what was given counts.')).toBeVisible();
  await expect(page.getByText('1 of 3 questions answered')).toBeVisible();
  expect(await givenIn(db, student.id)).toMatchObject([{ position: 0 }]);
});

test('a device whose clock is wrong keeps the time of the server', async ({
  page,
  student,
  school,
  db
}) => {
  await page.clock.install({ time: Date.now() - 3_600_000 });
  await begin(page, await school.set({ minutes: 10 }));
  await expect(page.getByRole('timer')).toContainText(/(10:00|9:\d\d) left/);
  await fillIn(page, one, 'wrong');
  await isSaved(page);
  await fillIn(page, one, 'right');
  await isSaved(page);
  await expect
    .poll(() => givenIn(db, student.id))
    .toMatchObject([{ response: responseTo(one, 'right') }]);
});

test('what was given after the end, without a connection, is said not to count', async ({
  page,
  context,
  student,
  school,
  db
}) => {
  await begin(page, await school.set({ minutes: 10 }));
  await expect(page).toHaveURL(/q=1/);
  await context.setOffline(true);
  await fillIn(page, one);
  await expect(page.getByText(/Not saved yet/).first()).toBeVisible();
  await endIn(db, student.id, -60_000);
  await context.setOffline(false);
  await expect(page.getByText('reached us after the end')).toBeVisible();
  await expect(page.getByText('0 of 3 questions answered')).toBeVisible();
  expect(await givenIn(db, student.id)).toEqual([]);
});

test('no way back, by keyboard alone', async ({ page, school }) => {
  const { keyboard } = page;
  const complaints = complaintsOf(page);
  await begin(page, await school.set({ linear: true, mustFinish: true }));
  await expect(questionOf(page, one)).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Questions' })).toHaveCount(0);
  await keyboard.press('Enter');
  await expect(page.getByText('In this quiz no question may be left out')).toBeVisible();
  for (const item of asked) {
    await type(page, questionOf(page, item), item, responseTo(item, 'right'));
    await keyboard.press('Enter');
    await expect(questionOf(page, item)).toBeHidden();
    if (item === one) {
      await page.reload();
      // awake: before that the browser goes back without the page
      await expect(questionOf(page, two).getByRole('textbox').first()).toBeEnabled();
      await page.goBack();
      await tabTo(page, page.getByRole('link', { name: 'Resume' }));
      await keyboard.press('Enter');
      await expect(questionOf(page, two)).toBeVisible();
    }
  }
  await tabTo(page, page.getByRole('button', { name: 'Hand in now' }));
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '100% of the points' })).toBeVisible();
  expect(complaints).toEqual([]);
});

test('told at once, by thumb @phone', async ({ page, school }) => {
  await begin(page, await school.set({ feedback: 'at-once' }));
  const question = await fillIn(page, one, 'wrong');
  await expect(question.getByText(one.explanation)).toBeHidden();
  await question.getByRole('button', { name: 'Check answer' }).tap();
  await expect(saying(question, 'wrong')).toBeVisible();
  await expect(question.getByText(one.explanation)).toBeVisible();
  await page.reload();
  await goTo(page, 'Question 1, answered');
  await expect(question.getByText(one.explanation)).toBeVisible();
  await expect(question.getByRole('radio').first()).toBeDisabled();
  await question.getByRole('link', { name: 'Next' }).tap();
  await expect(questionOf(page, two)).toBeVisible();
  await goTo(page, 'Hand in …');
  await expect(page.getByText('2 of 3 questions are still open')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Question 2', exact: true })).toBeVisible();
});

test('results that are to be released: nothing is told before', async ({ page, school, db }) => {
  const quiz = await school.set({ feedback: 'on-release' });
  await begin(page, quiz);
  await fillIn(page, one);
  await isSaved(page);
  await handIn(page);
  const held = 'Results come when your school releases them';
  await expect(page.getByText(held)).toBeVisible();
  await page.reload();
  await expect(page.getByText(held)).toBeVisible();
  expect(await page.content()).not.toContain(one.explanation);
  await page.goto('/quizzes');
  await expect(page.getByText(held)).toBeVisible();
  await db.$client`update quizzes set released_at = now() where id = ${quiz.id}`;
  await page.getByRole('link', { name: 'See the result' }).click();
  await expect(page.getByText(one.explanation)).toBeVisible();
});

test('a practice exam of 25, through to its report', async ({ page, student, db }) => {
  await page.goto('/quizzes');
  await page.getByRole('link', { name: 'Practice exam, 25 questions' }).click();
  await expect(page.getByText('It is not the MBLEx and not by its makers')).toBeVisible();
  await page.getByRole('button', { name: 'Start' }).click();
  const main = page.getByRole('main');
  const count = main.getByText(/^Question \d+ of \d+$/);
  const total = Number((await count.innerText()).match(/of (\d+)/)![1]);
  await expect(main.getByRole('checkbox', { name: 'Unsure' })).toHaveCount(0);
  for (let i = 1; i <= total; i++) {
    await expect(main.getByText(`Question ${i} of ${total}`, { exact: true })).toBeVisible();
    await page.keyboard.press('1');
    await page.keyboard.press('Enter');
  }
  await main.getByRole('button', { name: 'Hand in now' }).click();
  await expect(main.getByRole('heading', { name: /% of the points/ })).toBeVisible();
  await expect(main.getByRole('table')).toContainText('Between');
  await expect(main.getByText('It was not the MBLEx')).toBeVisible();
  await expect(main.getByRole('heading', { name: 'Worth reading again' })).toBeVisible();
  expect(await logOf(db, student.id)).toHaveLength(total);
});

test('what comes before and during a quiz can be read', async ({ page, student, school, db }) => {
  test.slow(); // five screens in four ways each
  const complaints = complaintsOf(page);
  const later = await school.set({
    title: 'Words-and-worlds-in-one-unbreakable-title-that-somebody-has-thought-up-for-it',
    opensAt: new Date(Date.now() + 86_400_000).toISOString()
  });
  const timed = await school.set({ minutes: 10 });
  for (const quiz of [later.id, 'exam-100']) {
    await page.goto(`/quizzes/${quiz}`);
    await isReadable(page);
  }
  await begin(page, timed);
  await endIn(db, student.id, 240_000);
  await page.reload();
  await expect(page.getByRole('timer')).toContainText(/3:\d\d left/);
  await isReadable(page);
  await goTo(page, 'Hand in …');
  await isReadable(page);
  await page.goto('/quizzes');
  await isReadable(page);
  expect(complaints).toEqual([]);
});

test('what is told of a quiz can be read', async ({ page, school }) => {
  const complaints = complaintsOf(page);
  await begin(page, await school.set({ feedback: 'at-once' }));
  const question = await fillIn(page, one, 'wrong');
  await question.getByRole('button', { name: 'Check answer' }).click();
  await expect(saying(question, 'wrong')).toBeVisible();
  await isReadable(page);
  await handIn(page);
  await expect(page.getByRole('heading', { name: 'By area' })).toBeVisible();
  await isReadable(page);
  expect(complaints).toEqual([]);
});

test('results are read without JavaScript', async ({ page, browser, student, school }) => {
  await begin(page, await school.set());
  await fillIn(page, one);
  await isSaved(page);
  await handIn(page);
  await expect(page.getByRole('heading', { name: 'By area' })).toBeVisible();
  const context = await browser.newContext({ javaScriptEnabled: false });
  const plain = await context.newPage();
  await logIn(plain.request, student.email);
  await plain.goto(page.url());
  await expect(plain.getByText('33% of the points')).toBeVisible();
  await expect(plain.getByText(one.explanation)).toBeVisible();
  await expect(plain.getByRole('table')).toBeVisible();
  await context.close();
});

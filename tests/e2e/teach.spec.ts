import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { complaintsOf, enrol, expect, isReadable, main, test as base } from './fixtures';
import { asked } from './quiz-fixtures';
import { addMember, addQuiz, addSchool, begin, given } from '../server/quiz-fixtures';
import { keyOf } from '../../src/lib/domain/items/registry';
import type { Actor } from '../../src/lib/domain/actor';
import type { Learner } from '../../src/lib/server/answers';
import * as attempts from '../../src/lib/server/attempts';
import { save } from '../../src/lib/server/attempt-answers';
import type { Db } from '../../src/lib/server/db/connect';
import { members } from '../../src/lib/server/db/schema/accounts';
import type { Quiz } from '../../src/lib/server/quizzes';

interface Teacher {
  actor: Actor;
  /** Address of the quizzes of a school of one's own. */
  home: string;
  school: string;
}

/** `teacher` is signed in on `page`, as the only instructor of a new school. */
const test = base.extend<{ teacher: Teacher }>({
  teacher: async ({ page, db }, use) => {
    const { id } = await enrol(page.request, { name: 'Instructor' });
    const school = await addSchool(db);
    await db
      .insert(members)
      .values({ schoolId: school, accountId: id, role: 'instructor', joinedAt: new Date() });
    const actor = { id, memberships: [{ school, role: 'instructor' as const }] };
    await use({ actor, school, home: `/teach/${school}/quizzes` });
  }
});

const chosen = asked.filter(({ type }) => type === 'choice');
const composition = { kind: 'chosen' as const, items: chosen.map(({ id }) => id) };

/** Sits a quiz from start to end by the functions that the pages use. */
async function sit(db: Db, student: Learner & Actor, quiz: Quiz, right: boolean[]) {
  const now = new Date();
  const attempt = await begin(db, student, quiz, now);
  const sent = right.map((isRight, position) =>
    given(position, isRight ? keyOf(chosen[position]!) : wrong(position), now)
  );
  await save(db, student, attempt.id, sent, now);
  await attempts.handIn(db, student.id, attempt.id, now);
  return attempt.id;
}

function wrong(position: number) {
  const item = chosen[position]!;
  if (item.type !== 'choice') return {};
  return { option: item.options.find(({ correct }) => !correct)!.id };
}

const add = (page: Page, stem: string) =>
  main(page).getByRole('button', { name: `Add: ${stem}`, exact: true });

test('a quiz is composed of chosen questions: found, added, put in order', async ({
  page,
  teacher
}) => {
  const complaints = complaintsOf(page);
  await page.goto('/teach');
  await expect(page).toHaveURL(teacher.home);
  await main(page).getByRole('link', { name: 'Compose the first quiz' }).click();
  await main(page).getByLabel('Title').fill('First steps');
  for (const { stem } of chosen) {
    await main(page).getByRole('searchbox', { name: 'Search' }).fill(stem.slice(0, 60));
    await add(page, stem).click();
  }
  await main(page)
    .getByRole('button', { name: `Move up: ${chosen[1]!.stem}` })
    .click();

  // What cannot be is refused with the fix, and nothing that was typed is lost.
  await main(page).getByLabel('Time limit in minutes').fill('an hour');
  await main(page).getByRole('button', { name: 'Save the quiz' }).click();
  await expect(main(page).getByRole('alert')).toContainText('one field needs mending');
  await expect(main(page).getByLabel('Time limit in minutes')).toBeFocused();
  await expect(main(page).getByLabel('Title')).toHaveValue('First steps');
  await expect(main(page).getByRole('heading', { name: 'In this quiz (2)' })).toBeVisible();
  await main(page).getByLabel('Time limit in minutes').fill('20');
  await main(page).getByLabel('Opens').fill('2030-01-07T09:00');
  await main(page).getByRole('button', { name: 'Save the quiz' }).click();

  await expect(main(page).getByRole('heading', { level: 1, name: 'First steps' })).toBeVisible();
  await expect(main(page).getByText('2 questions · 20 minutes · 1 attempt')).toBeVisible();
  await expect(main(page).getByText('Not opened yet')).toBeVisible();
  await main(page).getByRole('link', { name: 'Questions', exact: true }).click();
  const stems = main(page).getByRole('article').getByRole('heading');
  await expect(stems).toHaveText([chosen[1]!.stem, chosen[0]!.stem]);
  await main(page).getByRole('link', { name: 'Edit', exact: true }).click();
  await expect(main(page).getByLabel('Opens')).toHaveValue('2030-01-07T09:00');
  expect(complaints).toEqual([expect.stringContaining('422')].slice(0, complaints.length));
});

test('drawn by area, and in the form of the exam', async ({ page, teacher }) => {
  await page.goto(`${teacher.home}/new`);
  await main(page).getByLabel('Title').fill('A draw');
  await main(page)
    .getByRole('radio', { name: /Drawn by area/ })
    .check();
  await main(page).getByRole('button', { name: 'Save the quiz' }).click();
  await expect(main(page).getByText(/^Draw 1 to/)).toBeVisible();
  await main(page).getByLabel(/^7\. /).fill('2');
  await main(page).getByRole('button', { name: 'Save the quiz' }).click();
  await expect(main(page).getByText(/^2 questions/)).toBeVisible();

  await page.goto(`${teacher.home}/new`);
  await main(page).getByLabel('Title').fill('An exam');
  await main(page)
    .getByRole('radio', { name: /form of the exam/ })
    .check();
  await main(page).getByRole('combobox', { name: 'Length' }).selectOption('25');
  await main(page).getByRole('button', { name: 'Save the quiz' }).click();
  await expect(main(page).getByRole('heading', { level: 1, name: 'An exam' })).toBeVisible();
});

test('composing works without JavaScript', async ({ browser, page, teacher }) => {
  const state = await page.context().storageState();
  const context = await browser.newContext({ javaScriptEnabled: false, storageState: state });
  const plain = await context.newPage();
  await plain.goto(`${teacher.home}/new`);
  await main(plain).getByLabel('Title').fill('By hand');
  for (const { stem } of chosen) {
    await main(plain).getByRole('searchbox', { name: 'Search' }).fill(stem.slice(0, 60));
    await main(plain).getByRole('button', { name: 'Show', exact: true }).click();
    await add(plain, stem).click();
  }
  await expect(main(plain).getByLabel('Title')).toHaveValue('By hand');
  await main(plain).getByRole('button', { name: 'Save the quiz' }).click();
  await expect(main(plain).getByText(/^2 questions/)).toBeVisible();
  await context.close();
});

test('results are selected, written out and released; a student gets more time', async ({
  page,
  teacher,
  db
}) => {
  const quiz = await addQuiz(db, teacher.actor, { composition, feedback: 'on-release' });
  const student = await addMember(db, teacher.school);
  await addMember(db, teacher.school);
  await sit(db, student, quiz, [true, false]);
  await page.goto(`${teacher.home}/${quiz.id}`);
  await expect(main(page).getByText('1 of 2 students have started')).toBeVisible();
  await main(page).getByLabel('State').selectOption('Handed in');
  await main(page).getByRole('button', { name: 'Show', exact: true }).click();
  const rows = main(page).getByRole('table').getByRole('row');
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1)).toContainText('50%');
  const link = main(page).getByRole('link', { name: 'Download as CSV' });
  const csv = await (await page.request.get((await link.getAttribute('href'))!)).text();
  expect(csv.trim().split('\r\n')).toHaveLength(2);
  expect(csv).toContain(`${student.id}@example.test,1,0.5,0.5,no,Handed in`);

  await main(page).getByText('Release the results').click();
  await main(page).getByRole('button', { name: 'Yes, release them now' }).click();
  await expect(main(page).getByText('The results are released')).toBeVisible();
  await expect(main(page).getByText('Results released', { exact: true })).toBeVisible();

  await rows.nth(1).getByRole('link').click();
  await main(page).getByLabel('Extra minutes').fill('x');
  await main(page).getByLabel('Reason').fill('no');
  await main(page).getByRole('button', { name: 'Grant' }).click();
  await expect(main(page).getByText(/Give the extra minutes as a whole number/)).toBeVisible();
  await expect(main(page).getByText('Say why, in a few words')).toBeVisible();
  await main(page).getByLabel('Extra minutes').fill('10');
  await main(page).getByLabel('Reason').fill('Reads slowly');
  await main(page).getByRole('button', { name: 'Grant' }).click();
  await expect(
    main(page).getByText('10 minutes, 0 attempts, by Instructor: Reads slowly')
  ).toBeVisible();
  await main(page).getByRole('link', { name: 'Attempt 1' }).click();
  await expect(main(page).getByText('2 of 2 answered · 50% of the points')).toBeVisible();
});

test('statistics say what they can from so many, and which question to look at', async ({
  page,
  teacher,
  db
}) => {
  const quiz = await addQuiz(db, teacher.actor, { composition });
  await page.goto(`${teacher.home}/${quiz.id}/statistics`);
  await expect(main(page).getByText('Nobody has finished a first attempt yet')).toBeVisible();
  for (let i = 0; i < 5; i++)
    await sit(db, await addMember(db, teacher.school), quiz, [i > 3, i > 1]);
  await page.reload();
  await expect(main(page).getByText('5 students are too few')).toBeVisible();
  await expect(main(page).getByText(/fewer than 20 students/)).toBeVisible();
  for (let i = 0; i < 16; i++)
    await sit(db, await addMember(db, teacher.school), quiz, [i > 13, i > 6]);
  await page.reload();
  await expect(main(page).getByText(/too low to tell|enough for/)).toBeVisible();
  const look = main(page).getByRole('region', { name: /^Look at/ });
  await expect(look.getByRole('listitem').first()).toContainText(chosen[0]!.stem);
  await expect(look.getByText(/chosen more often than the key/)).toBeVisible();
  const first = main(page).getByRole('article').first();
  await first.getByText('How it was answered').click();
  await expect(first.getByRole('row').filter({ hasText: 'Key' })).toContainText('3');
});

test('nobody sees the quizzes of a school where they are not staff', async ({
  page,
  teacher,
  db,
  playwright,
  baseURL
}) => {
  const quiz = await addQuiz(db, teacher.actor, { composition });
  const ours = `${teacher.home}/${quiz.id}`;
  const api = `/api/v1/schools/${teacher.school}/quizzes`;
  expect((await page.request.get(`${api}/${quiz.id}`)).status()).toBe(200);

  const other = await playwright.request.newContext({ baseURL });
  const { id } = await enrol(other);
  expect((await other.get('/teach')).status()).toBe(404);
  const elsewhere = await addSchool(db);
  const role = { accountId: id, joinedAt: new Date() };
  await db.insert(members).values([
    { ...role, schoolId: elsewhere, role: 'admin' },
    { ...role, schoolId: teacher.school, role: 'student' }
  ]);
  const paths = ['', '/edit', '/statistics', '/preview', '/results.csv'].map((end) => ours + end);
  // Nor through the school that is one's own.
  paths.push(`/teach/${elsewhere}/quizzes/${quiz.id}`, teacher.home, api, `${api}/${quiz.id}`);
  paths.push(`${api}/${quiz.id}/results`, `${api}/${quiz.id}/statistics`);
  for (const path of paths) expect([path, (await other.get(path)).status()]).toEqual([path, 404]);
  expect((await other.post(`${api}/${quiz.id}/release`)).status()).toBe(404);
  await other.dispose();
});

test('the API composes, changes, grants and tells like the pages', async ({
  page,
  teacher,
  db
}) => {
  const { request } = page;
  const api = `/api/v1/schools/${teacher.school}/quizzes`;
  const { rules } = await addQuiz(db, teacher.actor, { composition });
  const quiz = { id: randomUUID(), ...rules, title: 'By the API' };
  const made = await request.post(api, { data: quiz });
  expect(made.status()).toBe(201);
  const { id } = await made.json();
  expect(id).toBe(quiz.id);
  expect(await (await request.post(api, { data: quiz })).json()).toMatchObject({ id });
  const other = await request.post(api, { data: { ...quiz, title: 'Another' } });
  expect([other.status(), (await other.json()).title]).toEqual([409, 'The id is in use']);
  expect((await request.post(api, { data: rules })).status()).toBe(422);
  const bad = await request.put(`${api}/${id}`, { data: { ...rules, minutes: 0 } });
  expect(bad.status()).toBe(422);
  expect((await bad.json()).errors).toMatchObject([{ field: 'minutes' }]);
  const changed = await request.put(`${api}/${id}`, { data: { ...rules, minutes: 5 } });
  expect(await changed.json()).toMatchObject({ id, rules: { minutes: 5 }, phase: 'open' });
  expect((await (await request.get(api)).json()).quizzes).toHaveLength(2);

  const student = await addMember(db, teacher.school);
  const data = { extraMinutes: 5, extraAttempts: 1, reason: 'Was ill' };
  const grant = `${api}/${id}/allowances/${student.id}`;
  expect(await (await request.put(grant, { data })).json()).toEqual({
    extraMinutes: 5,
    extraAttempts: 1
  });
  const unsaid = await request.put(grant, { data: { ...data, reason: '' } });
  expect(unsaid.status()).toBe(422);
  const { results } = await (await request.get(`${api}/${id}/results?sort=best`)).json();
  expect(results).toMatchObject([{ account: student.id, state: 'none', extraMinutes: 5 }]);
  expect(await (await request.get(`${api}/${id}/statistics`)).json()).toMatchObject({ n: 0 });
  expect((await request.post(`${api}/${id}/release`)).status()).toBe(204);
});

test('every screen can be used by everybody', async ({ page, teacher, db }) => {
  test.slow();
  const quiz = await addQuiz(db, teacher.actor, { composition, feedback: 'on-release' });
  const student = await addMember(db, teacher.school);
  const attempt = await sit(db, student, quiz, [true, false]);
  const ours = `${teacher.home}/${quiz.id}`;
  const paths = [
    teacher.home,
    `${teacher.home}/new`,
    ours,
    `${ours}/statistics`,
    `${ours}/preview`,
    `${ours}/edit`,
    `${ours}/students/${student.id}`,
    `${ours}/attempts/${attempt}`
  ];
  for (const path of paths)
    await test.step(path, async () => {
      await page.goto(path);
      await expect(main(page).getByRole('heading', { level: 1 })).toHaveCount(1);
      await isReadable(page);
    });
});

test('a question is chosen and the quiz saved by keyboard alone', async ({ page, teacher }) => {
  await page.goto(`${teacher.home}/new`);
  const press = async (key: string, times = 1) => {
    for (let i = 0; i < times; i++) await page.keyboard.press(key);
  };
  await main(page).getByLabel('Title').focus();
  await page.keyboard.type('By keys');
  await main(page).getByRole('searchbox', { name: 'Search' }).focus();
  await page.keyboard.type(chosen[0]!.stem.slice(0, 60));
  await press('Enter');
  await expect(page).toHaveURL(`${teacher.home}/new`);
  // Past the five lists, to the one question that is left.
  await press('Tab', 6);
  await expect(add(page, chosen[0]!.stem)).toBeFocused();
  await press('Enter');
  await expect(main(page).getByRole('heading', { name: 'In this quiz (1)' })).toBeVisible();
  await main(page).getByLabel('Title').focus();
  await press('Enter');
  await expect(main(page).getByRole('heading', { level: 1, name: 'By keys' })).toBeVisible();
});

test('a cohort is made, filled and given an exam date, and every step can be mended', async ({
  page,
  teacher,
  db
}) => {
  const first = await addMember(db, teacher.school);
  for (let i = 0; i < 8; i++) await addMember(db, teacher.school);
  await page.goto(teacher.home);
  await page.getByRole('link', { name: 'Cohorts' }).click();
  await main(page).getByLabel('Name').fill('Evenings');
  await main(page).getByLabel('Exam date').fill('2020-01-31');
  await main(page).getByRole('button', { name: 'Make the cohort' }).click();
  await expect(main(page).getByLabel('Exam date')).toHaveAccessibleDescription(/date is over/);
  await expect(main(page).getByLabel('Name')).toHaveValue('Evenings');
  await main(page).getByLabel('Exam date').fill('');
  await main(page).getByRole('button', { name: 'Make the cohort' }).click();

  const find = main(page).getByRole('searchbox', { name: 'Find a student' });
  await find.fill(first.id);
  await expect(main(page).getByRole('checkbox')).toHaveCount(1);
  await main(page).getByRole('checkbox').check();
  await main(page).getByRole('button', { name: 'Save the students' }).click();
  await expect(main(page).getByText('1 student ·')).toBeVisible();
  await isReadable(page);

  await main(page)
    .getByLabel('Exam date')
    .fill(`${new Date().getFullYear() + 1}-03-31`);
  await main(page).getByRole('button', { name: 'Save', exact: true }).click();
  await expect(main(page).getByText(/exam on March 31, .*, in \d+ days/)).toBeVisible();
  await main(page).getByRole('link', { name: 'All cohorts' }).click();
  await expect(main(page).getByRole('heading', { name: 'Cohorts' })).toBeVisible();
  await isReadable(page);
  await main(page).getByLabel('Name').fill('Evenings');
  await main(page).getByRole('button', { name: 'Make the cohort' }).press('Enter');
  await expect(main(page).getByLabel('Name')).toHaveAccessibleDescription(/has this name/);
  await main(page).getByRole('link', { name: 'Evenings' }).click();
  await main(page).getByText('Remove …').click();
  await main(page).getByRole('button', { name: 'Yes, remove Evenings' }).click();
  await expect(main(page).getByRole('heading', { name: 'Make the first one' })).toBeVisible();
});

test('staff try a quiz themselves, and it counts nowhere', async ({ page, teacher, db }) => {
  const quiz = await addQuiz(db, teacher.actor, { composition });
  await page.goto(`${teacher.home}/${quiz.id}`);
  await main(page).getByRole('button', { name: 'Try it yourself' }).click();
  await expect(page).toHaveURL(new RegExp(`/quizzes/${quiz.id}/attempts/`));
  await expect(main(page).getByText(chosen[0]!.stem)).toBeVisible();
  await page.goto(teacher.home);
  await expect(main(page).getByText('no attempt yet')).toBeVisible();
});

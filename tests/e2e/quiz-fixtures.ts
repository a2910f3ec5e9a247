/** A school whose instructor sets a quiz, and the student who sits it. */
import type { Locator, Page } from '@playwright/test';
import { expect, test as base, type Student } from './fixtures';
import { items, point, questionOf, responseTo, type Aim } from './questions';
import { addMember, addQuiz, addSchool } from '../server/quiz-fixtures';
import type { Item } from '../../src/lib/domain/items/registry';
import type { QuizRulesInput } from '../../src/lib/domain/quiz';
import type { Learner } from '../../src/lib/server/answers';
import type { Actor } from '../../src/lib/domain/actor';
import type { Db } from '../../src/lib/server/db/connect';
import { members } from '../../src/lib/server/db/schema/accounts';
import type { Quiz } from '../../src/lib/server/quizzes';

const ofType = (type: Item['type'], nth = 0) => items.filter((item) => item.type === type)[nth]!;

/** What the quizzes of these tests ask, in this order. */
export const asked = [ofType('choice'), ofType('cloze'), ofType('choice', 1)];

export type Class = {
  staff: Learner & Actor;
  set: (change?: Partial<QuizRulesInput>) => Promise<Quiz>;
};

/** `school` is one where `student` studies; it sets quizzes. */
export const test = base.extend<{ school: Class }>({
  school: async ({ db, student }, use) => use(await classOf(db, student))
});

export async function classOf(db: Db, student: Pick<Student, 'id'>): Promise<Class> {
  const school = await addSchool(db);
  const staff = await addMember(db, school, 'instructor');
  await db
    .insert(members)
    .values({ schoolId: school, accountId: student.id, role: 'student', joinedAt: new Date() });
  const composition = { kind: 'chosen' as const, items: asked.map(({ id }) => id) };
  return { staff, set: (change = {}) => addQuiz(db, staff, { composition, ...change }) };
}

/** Begins by the screen. */
export async function begin(page: Page, quiz: Pick<Quiz, 'id'>) {
  await page.goto(`/quizzes/${quiz.id}`);
  await page.getByRole('button', { name: 'Start' }).click();
  await expect(page).toHaveURL(/\/attempts\//);
}

/** Fills in the question that is shown. */
export async function fillIn(page: Page, item: Item, aim: Aim = 'right'): Promise<Locator> {
  const question = questionOf(page, item);
  await point(question, item, responseTo(item, aim));
  return question;
}

export const isSaved = (page: Page) =>
  expect(page.getByRole('main').getByText('Saved', { exact: true }).first()).toBeVisible();

export const goTo = (page: Page, name: string) =>
  page.getByRole('main').getByRole('link', { name, exact: true }).click();

export async function handIn(page: Page) {
  await goTo(page, 'Hand in …');
  await page.getByRole('button', { name: 'Hand in now' }).click();
}

/** The questions of an attempt with what was given, as the database has them. */
export const givenIn = (db: Db, account: string) => db.$client<
  { position: number; response: Record<string, unknown> }[]
>`
  select distinct on (position) position, response
  from attempt_answers join attempts on attempts.id = attempt_id
  where account_id = ${account} order by position, given_at desc`;

/** Lets the time of an open attempt end so many ms from now. */
export const endIn = (db: Db, account: string, ms: number) => db.$client`
  update attempts set deadline_at = ${new Date(Date.now() + ms).toISOString()}
  where account_id = ${account} and finished_at is null`;

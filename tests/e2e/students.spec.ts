import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import { cohortMembers, cohorts } from '../../src/lib/server/db/schema/plans';
import type { Page } from '@playwright/test';
import { expect, isReadable } from './fixtures';
import { items, lessons } from './questions';
import { test } from './teaching-fixtures';
import { readWorkbook } from '../workbook';
import { addMember } from '../server/quiz-fixtures';
import { met } from '../server/standing-fixtures';
import type { Db } from '../../src/lib/server/db/connect';
import { randomUUID } from 'node:crypto';

const inArea = (area: string) => items.filter((item) => item.area === area).map(({ id }) => id);
const areas = ['3', '4', '5', '6', '7'];

/** 54 students beside Robin Vale; three of them ready to be told of, one of whom stays away. */
async function fill(db: Db, school: string): Promise<string> {
  const cohort = randomUUID();
  await db
    .insert(cohorts)
    .values({ id: cohort, schoolId: school, name: 'Mornings', createdAt: new Date() });
  const studying = ['Ada Stone', 'Ben Stone', 'Cleo Stone'];
  for (let i = 0; i < 54; i++) {
    const { id } = await addMember(db, school);
    const name = studying[i] ?? `Student ${String(i).padStart(2, '0')}`;
    await db.$client`update member_records set name = ${name} where account_id = ${id}`;
    if (i >= studying.length) continue;
    await db.insert(cohortMembers).values({ schoolId: school, cohortId: cohort, accountId: id });
    for (const area of areas)
      await met(db, id, inArea(area).slice(0, 24), {
        ...{ right: 12 + 4 * i, ago: i === 0 ? 14 : 1, now: new Date() }
      });
    await db.$client`insert into completions (account_id, lesson_id, completed_at)
      values (${id}, ${lessons[0]!.id}, now() - interval '14 days')`;
  }
  return cohort;
}

const rowsOf = (page: Page) => page.getByRole('main').getByRole('rowheader');
async function download(page: Page, name: 'CSV' | 'XLSX') {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: `Download ${name}` }).click()
  ]);
  // As of when it is, by whose clocks.
  expect(file.suggestedFilename()).toMatch(
    /^(students|lessons|readiness)-\d{4}-\d\d-\d\d-\d{4}-[\w-]+\./
  );
  return readFileSync(await file.path());
}

test('students are filtered, sorted and paged, and handed out as they are seen', async ({
  student,
  school,
  desk,
  db
}) => {
  test.slow(); // three tables, each in both themes
  await fill(db, school.staff.memberships[0]!.school);
  void student;
  const { page, slug } = desk;
  const main = page.getByRole('main');
  const tables = main.getByRole('navigation', { name: 'Tables of students' });
  await page.goto(`/teach/${slug}`);
  await page.getByRole('link', { name: 'Students', exact: true }).click();

  await test.step('pages hold fifty, and the back button goes to where one was', async () => {
    await expect(main.getByText('55 students', { exact: true })).toBeVisible();
    await expect(rowsOf(page)).toHaveCount(50);
    await main.getByRole('link', { name: 'Next' }).click();
    await expect(main.getByText('Page 2 of 2')).toBeVisible();
    await expect(rowsOf(page)).toHaveCount(5);
    await page.goBack();
    await expect(main.getByText('Page 1 of 2')).toBeVisible();
  });

  await test.step('a column sorts both ways, and says so', async () => {
    const head = main.getByRole('columnheader', { name: 'Readiness' });
    for (const way of ['ascending', 'descending']) {
      await head.getByRole('link').click();
      await expect(head).toHaveAttribute('aria-sort', way);
    }
    await expect(page).toHaveURL(/sort=readiness&dir=desc/);
    await expect(rowsOf(page).first()).toContainText('Cleo Stone');
  });

  await test.step('the filter stands in the address', async () => {
    await page.goto(`/teach/${slug}/students`);
    await main.getByRole('combobox', { name: 'Cohort' }).selectOption('Mornings');
    await main.getByRole('button', { name: 'Show' }).click();
    await expect(page).toHaveURL(/cohort=/);
    await expect(rowsOf(page)).toHaveCount(3);
    const head = main.getByRole('columnheader', { name: 'Readiness' });
    for (const [way, first] of [
      ['ascending', 'Ada Stone'],
      ['descending', 'Cleo Stone']
    ] as const) {
      await head.getByRole('link').click();
      await expect(head).toHaveAttribute('aria-sort', way);
      await expect(rowsOf(page).first()).toContainText(first);
    }
    await rowsOf(page).first().getByRole('link', { name: 'Cleo Stone' }).click();
    await expect(page).toHaveURL(/\/members\//);
    await page.goBack();
    await expect(rowsOf(page).first()).toContainText('Cleo Stone');
    await expect(main.getByRole('combobox', { name: 'Cohort' })).toHaveValue(/.+/);
    await isReadable(page);
  });

  await test.step('both files hold what is seen, in the order that is seen', async () => {
    const seen = await main
      .getByRole('row')
      .evaluateAll((rows) =>
        rows.slice(1).map((row) => (row.querySelector('th a') as HTMLElement).innerText)
      );
    expect(seen).toEqual(['Cleo Stone', 'Ben Stone', 'Ada Stone']);
    const csv = parse(await download(page, 'CSV')) as string[][];
    const workbook = await download(page, 'XLSX');
    const { rows } = readWorkbook(workbook);
    expect(csv.slice(1).map(([name]) => name)).toEqual(seen);
    const about = new Map(readWorkbook(workbook, 2).rows.map(([label, value]) => [label, value]));
    expect(about.get('As of')).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d \([\w/]+\)$/);
    expect(about.get('Students')).toBe('3');
    expect(rows.slice(1).map(([name]) => name)).toEqual(seen);
    const at = csv[0]!.indexOf('Readiness');
    for (const [i, name] of seen.entries()) {
      const cell = main.getByRole('row', { name }).getByRole('cell', { name: '%' }).first();
      const [share] = (await cell.innerText()).split('%');
      expect(csv[i + 1]![at]).toBe(`${share}%`);
      expect(rows[i + 1]![at]).toBe(Number(share) / 100);
    }
    expect(rows[1]![2]).toBeInstanceOf(Date);
  });

  await test.step('who stays away is named, with a sentence of its own', async () => {
    await page.goto(`/teach/${slug}/students`);
    await main.getByRole('link', { name: /^not studying \d+$/ }).click();
    const row = main.getByRole('row', { name: 'Ada Stone' });
    await expect(row).toContainText('Has not studied for 14 days, though others of the class do');
    await isReadable(page);
  });

  await test.step('and the API says the same', async () => {
    const home = `/api/v1/schools/${slug}/students`;
    const list = await (await page.request.get(`${home}?risk=idle`)).json();
    expect(list).toMatchObject({ found: 1, page: 1, pages: 1, rows: [{ name: 'Ada Stone' }] });
    expect(list.rows[0].reasons[0].sentence).toContain('Has not studied for 14 days');
    const grid = await (await page.request.get(`${home}/grid?name=stone`)).json();
    expect(grid.rows[0].states.length).toBe(grid.lessons.length);
    const ready = await (await page.request.get(`${home}/readiness`)).json();
    expect(ready.covers).toBeCloseTo(0.77);
    const strange = await page.request.get(`${home}?cohort=${crypto.randomUUID()}`);
    expect(strange.status()).toBe(404);
  });

  await test.step('lessons by student, with signs that are words too', async () => {
    await tables.getByRole('link', { name: 'Lessons' }).click();
    await expect(main.getByRole('row', { name: 'Ada Stone' })).toBeVisible();
    await page.goto(`/teach/${slug}/students/grid?name=stone&dir=desc`);
    await expect(rowsOf(page).filter({ hasText: 'Stone' })).toHaveCount(3);
    const row = main.getByRole('row', { name: 'Ben Stone' });
    await expect(row.getByRole('img', { name: /^(Read|Complete)$/ })).toHaveCount(1);
    const csv = parse(await download(page, 'CSV')) as string[][];
    expect(csv.slice(1).map(([name]) => name)).toEqual(['Cleo Stone', 'Ben Stone', 'Ada Stone']);
    expect(csv[1]!).toContain('Not begun');
    await isReadable(page);
  });

  await test.step('readiness tells what it covers, and withholds what it cannot tell', async () => {
    await tables.getByRole('link', { name: 'Readiness' }).click();
    const card = main.getByRole('region', { name: 'As a class' });
    await expect(card).toContainText('of the questions in 77% of the exam');
    await expect(card.getByRole('listitem').first()).toContainText('Not told');
    await page.goto(`/teach/${slug}/students/readiness?name=robin`);
    await expect(card).toContainText('Not enough answers yet');
    await expect(main.getByRole('row', { name: 'Robin Vale' })).toContainText('0 of 20');
    await page.goto(`/teach/${slug}/students/readiness`);
    await isReadable(page);
  });
});

test('the tables are read on a phone, and an empty school says what to do @phone', async ({
  student,
  school,
  desk,
  db
}) => {
  const { page, slug } = desk;
  const main = page.getByRole('main');
  await page.goto(`/teach/${slug}/students`);
  await expect(rowsOf(page)).toHaveText([/Robin Vale/]);
  await isReadable(page);
  await main.getByRole('searchbox', { name: 'Name' }).fill('nobody');
  await main.getByRole('button', { name: 'Show' }).click();
  await expect(main.getByRole('heading', { name: 'Nobody here' })).toBeVisible();
  await isReadable(page);
  await db.$client`delete from members where account_id = ${student.id}`;
  for (const path of ['', '/grid', '/readiness']) {
    await page.goto(`/teach/${slug}/students${path}`);
    await expect(main.getByRole('heading', { name: 'No students here yet' })).toBeVisible();
  }
  await main.getByRole('link', { name: 'Add students' }).click();
  await expect(page).toHaveURL(new RegExp(`/schools/${slug}/add`));
  void school;
});

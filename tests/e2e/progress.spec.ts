import type { Page } from '@playwright/test';
import { accessibility, expect, fits, logIn, signInWith, test } from './fixtures';

/** The demo's first student: weeks of answers, and an exam to come. */
async function asStudied(page: Page, baseURL: string) {
  const { token } = await logIn(page.request, 'student1@demo.example', {
    secret: 'practice-makes-memory'
  });
  await signInWith(page.context(), token, baseURL);
}
const percent = (share: number) => `${Math.round(share * 100)}%`;

test('progress is told in tables, without JavaScript too', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await asStudied(page, baseURL!);
  const told = await (await page.request.get('/api/v1/progress')).json();
  await page.goto('/progress');
  const part = (name: string) => page.getByRole('region', { name });
  /** Opens a table and reads it; the first row is its heading. */
  const rowsOf = async (region: string, chart = 0) => {
    const figure = part(region).getByRole('figure').nth(chart);
    await expect(figure.getByRole('table')).toBeHidden();
    await figure.getByText('As a table').click();
    const rows = figure.getByRole('table').getByRole('row');
    return (await rows.allInnerTexts()).map((text) => text.split('\t'));
  };

  const areas = await rowsOf('What you know now');
  expect(areas.slice(1)).toEqual(
    told.areas.map((area: { title: string; items: number; answered: number; recall: number }) => [
      area.title,
      String(area.items),
      String(area.answered),
      area.recall === null ? '–' : percent(area.recall)
    ])
  );
  expect(await rowsOf('What you know now', 1)).toHaveLength(told.lessons.length + 1);

  type Row = { title: string; without: number; withToday: number };
  const exam = await rowsOf('On the day of your exam');
  expect(exam.slice(1).map((row) => [row[0], row[2], row[3]])).toEqual(
    told.exam.areas.map((row: Row) => [row.title, percent(row.without), percent(row.withToday)])
  );

  const weeks = await rowsOf('Study days');
  const answers = weeks.slice(1).flatMap((row) => row.slice(1).map((cell) => Number(cell) || 0));
  const counted = told.calendar.days.map((day: { answers: number }) => day.answers);
  expect(answers.filter((count) => count > 0)).toEqual(counted);

  const ahead = await rowsOf('The next 30 days');
  expect(ahead).toHaveLength(31);
  expect(ahead.slice(1).map((row) => Number(row[1]))).toEqual(
    told.ahead.days.map(({ due }: { due: number }) => Math.round(due))
  );

  const bins = await rowsOf('Can you trust this?');
  const { bins: compared, all } = told.told.calibration;
  expect(bins.slice(1).map((row) => [row[0], row[1], row[5]])).toEqual(
    compared.map((bin: { n: number; said: number; right: { share: number } }) => [
      percent(bin.said),
      percent(bin.right.share),
      String(bin.n)
    ])
  );
  await expect(part('Can you trust this?').getByRole('figure')).toContainText(
    `we said ${percent(all.said)} and ${percent(all.right.share)} were right`
  );
  await context.close();
});

test('progress shows its tables on paper, and on a phone without breaking anything', async ({
  page,
  baseURL
}) => {
  await asStudied(page, baseURL!);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/progress');
  const tables = page.getByRole('table');
  await expect(tables).toHaveCount(0);
  await page.emulateMedia({ media: 'print' });
  await expect(tables).toHaveCount(6);
  await expect(page.getByRole('navigation')).toHaveCount(0);

  // What is closed is looked at with the other pages.
  await page.emulateMedia({ media: 'screen', colorScheme: 'dark' });
  for (const summary of await page.getByText(/^(As a table|By objective)$/).all())
    await summary.click();
  await expect(tables).toHaveCount(6);
  expect(await accessibility(page)).toEqual([]);
  await fits(page);
});

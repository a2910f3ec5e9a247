import { expect, fits, test } from './fixtures';

const lesson = '/courses/clinical-and-spa/client-or-patient';

test('the comparison is filtered and sorted by keyboard, and says how much it shows @both', async ({
  page
}) => {
  await page.goto(lesson);
  const table = page.getByRole('table', { name: /^Spa and clinical work compared/ });
  const heads = table.getByRole('rowheader');
  const status = page.getByText('of 18 rows');
  await expect(heads).toHaveCount(18);
  await expect(heads.first()).toHaveText(/^Setting/);

  const show = page.getByRole('group', { name: 'Show' });
  // Until the page is awake a choice changes nothing.
  await expect(async () => {
    await show.getByRole('radio', { name: 'by aim' }).check();
    await show.getByRole('radio', { name: 'same duty' }).check();
    await expect(heads).toHaveCount(6, { timeout: 500 });
  }).toPass();
  await expect(status).toHaveText('6 of 18 rows');
  for (const head of await heads.all()) await expect(head).toContainText('same duty in both');

  await page.keyboard.press('ArrowLeft');
  await expect(show.getByRole('radio', { name: 'by aim' })).toBeChecked();
  await expect(status).toHaveText('4 of 18 rows');

  await show.getByRole('radio', { name: 'all rows' }).check();
  await page.getByRole('group', { name: 'Order' }).getByRole('radio', { name: 'By kind' }).check();
  await expect(heads).toHaveCount(18);
  await expect(heads.last()).toContainText('same duty in both');
});

test('without JavaScript the whole comparison is there, and no control that would do nothing', async ({
  browser
}) => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 360, height: 740 }
  });
  const page = await context.newPage();
  await page.goto(lesson);
  const table = page.getByRole('table', { name: /^Spa and clinical work compared/ });
  await expect(table.getByRole('rowheader')).toHaveCount(18);
  await expect(table).toContainText('Secure, agreed beforehand');
  await expect(page.getByRole('group', { name: 'Show' })).toBeHidden();
  await fits(page);
  await context.close();
});

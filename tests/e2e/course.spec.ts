/** A reader's walk through the whole course, and the pages that stand beside it. */
import { accessibility, complaintsOf, expect, fits, isReadable, test } from './fixtures';
import { lessons } from './questions';
import { readContent } from '../../src/lib/server/content/read';

const catalogue = readContent('content');
const [course] = catalogue.courses;
const modules = course!.modules.map(({ title, slug }) => [title, slug] as const);

for (const [title, module] of modules)
  test(`a walk through ${title} @phone`, async ({ page }) => {
    test.slow(); // up to seven lessons, each of them judged
    const complaints = complaintsOf(page);
    const own = lessons.filter((lesson) => lesson.module === module);
    await page.goto(`/courses/${own[0]!.id}`);
    for (const [i, lesson] of own.entries()) {
      await expect(page.getByRole('heading', { level: 1, name: lesson.title })).toBeVisible();
      await expect(page.getByRole('link', { name: 'Log in' }).first()).toBeVisible();
      // Its questions are awake: the page hears what is answered.
      await expect(page.getByRole('main').locator('fieldset.card:enabled').first()).toBeVisible();
      expect(await accessibility(page), lesson.id).toEqual([]);
      await fits(page);
      const next = own[i + 1];
      if (next) await page.getByRole('link', { name: `${next.title} →` }).click();
    }
    expect(complaints).toEqual([]);
  });

test('a term of a lesson leads to the glossary, which finds words as one types', async ({
  page
}) => {
  const [id] = lessons[0]!.terms;
  const { term, definition } = catalogue.glossary[id!]!;
  await page.goto(`/courses/${lessons[0]!.id}`);
  await page.getByRole('button', { name: term, exact: false }).first().click();
  await expect(page.getByText(definition)).toBeVisible();
  await page.getByRole('link', { name: 'Glossary' }).first().click();
  await expect(page).toHaveURL(`/glossary#${id}`);
  await expect(page.getByText(definition)).toBeInViewport();

  const words = Object.values(catalogue.glossary);
  const field = page.getByRole('searchbox', { name: 'Find a word' });
  await field.fill(term.toUpperCase());
  await expect(page.getByRole('status')).toContainText(`of ${words.length} words`);
  await expect(page.getByRole('term').filter({ hasText: term }).first()).toBeVisible();
  await field.fill('no such word');
  await expect(page.getByRole('heading', { name: 'No such word here' })).toBeVisible();
  await field.fill('');
  await expect(page.getByRole('term')).toHaveCount(words.length);
});

test('every statement of the first texts is shown with what became of it', async ({ page }) => {
  const complaints = complaintsOf(page);
  await page.goto('/courses');
  await page.getByRole('contentinfo').getByRole('link', { name: 'Sources' }).click();
  const main = page.getByRole('main');
  await expect(main.getByRole('article')).toHaveCount(Object.keys(catalogue.claims).length);
  const [id, claim] = Object.entries(catalogue.claims).find(
    ([, { verdict }]) => verdict === 'corrected'
  )!;
  const card = main.locator(`#${id}`);
  await expect(card).toContainText(claim.claim);
  await expect(card).toContainText('Corrected');
  await card.getByRole('link').first().click();
  await expect(page).toHaveURL(/\/courses\/.+#section-/);
  await expect(page.locator(`#${new URL(page.url()).hash.slice(1)}`)).toBeInViewport();
  expect(complaints).toEqual([]);
});

for (const path of ['/glossary', '/sources'])
  test(`${path} can be read, without JavaScript too @phone`, async ({ page, browser }) => {
    test.slow(); // hundreds of entries, each of them judged
    await page.goto(path);
    await expect(page.getByRole('link', { name: 'Log in' })).toBeVisible();
    await isReadable(page);
    const context = await browser.newContext({ javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(path);
    await expect(plain.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(plain.getByRole('searchbox')).toBeHidden();
    await context.close();
  });

test('the course says what of the exam it does not cover', async ({ page }) => {
  await page.goto(`/courses/${course!.slug}`);
  const coverage = page.getByRole('region', { name: 'What it covers of the exam' });
  await expect(coverage.getByRole('row')).toHaveCount(8);
  await expect(coverage.getByRole('row', { name: /Kinesiology/ })).toContainText(/Barely|Not/);
  await expect(coverage).toContainText('This course does not prepare you for');
});

/** Questions from a file into the bank, and out of it again in every format. */
import { readFile } from 'node:fs/promises';
import type { Locator } from '@playwright/test';
import { accessibility, complaintsOf, expect } from './fixtures';
import { lessons } from './questions';
import { looksSound, test } from './teaching-fixtures';
import { exportNames } from '../../src/lib/domain/exchange/formats';
import { zip } from '../../src/lib/server/exchange/zip';

const lesson = lessons[0]!;

/** A document of Word with a paragraph for each line. */
function docx(lines: readonly string[]): Buffer {
  const body = lines
    .map((line) => `<w:p><w:r><w:t xml:space="preserve">${line}</w:t></w:r></w:p>`)
    .join('');
  const document = `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`;
  return Buffer.from(zip([['word/document.xml', document]]));
}

const nouns = ['sheet', 'bolster', 'table', 'face rest', 'blanket', 'stone', 'oil', 'cup'];
const deeds = ['washed', 'stored', 'warmed', 'checked', 'replaced'];
/** Forty unlike each other; one has no key, and one has its key twice. */
const forty = deeds.flatMap((deed, d) =>
  nouns.flatMap((noun, n) => {
    const number = d * nouns.length + n + 1;
    const options = ['after each client', 'each week', 'each month'].map(
      (when, i) => `${number !== 7 && i === number % 3 ? '*' : ''}${'abc'[i]}) The ${noun}: ${when}`
    );
    return [`${number}. When is a ${noun} to be ${deed}?`, ...options, ''];
  })
);

const give = (main: Locator, name: string, buffer: Buffer) =>
  main.getByLabel('Or choose a file').setInputFiles({ name, mimeType: '', buffer });

test('forty questions of a Word file are mended, taken over, undone, and go out again', async ({
  desk,
  school: _
}) => {
  test.slow(); // long lists, looked at in both themes
  const { page, slug } = desk;
  const main = page.getByRole('main');
  const complaints = complaintsOf(page);

  await test.step('they are ready in seconds', async () => {
    await page.goto(`/teach/${slug}/import`);
    await expect(main.getByRole('button', { name: 'Read the questions' })).toBeEnabled();
    await give(main, 'forty.docx', docx(forty));
    await expect(main.getByRole('heading', { name: '39 ready, 1 to mend' })).toBeFocused();
    await main.getByLabel('Lesson').first().selectOption(lesson.title);
  });

  await test.step('what is flawed is mended in place, and outlasts a reload', async () => {
    await main.getByRole('button', { name: /^To mend/ }).click();
    await expect(main.getByRole('listitem').filter({ hasText: 'Take question' })).toHaveCount(1);
    await main.getByRole('button', { name: 'Mend question 7' }).click();
    const box = main.getByRole('group', { name: 'Mend question 7' });
    await box.getByRole('radio', { name: 'Option 2 is right' }).check();
    await box.getByLabel('Explanation').fill('Oil turns rancid.');
    await looksSound(page);
    await box.getByRole('button', { name: 'Done' }).click();
    await expect(main.getByRole('button', { name: 'Change question 7' })).toBeFocused();
    await expect(main.getByRole('heading', { name: '40 ready' })).toBeVisible();
    await page.reload();
    await expect(main.getByRole('heading', { name: '40 ready' })).toBeVisible();
    await expect(main.getByText('✓ Mended')).toBeVisible();
  });

  await test.step('many are left out or taken at once', async () => {
    await main.getByRole('button', { name: 'Leave all out' }).click();
    await expect(main.getByRole('heading', { name: '0 ready, 40 left out' })).toBeVisible();
    await main.getByRole('button', { name: 'Take all', exact: true }).click();
    await expect(main.getByRole('heading', { name: '40 ready' })).toBeVisible();
  });

  await test.step('they are taken over, undone and brought back', async () => {
    await main.getByRole('button', { name: 'Take over 40 questions' }).click();
    await expect(page.getByRole('heading', { name: '40 questions taken over' })).toBeVisible();
    expect(await accessibility(page)).toEqual([]);
    await main.getByRole('button', { name: 'Undo this import' }).click();
    await expect(main.getByText('Nobody is asked these questions.')).toBeVisible();
    await main.getByRole('button', { name: 'Bring them back' }).click();
    await expect(main.getByText('They are in the question bank.')).toBeVisible();
  });

  await test.step('each format is downloaded, and holds nothing that the bank has not', async () => {
    await page.goto(`/teach/${slug}/export`);
    await expect(main.getByText('40 questions.')).toBeVisible();
    expect(await accessibility(page)).toEqual([]);
    for (const format of exportNames) {
      await page.goto(`/teach/${slug}/export?format=${format}`);
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        main.getByRole('link', { name: /^Download/ }).click()
      ]);
      const data = await readFile(await file.path());
      const looked = await page.request.post(
        `/api/v1/schools/${slug}/imports/preview?name=${file.suggestedFilename()}`,
        { data, headers: { 'content-type': 'application/octet-stream' } }
      );
      const { rows, flaws } = await looked.json();
      expect([format, rows.length, flaws]).toEqual([format, 40, []]);
      const unlike = rows.filter(
        ({ twin, flaws }: { twin: { kind: string; likeness: number } | null; flaws: unknown[] }) =>
          twin?.kind !== 'bank' || twin.likeness < 1 || flaws.length > 0
      );
      expect([format, unlike]).toEqual([format, []]);
    }
    expect(complaints).toEqual([]);
  });
});

/** Questions from a file into the bank, and out of it again in every format. */
import { readFile } from 'node:fs/promises';
import type { Locator } from '@playwright/test';
import { accessibility, complaintsOf, expect, isReadable } from './fixtures';
import { lessons } from './questions';
import { test } from './teaching-fixtures';
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
    await isReadable(page);
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

const mega = 2 ** 20;
const bomb = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>';
/** What is asked over HTTP, and how it is refused. */
const refused: [path: string, data: Buffer | string, status: number][] = [
  ['imports/preview', Buffer.alloc(21 * mega, 'a'), 413],
  ['imports/preview?format=riddle', 'Well?', 422],
  ['imports/preview?name=%00', 'Well?', 422],
  ['imports', Buffer.from('{"questions": [[['), 400],
  ['imports', JSON.stringify({ id: 'me', name: 'x', format: 'gift', questions: [] }), 422]
];
/** What is read as far as it goes, and is told in words. */
const strange: [name: string, data: Buffer][] = [
  ['bomb.docx', Buffer.from(zip([['word/document.xml', new Uint8Array(64 * mega)]]))],
  ['entities.xml', Buffer.from(`<?xml version="1.0"?>${bomb}<quiz>&b;</quiz>`)],
  ['noise.apkg', Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * i * 31) % 256))],
  ['nothing.csv', Buffer.alloc(0)],
  ['nonsense.txt', Buffer.from('lorem ipsum\n'.repeat(40))]
];

test('what means harm is refused over HTTP in words', async ({ desk, school: _ }) => {
  const post = (path: string, data: Buffer | string) =>
    desk.page.request.post(`/api/v1/schools/${desk.slug}/${path}`, {
      data,
      headers: {
        'content-type': path === 'imports' ? 'application/json' : 'application/octet-stream'
      }
    });
  for (const [path, data, status] of refused) {
    const response = await post(path, data);
    expect([path, response.status()]).toEqual([path, status]);
    expect(response.headers()['content-type']).toContain('application/problem+json');
  }
  for (const [name, data] of strange) {
    const { rows, flaws } = await (await post(`imports/preview?name=${name}`, data)).json();
    const said = [...flaws, ...rows.flatMap((row: { flaws: object[] }) => row.flaws)];
    expect([name, said]).toEqual([name, expect.arrayContaining([expect.anything()])]);
    expect(rows.every((row: { flaws: object[] }) => row.flaws.length > 0)).toBe(true);
  }
});

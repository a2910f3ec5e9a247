/** A lesson written from nothing in the browser, and what may come between. */
import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { complaintsOf, enrol, expect, isReadable } from './fixtures';
import { items } from './questions';
import { test } from './teaching-fixtures';
import { members } from '../../src/lib/server/db/schema/accounts';

const question = items.find(({ type }) => type === 'choice')!;
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAYAAACddGYaAAAAGElEQVR4AWJiYPj//z+IAGKm/wyMDDAAAAAA//+XbFgYAAAABklEQVQDAH7zBv/xWDlDAAAAAElFTkSuQmCC',
  'base64'
);
/** As Word puts it on the clipboard. */
const fromWord = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<style>p.MsoNormal { margin: 0 }</style></head><body><!--StartFragment-->
<h1>How we fold</h1><p class=MsoNormal><b>Ask</b> before you fold.<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>One hand holds</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>The other folds</p>
<img src="file:///c:/hands.png"><script>alert(1)</script><!--EndFragment--></body></html>`;

const field = (page: Page) => page.getByRole('textbox', { name: 'Text of the lesson' });
const says = (page: Page, text: string) =>
  expect(page.getByRole('status').filter({ hasText: text })).toBeVisible();

/** Begins a course with one lesson, by the API. @returns its address */
async function begin(page: Page, school: string): Promise<string> {
  const address = `/api/v1/schools/${school}/courses`;
  const course = await page.request.post(address, {
    data: { id: randomUUID(), title: 'Hands and sheets' }
  });
  const modules = [{ id: 'draping', title: 'Draping', summary: '', lessons: [] }];
  const begun = await course.json();
  const slug = begun.slug as string;
  await page.request.put(`${address}/${slug}`, { data: { ...begun, modules } });
  const lesson = await page.request.post(`${address}/${slug}/lessons`, {
    data: { id: randomUUID(), title: 'Draping with care', module: 'draping' }
  });
  expect(lesson.status()).toBe(201);
  return `/teach/${school}/lessons/${(await lesson.json()).id}`;
}

async function open(page: Page, lesson: string) {
  await page.goto(`${lesson}/edit`);
  await expect(field(page)).toHaveAttribute('contenteditable', 'true');
}

/** The text as the server has it. */
async function storedAt(page: Page, lesson: string): Promise<string> {
  const reply = await page.request.get(lesson.replace('/teach/', '/api/v1/schools/'));
  return (await reply.json()).text;
}
const isStored = (page: Page, lesson: string, text: string) =>
  expect.poll(() => storedAt(page, lesson)).toContain(text);

test('a lesson is written from nothing, by keyboard and by paste, to a student’s screen', async ({
  page: student,
  school: _,
  desk: { page, slug }
}) => {
  test.slow(); // looked at in both themes
  const lesson = await begin(page, slug);
  const main = page.getByRole('main');
  const preview = main.getByRole('region', { name: 'Preview' });
  const complaints = complaintsOf(page);
  await open(page, lesson);

  await test.step('a form takes what the lesson says of itself', async () => {
    await main.getByRole('link', { name: '2 to mend' }).waitFor();
    await main.getByLabel('Summary').fill('What is bare: "only" what we work on.');
    await main.getByLabel('Objective 1', { exact: true }).fill('Drape a client with care.');
    await main.getByLabel('How far objective 1 goes').selectOption('Do it');
    await expect(preview).toContainText('What is bare: "only" what we work on.');
    await expect(main.getByRole('heading', { name: 'Nothing to mend' })).toBeVisible();
  });

  await test.step('what is typed is seen as students will see it; Tab goes on', async () => {
    await field(page).focus();
    await page.keyboard.type('Ask before you move the sheet. A <Term id="drapi');
    // Enter within its first moments is taken for a new line: nobody can have read it by then.
    await page.getByRole('option', { name: 'draping' }).click();
    await page.keyboard.type('>drape</Term> is theirs.');
    await main.getByRole('button', { name: 'Key point' }).press('Enter');
    await expect(field(page)).toBeFocused();
    await page.keyboard.type('One rule');
    await page.keyboard.press('Tab'); // to the next place to fill in
    await page.keyboard.type('Only what you work on is bare.');
    await expect(preview.getByText('One rule')).toBeVisible();
    await expect(preview.getByRole('button', { name: 'drape' })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    await expect(field(page)).not.toBeFocused();
  });

  await test.step('what Word copies comes as Markdown; what cannot come is told', async () => {
    await field(page).focus();
    await page.keyboard.press('Control+End');
    await field(page).evaluate((element, html) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/html', html);
      const how = { bubbles: true, cancelable: true, composed: true };
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, ...how }));
    }, fromWord);
    await says(page, '1 picture was left out');
    await expect(
      preview.getByRole('listitem').filter({ hasText: 'The other folds' })
    ).toBeVisible();
    const asMarkdown =
      '</Callout>\n\n## How we fold\n\n**Ask** before you fold.\n\n- One hand holds\n';
    await isStored(page, lesson, asMarkdown);
  });

  await test.step('a picture needs words, and a question is chosen from a list', async () => {
    const chooser = page.waitForEvent('filechooser');
    await main.getByRole('button', { name: 'New picture …' }).click();
    await (await chooser).setFiles({ name: 'hands.png', mimeType: 'image/png', buffer: png });
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Insert' }).click();
    await expect(dialog.getByText('Say what the picture shows')).toBeVisible();
    await dialog.getByLabel('What it shows').fill('Two hands fold a sheet');
    await page.keyboard.press('Enter');
    await expect(preview.getByRole('img', { name: 'Two hands fold a sheet' })).toBeVisible();
    await main.getByRole('button', { name: 'Questions …' }).press('Enter');
    await page.keyboard.type(question.id);
    await page.keyboard.press('Enter');
    await expect(preview.getByRole('region', { name: question.stem })).toBeVisible();
  });

  await test.step('what is hostile is named by line, and never run', async () => {
    await field(page).focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.insertText('\n\n<script>alert(1)</script> [x](javascript:alert(1)) {1}');
    await expect(main.getByText('Take out the expression')).toBeVisible();
    await expect(main.getByText('<script> is unknown')).toBeVisible();
    await expect(main.getByText('Mend the link')).toBeVisible();
    await expect(preview.getByRole('link', { name: 'x' })).toHaveCount(0);
    await isReadable(page);
    await main
      .getByRole('button', { name: /^Line \d+$/ })
      .first()
      .click();
    await expect(field(page)).toBeFocused();
    await page.keyboard.press('Shift+End');
    await page.keyboard.press('Delete');
    await expect(main.getByRole('heading', { name: 'Nothing to mend' })).toBeVisible();
    expect(complaints).toEqual([]);
  });

  await test.step('published, a student reads it', async () => {
    await main.getByRole('link', { name: 'Review' }).click();
    await main.getByRole('button', { name: 'Publish it' }).click();
    await expect(main.getByRole('heading', { name: 'Students read this' })).toBeVisible();
    await page.request.put(`/api/v1/schools/${slug}/courses/hands-and-sheets/publication`);
    await student.goto(lesson.replace(/^.*(?=\/lessons\/)/, ''));
    await expect(student.getByRole('heading', { name: 'How we fold' })).toBeVisible();
    const picture = student.getByRole('img', { name: 'Two hands fold a sheet' });
    await expect(picture).toHaveJSProperty('naturalWidth', 3);
    await expect(student.getByText(question.stem)).toBeVisible();
  });
});

test('nothing typed is lost: no connection, logged out, closed in the middle', async ({
  school: _,
  desk: { page, slug }
}) => {
  const lesson = await begin(page, slug);
  await open(page, lesson);
  const type = async (text: string) => {
    await field(page).focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(text);
  };

  await page.context().setOffline(true);
  await type('Without a connection.');
  await says(page, 'No connection. Your text is kept on this device');
  await page.context().setOffline(false);
  await isStored(page, lesson, 'Without a connection.');

  const cookies = await page.context().cookies();
  await page.context().clearCookies();
  await type(' Logged out.');
  await says(page, 'You have been logged out');
  await expect(page.getByRole('link', { name: 'Log in in another tab' })).toBeVisible();
  await page.context().addCookies(cookies);
  await isStored(page, lesson, 'Without a connection. Logged out.');

  await type(' Reloaded.');
  await page.reload();
  await expect(field(page)).toContainText('Without a connection. Logged out. Reloaded.');

  await type(' Gone on at once.');
  await page.getByRole('main').getByRole('link', { name: 'Review' }).click();
  await expect(page.getByText('Reloaded. Gone on at once.').first()).toBeVisible();

  await open(page, lesson);
  const next = await page.context().newPage();
  await page.context().setOffline(true);
  await type(' The browser died.');
  await says(page, 'No connection');
  await page.close();
  await next.context().setOffline(false);
  await open(next, lesson);
  await says(next, 'What this device still had of your text is back.');
  await isStored(next, lesson, 'Gone on at once. The browser died.');
});

test('two write at once: what can be merged is, else both are shown', async ({
  browser,
  baseURL,
  contextOptions,
  db,
  school: _,
  desk: { page: one, slug }
}) => {
  const lesson = await begin(one, slug);
  const context = await browser.newContext({ ...contextOptions, baseURL });
  const two = await context.newPage();
  const { id } = await enrol(two.request, { name: 'Instructor Rook' });
  await db
    .insert(members)
    .values({ schoolId: slug, accountId: id, role: 'instructor', joinedAt: new Date() });
  await open(one, lesson);
  await field(one).focus();
  await one.keyboard.insertText('First.\n\nSecond.\n\nThird.');
  await isStored(one, lesson, 'Third.');
  await open(two, lesson);
  const replaceLine = async (page: Page, line: number, text: string) => {
    await field(page).focus();
    await page.keyboard.press('Control+Home');
    for (let i = 1; i < line; i++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Shift+End');
    await page.keyboard.insertText(text);
  };

  await replaceLine(one, 1, 'First of one.');
  await isStored(one, lesson, 'First of one.');
  await replaceLine(two, 5, 'Third of two.');
  await says(two, 'Instructor Vale has changed the lesson too');
  await isStored(two, lesson, 'First of one.\n\nSecond.\n\nThird of two.');

  await replaceLine(one, 3, 'Second of one.');
  // What one had not seen yet is merged before.
  await isStored(one, lesson, 'First of one.\n\nSecond of one.\n\nThird of two.');
  await replaceLine(two, 3, 'Second of two.');
  await expect(two.getByRole('heading', { name: 'Two have changed the same lines' })).toBeFocused();
  await says(two, 'Not saved');
  await isReadable(two);
  await two.getByRole('button', { name: 'Take theirs' }).press('Enter');
  await two.getByRole('button', { name: 'Go on with this text' }).click();
  await expect(two.getByText('Saved', { exact: true })).toBeVisible();
  await expect(field(two)).toContainText('Second of one.');

  await replaceLine(one, 1, 'First again.');
  await isStored(one, lesson, 'First again.');
  await replaceLine(two, 1, 'First of two.');
  await two.getByRole('button', { name: 'Keep mine' }).click();
  await two.getByRole('button', { name: 'Go on with this text' }).click();
  await isStored(two, lesson, 'First of two.\n\nSecond of one.\n\nThird of two.');
  await context.close();
});

test('on a phone one writes, looks, and goes on writing @phone', async ({
  school: _,
  desk: { page, slug }
}) => {
  const lesson = await begin(page, slug);
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, lesson);
  await field(page).tap();
  await page.keyboard.type('Ask first.');
  await page.getByRole('button', { name: 'Preview' }).tap();
  const preview = page.getByRole('region', { name: 'Preview' });
  await expect(preview.getByText('Ask first.')).toBeVisible();
  await expect(field(page)).toBeHidden();
  await page.getByRole('button', { name: 'Write', exact: true }).tap();
  await field(page).press('Control+End');
  await page.keyboard.type(' Then fold.');
  await isStored(page, lesson, 'Ask first. Then fold.');
});

/** A lesson from nothing to a student's screen, and what colleagues say to it on the way. */
import { complaintsOf, expect, isReadable } from './fixtures';
import { lessons, point, questionOf, responseTo, saying } from './questions';
import { test } from './teaching-fixtures';

const shipped = lessons[0]!;
const check = shipped.items.find(
  ({ id, type }) => shipped.checks.includes(id) && type === 'choice'
)!;

const text = (body: string) => `---
title: Draping with care
summary: How we drape at our school.
objectives:
  - id: drape
    bloom: apply
    text: Drape a client so that only what is worked on is bare.
---

Ask before you move the sheet.

## How we fold

<Callout kind="key" title="One rule">

Only what you work on is bare.

</Callout>

${body}
`;

test('a course and a lesson are made, reviewed, published and studied', async ({
  page,
  school: _,
  desk
}) => {
  test.slow(); // from the first form to the student's answer, looked at in both themes
  const main = desk.page.getByRole('main');
  const staff = desk.page.request;
  const button = (name: string) => main.getByRole('button', { name, exact: true });
  let lesson = '';

  await test.step('a course is begun, with a module and a lesson', async () => {
    await desk.page.goto(`/teach/${desk.slug}/courses`);
    await main.getByLabel('Title').fill('Hands and sheets');
    await button('Begin the course').click();
    await expect(desk.page).toHaveURL(/\/courses\/hands-and-sheets$/);
    await main.getByRole('textbox', { name: 'Title', exact: true }).fill('Draping');
    await button('Add the module').click();
    await expect(main.getByRole('heading', { name: 'Draping' })).toBeVisible();
    await main.getByText('Add a lesson here').click();
    await main.getByLabel('Title of a new lesson').fill('Draping with care');
    await button('Begin it').click();
    await expect(desk.page).toHaveURL(/\/lessons\/[0-9a-f-]+\/edit$/);
    lesson = /lessons\/([0-9a-f-]+)/.exec(desk.page.url())![1]!;
  });
  const address = `/api/v1/schools/${desk.slug}/lessons/${lesson}`;

  await test.step('what is flawed is named by line, and not published', async () => {
    const flawed = text('<script>alert(1)</script>');
    const saved = await staff.put(`${address}/text`, { data: { revision: 1, text: flawed } });
    expect(await saved.json()).toEqual({ revision: 2 });
    await desk.page.goto(`/teach/${desk.slug}/lessons/${lesson}`);
    await expect(main.getByText('Line 20')).toBeVisible();
    await expect(button('Publish it')).toBeDisabled();
    expect((await staff.put(`${address}/publication`, { data: { revision: 2 } })).status()).toBe(
      422
    );
  });

  await test.step('a colleague is asked, comments, and the comment is settled', async () => {
    const sound = text(`<Check items="${check.id}" />`);
    await staff.put(`${address}/text`, { data: { revision: 2, text: sound } });
    await desk.page.reload();
    await button('Have a colleague review it').click();
    await expect(main.getByRole('heading', { name: /is in review/ })).toBeVisible();
    await main.getByText('Comment on: How we fold', { exact: true }).click();
    await main.getByLabel('Your comment on: How we fold').fill('Show it in a picture?');
    await button('Comment').filter({ visible: true }).click();
    await expect(main.getByText('Show it in a picture?')).toBeVisible();
    await isReadable(desk.page);
    await main.getByText('Answer', { exact: true }).first().click();
    await main.getByLabel('Your answer to Instructor Vale').fill('Next week.');
    await button('Answer').click();
    await expect(main.getByText('Next week.')).toBeVisible();
    await button('Settled').click();
    await expect(main.getByText('Settled by Instructor Vale: Show it')).toBeVisible();
    await button('Approve and publish').click();
    await expect(main.getByRole('heading', { name: 'Students read this' })).toBeVisible();
  });

  await test.step('the course is shown to students, who find and read it', async () => {
    const { course } = await (await staff.get(address)).json();
    await desk.page.goto(`/teach/${desk.slug}/courses/${course.slug}`);
    await button('Show it to students').click();
    await expect(main.getByText('Students see it', { exact: true })).toBeVisible();

    const complaints = complaintsOf(page);
    await page.goto('/courses');
    await page.getByRole('link', { name: 'Hands and sheets' }).click();
    await expect(page.getByText('0 of 1 lesson finished')).toBeVisible();
    await isReadable(page);
    await page.getByRole('link', { name: 'Start the first lesson' }).click();
    await expect(page.getByRole('heading', { name: 'How we fold' })).toBeVisible();
    await expect(page.getByText('Only what you work on is bare.')).toBeVisible();
    const question = questionOf(page, check);
    await point(question, check, responseTo(check, 'right'));
    await question.getByRole('button', { name: 'Check answer' }).click();
    await expect(saying(question, 'right')).toBeVisible();
    await isReadable(page);
    await page.getByRole('button', { name: 'Finish this lesson' }).click();
    await expect(page.getByText('You finished this lesson on')).toBeVisible();
    expect(complaints).toEqual([]);
    const { queue } = await (await page.request.get('/api/v1/today?limit=50')).json();
    expect(queue.every((entry: { lesson: { id: string } }) => entry.lesson.id === lesson)).toBe(
      true
    );
  });

  await test.step('the history shows what changed, and brings it back', async () => {
    const { revision, text } = await (await staff.get(address)).json();
    const shorter = text.replace('Ask before you move the sheet.', 'Ask first.');
    await staff.put(`${address}/text`, { data: { revision, text: shorter } });
    await desk.page.goto(`/teach/${desk.slug}/lessons/${lesson}/history`);
    const newest = main.getByRole('link', { name: /^Compare version \d+ with the text/ }).first();
    await newest.click();
    await expect(main.locator('ins').filter({ hasText: 'first' })).toBeVisible();
    await isReadable(desk.page);
    await main
      .getByRole('button', { name: /^Bring back version/ })
      .first()
      .click();
    await expect(main.getByText(/is the text again/)).toBeVisible();
    expect((await (await staff.get(address)).json()).text).toBe(text);
  });

  await test.step('withdrawn, it is there for nobody', async () => {
    await desk.page.goto(`/teach/${desk.slug}/lessons/${lesson}`);
    await main.getByText('Withdraw it from students').click();
    await button('Withdraw the lesson').click();
    await expect(
      main.getByRole('heading', { name: 'Withdrawn: students do not read it' })
    ).toBeVisible();
    expect((await page.goto(`/lessons/${lesson}`))!.status()).toBe(404);
  });
});

test('a shipped course is taken over, arranged by keyboard, and a lesson of it adapted', async ({
  page,
  school: _,
  desk
}) => {
  test.slow(); // a long page, looked at in both themes
  const main = desk.page.getByRole('main');
  await desk.page.goto(`/teach/${desk.slug}/courses`);
  await isReadable(desk.page);
  await main.getByRole('button', { name: 'Take over this course' }).click();
  const first = main.getByRole('button', { name: `Move down: ${shipped.title}` });
  await first.focus();
  await desk.page.keyboard.press('Enter');
  await expect(main.getByText(`“${shipped.title}” is now lesson 2 of`)).toBeVisible();
  await expect(first).toBeFocused();
  await isReadable(desk.page);

  await main.getByText(`Change: ${shipped.title}`).click();
  await main.getByRole('button', { name: 'Adapt this lesson' }).filter({ visible: true }).click();
  await expect(desk.page).toHaveURL(/\/edit$/);
  const lesson = /lessons\/([0-9a-f-]+)/.exec(desk.page.url())![1]!;
  await desk.page.goto(`/teach/${desk.slug}/lessons/${lesson}`);
  await main.getByRole('button', { name: 'Publish it' }).click();
  await expect(main.getByRole('heading', { name: 'Students read this' })).toBeVisible();
  await main.getByRole('link', { name: 'Original' }).click();
  await expect(main.getByText('The two are alike.')).toBeVisible();

  await main.getByRole('link', { name: 'Clinical and spa practice' }).click();
  await main.getByRole('button', { name: 'Show it to students' }).click();
  await expect(main.getByText('Students see it', { exact: true })).toBeVisible();
  await page.goto(`/schools/${desk.slug}/courses/clinical-and-spa-practice`);
  await page.getByRole('link', { name: shipped.title, exact: true }).click();
  await expect(page).toHaveURL(`/lessons/${lesson}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(shipped.title);
});

test('over the API: pictures are shown to members alone, without where they were taken', async ({
  page,
  school: _,
  desk,
  browser,
  baseURL
}) => {
  const staff = desk.page.request;
  const address = `/api/v1/schools/${desk.slug}/images?name=hands.jpg`;
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAYAAACddGYaAAAAGElEQVR4AWJiYPj//z+IAGKm/wyMDDAAAAAA//+XbFgYAAAABklEQVQDAH7zBv/xWDlDAAAAAElFTkSuQmCC',
    'base64'
  );
  const made = await staff.post(address, { data: png, headers: { 'content-type': 'image/png' } });
  expect(made.status()).toBe(201);
  const { src, width, height } = await made.json();
  expect([width, height]).toEqual([3, 2]);
  const shown = await page.request.get(src);
  expect(shown.status()).toBe(200);
  expect(shown.headers()).toMatchObject({
    'content-type': 'image/png',
    'cache-control': 'private, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff'
  });
  expect(await shown.body()).toEqual(png);

  const headers = { 'content-type': 'image/png' };
  const svg = await staff.post(address, { data: '<svg onload="alert(1)"/>', headers });
  expect([svg.status(), (await svg.json()).detail]).toEqual([422, expect.stringMatching(/SVG/)]);
  const large = await staff.post(address, { data: Buffer.alloc(5.5 * 1024 * 1024), headers });
  expect(large.status()).toBe(413);
  expect((await page.request.post(address, { data: png, headers })).status()).toBe(404);
  const stranger = await browser.newContext({ baseURL });
  expect((await stranger.request.get(src, { maxRedirects: 0 })).status()).toBe(303);
  await stranger.close();
});

/** A question from nothing to a student's screen, and two who write it at once. */
import { accessibility, complaintsOf, expect, isReadable } from './fixtures';
import { begin } from './quiz-fixtures';
import { items, lessons } from './questions';
import { test } from './teaching-fixtures';

const lesson = lessons[0]!;
const stem = 'Which of these would never suit a first session?';
const better = 'Which of these suits a first session?';
const texts = ['A long talk about aims', 'A deep stroke at once', 'A race', 'Silence only'];

test('a question is written by keyboard, mended, published and asked of a student', async ({
  page,
  school,
  desk
}) => {
  test.slow(); // two people, and long forms looked at in both themes
  const main = desk.page.getByRole('main');
  const { keyboard } = desk.page;
  const complaints = complaintsOf(desk.page);
  const publish = main.getByRole('button', { name: 'Publish', exact: true });
  const toMend = main.getByRole('region', { name: 'To mend' });
  const saved = main.getByText('Saved', { exact: true });
  let item = '';

  await test.step('it is begun with a lesson and a type', async () => {
    await desk.page.goto(`/teach/${desk.slug}/items`);
    await main.getByRole('link', { name: 'New question' }).first().click();
    await expect(desk.page).toHaveURL(/\/items\/new/);
    await main.getByLabel('Lesson').selectOption(lesson.title);
    await expect(main.getByRole('radio', { name: 'Single choice' })).toBeChecked();
    await main.getByRole('button', { name: 'Write it' }).click();
    await expect(desk.page).toHaveURL(/\/items\/[0-9a-f-]+\/edit/);
    item = /items\/([0-9a-f-]+)/.exec(desk.page.url())![1]!;
    await expect(publish).toBeEnabled();
  });

  await test.step('flaws are named where they are; the first has the focus', async () => {
    await publish.click();
    await expect(main.getByLabel('Question', { exact: true })).toBeFocused();
    await expect(toMend.getByRole('button', { name: 'Option 1: Write a text here' })).toBeVisible();
    await isReadable(desk.page);
    await toMend.getByRole('button', { name: /^Options: Mark exactly one/ }).click();
    await expect(main.getByRole('group', { name: 'Options' })).toBeFocused();
  });

  await test.step('all of it is written without a mouse, and advice comes meanwhile', async () => {
    await main.getByLabel('Question', { exact: true }).focus();
    await keyboard.type(stem);
    await main.getByRole('textbox', { name: 'Option 1' }).focus();
    for (const text of texts) {
      await keyboard.type(text);
      await keyboard.press('Enter');
    }
    const fifth = main.getByRole('textbox', { name: 'Option 5' });
    await expect(fifth).toBeFocused();
    await keyboard.press('Backspace');
    await expect(main.getByRole('textbox', { name: 'Option 4' })).toBeFocused();
    await expect(fifth).toBeHidden();
    await expect(main.getByText('Ask for what is right: the question is negative').first()).toBeVisible(); // prettier-ignore
    await main.getByLabel('Question', { exact: true }).fill(better);
    await main.getByRole('radio', { name: 'Option 1 is right' }).focus();
    await keyboard.press('Space');
    // The key goes to the second place, as one that is always the first would show.
    await main.getByRole('textbox', { name: 'Option 1' }).focus();
    await keyboard.press('Alt+ArrowDown');
    await expect(main.getByRole('textbox', { name: 'Option 2' })).toHaveValue(texts[0]!);
    await expect(main.getByRole('textbox', { name: 'Option 2' })).toBeFocused();
    for (const name of ['What of the lesson it asks', 'Area of the outline']) {
      await main.getByLabel(name).focus();
      await keyboard.press('ArrowDown');
    }
    await expect(toMend.getByText('Ready to publish')).toBeVisible();
  });

  await test.step('what is typed outlasts a reload, and its like in the bank is found', async () => {
    const like = items.find(({ type }) => type === 'choice')!;
    await main.getByLabel('Question', { exact: true }).fill(like.stem);
    const alike = main.getByRole('region', { name: 'Questions like it' });
    await expect(alike.getByRole('link', { name: like.stem })).toBeVisible();
    await main.getByLabel('Question', { exact: true }).fill(better);
    await desk.page.reload();
    const later = main.getByRole('button', { name: 'Go on with it' });
    // It was saved on leaving, or this device has kept it: whichever was first.
    await expect(async () => {
      if (await later.isVisible()) await later.click();
      const question = main.getByLabel('Question', { exact: true });
      await expect(question).toHaveValue(better, { timeout: 1000 });
    }).toPass();
    await expect(saved).toBeVisible();
  });

  await test.step('two tabs meet: both texts are shown, and the writer chooses', async () => {
    const other = await desk.page.context().newPage();
    await other.goto(desk.page.url());
    const there = other.getByRole('main');
    await expect(there.getByRole('button', { name: 'Publish', exact: true })).toBeEnabled();
    await there.getByLabel('Explanation').fill('Written in the other tab.');
    await expect(there.getByText('Saved', { exact: true })).toBeVisible();
    await other.close();
    await main.getByLabel('Explanation').fill('Aims come first.');
    const conflict = main.getByRole('region', { name: /changed this question/ });
    const row = conflict.getByRole('row', { name: 'Explanation' });
    await expect(row).toContainText('Aims come first.');
    await expect(row).toContainText('Written in the other tab.');
    expect(await accessibility(desk.page)).toEqual([]);
    await conflict.getByRole('button', { name: 'Take theirs' }).click();
    await expect(main.getByLabel('Explanation')).toHaveValue('Written in the other tab.');
    await main.getByRole('button', { name: 'Back to mine' }).click();
    await expect(main.getByLabel('Explanation')).toHaveValue('Aims come first.');
    await expect(saved).toBeVisible();
  });

  await test.step('the preview grades as it will be graded; then it is published', async () => {
    const preview = main.getByRole('region', { name: better });
    await preview.getByText(texts[0]!).click();
    await preview.getByRole('button', { name: 'Check answer' }).click();
    await expect(preview.getByText('Aims come first.')).toBeVisible();
    await publish.click();
    await expect(
      main.getByText('Published. Your students are asked it from now on.')
    ).toBeVisible();
    await expect(desk.page).toHaveURL(new RegExp(`/items/${item}$`));
    expect(complaints.filter((text) => !text.includes('409'))).toEqual([]);
  });

  await test.step('a student is asked it', async () => {
    const quiz = await school.set({ composition: { kind: 'chosen', items: [item] } });
    await begin(page, quiz);
    const question = page.getByRole('region', { name: better });
    await question.getByText(texts[0]!).click();
    await expect(page.getByRole('main').getByText('Saved', { exact: true }).first()).toBeVisible();
  });
});

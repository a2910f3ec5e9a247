import { expect, isReadable } from './fixtures';
import { items, questionOf, reserved } from './questions';
import { begin, handIn, isSaved } from './quiz-fixtures';
import { test } from './teaching-fixtures';

const note = reserved.find((item) => item.type === 'note' && item.form === 'written')!;
if (note.type !== 'note' || note.form !== 'written') throw new Error('No written note is shipped');
const { rubric, model } = note;
const most = rubric.reduce((sum, { points }) => sum + points, 0);

test('a written note in a quiz is graded by keyboard, and its result reaches the student', async ({
  page,
  school,
  desk
}) => {
  test.slow(); // two people, and each page in both themes
  const quiz = await school.set({ composition: { kind: 'chosen', items: [note.id] } });
  await begin(page, quiz);
  const question = questionOf(page, note);
  await question.getByLabel('Subjective').fill('Shoulder aches, 5 of 10.');
  await question.getByLabel('Plan').fill('Again in a week.');
  await isSaved(page);
  await handIn(page);
  const own = page.getByRole('main');
  await expect(own.getByRole('heading', { name: 'No score yet' })).toBeVisible();
  await expect(own.getByText('Waits for your instructor.')).toBeVisible();
  await expect(own.getByText(model.plan)).toBeHidden();
  await isReadable(page);

  const main = desk.page.getByRole('main');
  await desk.page.goto(`/teach/${desk.slug}/notes`);
  await isReadable(desk.page);
  await main.getByRole('link', { name: 'Grade the oldest' }).click();
  await expect(main.getByText('The only note that waits')).toBeVisible();
  await expect(main.getByText('Name hidden')).toBeVisible();
  await expect(main.getByText('Again in a week.', { exact: true })).toBeVisible();
  await expect(main.getByText(model.plan)).toBeVisible();

  const criterion = (i: number) => main.getByRole('group', { name: rubric[i]!.text });
  const comment = main.locator('textarea[name=comment]');
  await test.step('a comment is kept, changed, added by its key, and removed', async () => {
    const quick = main.getByRole('group', { name: 'Quick comments' });
    await comment.fill('Say what you saw.');
    await main.getByRole('button', { name: 'Keep what is written' }).click();
    await expect(quick.getByRole('button', { name: 'Say what you saw.' })).toBeVisible();
    await quick.getByRole('button', { name: 'Change them' }).click();
    await isReadable(desk.page);
    const field = quick.getByRole('textbox', { name: 'Comment “Say what you saw.”' });
    await field.fill('Say what you felt.');
    await field.press('Enter');
    await expect(
      quick.getByRole('textbox', { name: 'Comment “Say what you felt.”' })
    ).toBeVisible();
    await quick.getByRole('button', { name: 'Done' }).click();
    await comment.fill('');
    await criterion(0).getByRole('radio').first().focus();
    await desk.page.keyboard.press('a');
    await expect(comment).toHaveValue('Say what you felt.');
    await desk.page.reload();
    await quick.getByRole('button', { name: 'Change them' }).click();
    await quick.getByRole('button', { name: 'Remove “Say what you felt.”' }).click();
    await expect(quick).toBeHidden();
  });
  await test.step('what is left out is asked back, and what was given stays', async () => {
    await comment.fill('Say what you measured.');
    await criterion(0).getByRole('radio', { name: '1', exact: true }).check();
    await main.getByRole('button', { name: 'Save' }).click();
    await expect(criterion(1).getByText('Choose the points')).toBeVisible();
    await expect(criterion(1).getByRole('radio').first()).toBeFocused();
    await expect(criterion(0).getByRole('radio', { name: '1', exact: true })).toBeChecked();
    await expect(comment).toHaveValue('Say what you measured.');
    await isReadable(desk.page);
  });
  await test.step('digits give points and go on', async () => {
    const { keyboard } = desk.page;
    await criterion(0).getByRole('radio').first().focus();
    for (let i = 0; i < rubric.length; i++) await keyboard.press('1');
    await expect(comment).toBeFocused();
    await expect(main.getByText(`${rubric.length} of ${most} points`)).toBeVisible();
    await keyboard.press('Control+Enter');
    await expect(main.getByText('Nothing is waiting')).toBeVisible();
  });

  await page.reload();
  const share = Math.round((rubric.length / most) * 100);
  await expect(own.getByRole('heading', { name: `${share}% of the points` })).toBeVisible();
  await expect(own.getByText('Say what you measured.')).toBeVisible();
  await expect(own.getByText(model.plan)).toBeVisible();
  await isReadable(page);

  await test.step('whoever has not seen that it was graded is told so', async () => {
    const other = await desk.page.context().newPage();
    const link = main.getByRole('region', { name: 'Graded by you lately' }).getByRole('link');
    await other.goto((await link.getAttribute('href'))!);
    await link.click();
    await expect(main.getByText('Graded by Instructor Vale')).toBeVisible();
    await criterion(0).getByRole('radio', { name: '2', exact: true }).check();
    await main.getByRole('button', { name: 'Save' }).click();
    await expect(main.getByText('Nothing is waiting')).toBeVisible();
    const theirs = other.getByRole('main');
    await theirs.getByRole('button', { name: 'Save' }).click();
    await expect(theirs.getByText('has graded this note meanwhile')).toBeVisible();
    await theirs.getByRole('button', { name: 'Save' }).click();
    await expect(theirs.getByText('Nothing is waiting')).toBeVisible();
  });
});

test('where a quiz tells at once, a note is taken and waits; the others are told', async ({
  page,
  school
}) => {
  const choice = items.find((item) => item.type === 'choice')!;
  const composition = { kind: 'chosen' as const, items: [note.id, choice.id] };
  const quiz = await school.set({ composition, feedback: 'at-once' });
  await begin(page, quiz);
  const question = questionOf(page, note);
  for (const part of ['Subjective', 'Objective', 'Assessment', 'Plan'])
    await question.getByLabel(part).fill('Nothing of note. '.repeat(4));
  await question.getByRole('button', { name: 'Check answer' }).click();
  await expect(question.getByText('Your instructor grades it after the quiz.')).toBeVisible();
  await expect(question.getByRole('button', { name: 'Check answer' })).toBeHidden();
  await expect(question.getByLabel('Plan')).toBeDisabled();
  await page.reload();
  await page.goto(page.url().replace(/\?.*/, '?q=1'));
  await expect(question.getByText('Your instructor grades it after the quiz.')).toBeVisible();
  await expect(page.getByText(model.plan)).toBeHidden();
});

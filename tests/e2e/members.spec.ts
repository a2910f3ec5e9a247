/** A school from nothing to its first class: founded, filled by letter, code and file, looked after. */
import type { Page } from '@playwright/test';
import { complaintsOf, enrol, expect, isReadable, main, press, test } from './fixtures';
import { mailedLink, newEmail, password } from './people';

/** A browser of somebody else's. */
async function elsewhere(page: Page, name?: string) {
  const context = await page.context().browser()!.newContext();
  const other = await context.newPage();
  const email = newEmail();
  if (name) await enrol(other.request, { email, name, origin: new URL(page.url()).origin });
  return { page: other, email };
}

test('a school is founded, filled and looked after', async ({ page }) => {
  test.slow();
  const complaints = complaintsOf(page);
  await enrol(page.request, { name: 'Admin Vale' });
  const school = `Harbour School ${Date.now()}`;

  await test.step('anybody makes a school, and becomes its admin', async () => {
    await page.goto('/settings');
    await page.getByRole('link', { name: 'Make a school' }).click();
    await expect(page.getByLabel('Name of the school')).toBeVisible();
    await isReadable(page);
    await page.getByLabel('Name of the school').fill('x');
    await press(page, 'Make the school');
    await expect(page.getByText('of at least 2 characters')).toBeVisible();
    await page.getByLabel('Name of the school').fill(school);
    await press(page, 'Make the school');
    await expect(page.getByRole('heading', { name: 'Members' })).toBeVisible();
    await expect(page.getByText('You are the first here.')).toBeVisible();
  });
  const base = new URL(page.url()).pathname;
  const slug = base.split('/').at(-1)!;
  const made = await page.request.post(`/api/v1/schools/${slug}/cohorts`, {
    data: { name: 'Mornings' }
  });
  expect(made.status()).toBe(201);

  const invited = newEmail();
  await test.step('people are invited by letter; a wrong address loses nothing typed', async () => {
    await page.goto(`${base}/add`);
    const emails = page.getByLabel('E-mail addresses');
    await emails.fill(`${invited}\nnobody at all`);
    await press(page, 'Send the invitation');
    await expect(page.getByText('Mend what is no e-mail address')).toBeVisible();
    await expect(emails).toHaveValue(`${invited}\nnobody at all`);
    await emails.fill(invited);
    await page.getByLabel('Role').selectOption('instructor');
    await press(page, 'Send the invitation');
    await expect(page.getByText('A letter is on its way to 1 person.')).toBeVisible();
    await isReadable(page);
  });

  await test.step('who is invited makes an account on the way, and is in', async () => {
    const link = await mailedLink(invited, 'invitations');
    const { page: theirs } = await elsewhere(page);
    await theirs.goto(new URL(link, page.url()).href);
    await expect(theirs.getByRole('heading', { name: `${school} invites you` })).toBeVisible();
    await isReadable(theirs);
    await theirs.getByRole('link', { name: 'Make an account' }).click();
    await theirs.locator('input[name=timeZone]').waitFor({ state: 'attached' });
    await theirs.getByLabel('Name').fill('Instructor Vale');
    await theirs.getByLabel('E-mail').fill(invited);
    await theirs.getByLabel('Password').fill(password);
    await press(theirs, 'Sign up');
    await press(theirs, `Join ${school}`);
    await theirs.getByRole('link', { name: 'Go to your school' }).click();
    await expect(theirs.getByRole('navigation', { name: school })).toBeVisible();
    await theirs.goto(new URL(link, page.url()).href);
    await expect(theirs.getByText('This invitation no longer works')).toBeVisible();
    await theirs.context().close();
  });

  const student = await elsewhere(page, 'Student Vale');
  await test.step('a class joins by a code from the board', async () => {
    await page.reload();
    await page.getByText('Make a code').click();
    await page.getByLabel('For how many', { exact: true }).fill('1');
    await press(page, 'Make the code');
    const code = await main(page).locator('.code').innerText();
    await student.page.goto(new URL('/join', page.url()).href);
    await student.page.getByLabel('Code of your class').fill('what');
    await press(student.page, 'Go on');
    await expect(student.page.getByText('A code has 8 letters and digits')).toBeVisible();
    await student.page.getByLabel('Code of your class').fill(code.toLowerCase());
    await press(student.page, 'Go on');
    await isReadable(student.page);
    await press(student.page, 'Join the school');
    await expect(student.page.getByText('You are a member now.')).toBeVisible();
    const late = await elsewhere(page, 'Late Vale');
    await late.page.goto(new URL(`/join/${code}`, page.url()).href);
    await expect(late.page.getByText('This class is full')).toBeVisible();
    await late.page.context().close();
  });

  await test.step('a roster file is shown before it is done', async () => {
    await page.getByRole('link', { name: 'Roster file', exact: true }).click();
    await page
      .getByLabel('Or paste the rows here')
      .fill(
        [
          'sourcedId,status,role,givenName,familyName,email',
          `S-17,active,student,Student,Vale-Lee,${student.email}`,
          `S-18,active,student,New,One,${newEmail()}`,
          'S-19,active,guardian,Some,Parent,parent@example.com'
        ].join('\n')
      );
    await press(page, 'Show what it would do');
    await expect(page.getByText('1 added, 1 changed, 0 ended, 1 refused')).toBeVisible();
    await expect(page.getByText('The role “guardian” is none of ours')).toBeVisible();
    await isReadable(page);
    await press(page, 'Make these 2 changes');
    await expect(page.getByText('Done: 1 invited, 1 changed')).toBeVisible();
  });

  await test.step('a leave and a withdrawal are noted with day and reason', async () => {
    await page.getByRole('link', { name: 'Members', exact: true }).click();
    await page.getByRole('link', { name: 'Student Vale-Lee' }).click();
    await expect(page.getByText('S-17', { exact: true })).toBeVisible();
    await page.locator('summary', { hasText: 'Leave of absence' }).click();
    await press(page, 'Note the leave');
    await expect(page.getByText('Say why: the reason is kept with the record')).toBeVisible();
    const reason = main(page).locator('#leave-reason');
    await reason.fill('Surgery');
    await press(page, 'Note the leave');
    await expect(page.getByText('Leave of absence, until further notice')).toBeVisible();
    await expect(page.getByText('on leave', { exact: true })).toBeVisible();
    await isReadable(page);
    await page.locator('summary', { hasText: 'Withdrawal' }).click();
    await main(page).locator('#withdrawn-reason').fill('Moved away');
    await press(page, 'Withdraw them');
    await expect(page.getByText('Withdrew from the school')).toBeVisible();
    await expect(page.getByText('is no member any more')).toBeVisible();
  });

  await test.step('who has left is out of the list, and found by a filter', async () => {
    await page.getByRole('link', { name: 'All members' }).click();
    await expect(page.getByRole('link', { name: 'Student Vale-Lee' })).toHaveCount(0);
    await page.getByLabel('Who').selectOption('Have left');
    await press(page, 'Show');
    await expect(page.getByRole('link', { name: 'Student Vale-Lee' })).toBeVisible();
    await isReadable(page);
    await student.page.goto(new URL('/settings', page.url()).href);
    await expect(student.page.getByText('You belong to no school')).toBeVisible();
    await student.page.context().close();
  });

  await test.step('the last admin cannot leave', async () => {
    await page.goto('/settings');
    await page.locator('summary', { hasText: 'Leave' }).click();
    await press(page, `Leave ${school} for good`);
    await expect(page.getByText('would be left without an admin')).toBeVisible();
  });
  expect(complaints.filter((text) => !/\b(422|410|409|400)\b/.test(text))).toEqual([]);
});

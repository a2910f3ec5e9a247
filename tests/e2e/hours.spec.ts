import { randomUUID } from 'node:crypto';
import { expect, isReadable } from './fixtures';
import { makeAdmin, test } from './teaching-fixtures';

const settings = {
  ...{ online: true, idleMinutes: 5, minutesPerHour: 60, manual: true },
  timeZone: 'America/New_York'
};

test('classes, codes, corrections and attestations make hours that a student can read line by line', async ({
  page,
  student,
  desk,
  db
}) => {
  test.slow(); // two people, and each page in both themes
  const staff = desk.page.getByRole('main');
  const own = page.getByRole('main');
  const base = `/teach/${desk.slug}/hours`;
  const api = `/api/v1/schools/${desk.slug}`;
  await makeAdmin(db, desk);
  const record = await db.$client`
    select id from member_records where school_id = ${desk.slug} and account_id = ${student.id}`;
  const made = await desk.page.request.post(`${api}/cohorts`, { data: { name: 'Days' } });
  const cohort = (await made.json()).id as string;
  await desk.page.request.patch(`${api}/cohorts/${cohort}/students`, {
    data: { add: [student.id] }
  });

  await test.step('a school says how it counts, and takes a program from an example', async () => {
    await desk.page.goto(`${base}/settings`);
    await staff.getByLabel('Minutes in a clock hour').fill('70');
    await staff.getByRole('checkbox', { name: /Count time online/ }).check();
    await staff.getByRole('button', { name: 'Save' }).click();
    await expect(staff.getByText('50 to 60').last()).toBeVisible();
    await expect(staff.getByLabel('Minutes in a clock hour')).toHaveValue('70');
    await staff.getByLabel('Minutes in a clock hour').fill('60');
    await staff.getByRole('button', { name: 'Save' }).click();
    await expect(staff.getByText('Saved. It holds')).toBeVisible();
    await isReadable(desk.page);

    await staff
      .getByLabel('Begin with')
      .selectOption({ label: 'Georgia: 500 hours, as of March 2024' });
    await staff.getByRole('button', { name: 'Make a program' }).click();
    await expect(staff.getByText('This is not legal advice')).toBeVisible();
    await expect(staff.getByLabel('Clock hours in all')).toHaveValue('500');
    await isReadable(desk.page);
    await staff.getByRole('button', { name: 'Make the program' }).click();
    await expect(staff.getByRole('link', { name: 'Massage program (Georgia)' })).toBeVisible();
  });

  await test.step('a class that is over is marked, and gives hours', async () => {
    await desk.page.goto(`${base}/classes`);
    await staff.getByLabel('What is it about?').fill('Strokes');
    await staff.getByLabel('Day').fill('2026-03-10');
    await staff.getByRole('button', { name: 'Plan the class' }).click();
    await expect(staff.getByRole('heading', { name: 'Strokes' })).toBeVisible();
    await staff.getByRole('combobox').selectOption('late');
    await staff.getByRole('button', { name: 'Save' }).click();
    await expect(staff.getByText('Say by how many minutes')).toBeVisible();
    await staff.getByLabel('Minutes late').fill('15');
    await isReadable(desk.page);
    await staff.getByRole('button', { name: 'Save' }).click();
    await expect(staff.getByText('Saved for 1.')).toBeVisible();
  });

  await test.step('the code of a class marks whoever types it in', async () => {
    const data = {
      ...{ id: randomUUID(), cohort, title: 'Draping', mode: 'in-person' },
      from: new Date(Date.now() - 60_000).toISOString(),
      until: new Date(Date.now() + 3_600_000).toISOString()
    };
    expect((await desk.page.request.post(`${api}/meetings`, { data })).status()).toBe(201);
    await desk.page.goto(`${base}/classes/${data.id}`);
    await staff.getByRole('link', { name: 'Show the code' }).click();
    await expect(staff.getByText(/^\d{6}$/)).toBeVisible();
    await isReadable(desk.page);
    await page.goto('/hours');
    await own.getByLabel('Code on the board').fill('12');
    await own.getByRole('button', { name: 'I am here' }).click();
    await expect(own.getByText('The code has six digits')).toBeVisible();
    const { code } = await (await desk.page.request.get(`${api}/meetings/${data.id}/code`)).json();
    await own.getByLabel('Code on the board').fill(code);
    await own.getByRole('button', { name: 'I am here' }).click();
    await expect(own.getByText('You are marked for “Draping”')).toBeVisible();
  });

  await test.step('a line is corrected beside it, and what was seen is attested', async () => {
    await desk.page.goto(`${base}/students/${record[0]!.id}`);
    await staff.getByText('Correct', { exact: true }).click();
    await staff.getByLabel('Minutes that it is worth in all').fill('120');
    await staff.getByLabel('Why?').last().fill('Left for the dentist');
    await staff.getByRole('button', { name: 'Add the correction' }).click();
    await expect(staff.getByText('Now worth 2 h 00 min')).toBeVisible();
    await isReadable(desk.page);

    await desk.page.goto(`${base}?month=2026-03`);
    await isReadable(desk.page);
    await staff.getByRole('button', { name: 'Attest', exact: true }).click();
    await expect(staff.getByText('Say that you may attest this')).toBeVisible();
    await staff.getByRole('checkbox', { name: /I have looked/ }).check();
    await staff.getByRole('button', { name: 'Attest', exact: true }).click();
    await expect(staff.getByText('Attested for 1 student')).toBeVisible();
  });

  await test.step('the student reads every line, and what is approved', async () => {
    await page.goto('/hours');
    await expect(own.getByText('Self-study, not approved hours').first()).toBeVisible();
    await expect(own.getByText('2 h approved by the school')).toBeVisible();
    await expect(own.getByText('2 h 45 min')).toBeVisible();
    await expect(own.getByText(/Left for the dentist\. By Instructor Vale/)).toBeVisible();
    await isReadable(page);
  });
});

test('time on a lesson counts by signs of being there, with a warning before it stops', async ({
  page,
  student: _student,
  desk,
  db
}) => {
  await makeAdmin(db, desk);
  const address = `/api/v1/schools/${desk.slug}/hour-settings`;
  expect((await desk.page.request.put(address, { data: settings })).status()).toBe(200);

  // A device whose clock is ten minutes behind: time is set right by ours.
  await page.clock.install({ time: Date.now() - 600_000 });
  const asked = page.waitForResponse('**/api/v1/engagements');
  await page.goto('/courses/clinical-and-spa/two-intentions');
  await asked;
  const now = () => page.evaluate(() => Date.now());
  const began = await now();
  await page.keyboard.press('PageDown');
  // Scrolling goes on for a while, and each sign of it puts the warning off.
  const passUntil = (words: string) =>
    expect(async () => {
      await page.clock.runFor(20_000);
      await expect(page.getByText(words)).toBeVisible({ timeout: 200 });
    }).toPass();
  await passUntil('Still there? Your time stops counting at');
  // The hand that moves is a sign too, before it reaches the button.
  await page.getByRole('button', { name: 'Go on' }).press('Enter');
  const wentOn = await now();
  await expect(page.getByText('Still there?')).toBeHidden();
  await passUntil('Your time stopped counting');
  await page.getByRole('link', { name: 'Progress' }).first().click();

  const lines = async () => {
    const { schools } = await (await page.request.get('/api/v1/hours')).json();
    return schools[0].lines as { ms: number; evidence: { title: string } }[];
  };
  await expect.poll(async () => (await lines()).length).toBeGreaterThan(0);
  const all = await lines();
  const minutes = all.reduce((sum, { ms }) => sum + ms, 0) / 60_000;
  // All until the button was pressed, and nothing of the five minutes after it.
  expect(minutes).toBeGreaterThan(3.9);
  expect(minutes).toBeLessThan((wentOn - began) / 60_000 + 0.5);
  expect(all[0]!.evidence.title).toBe('Two intentions, one continuum');
});

/** A school connects another system: added, tested, paused, and what it was sent looked at. */
import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { Webhook } from 'standardwebhooks';
import { complaintsOf, enrol, expect, isReadable, test } from './fixtures';
import { receiver } from '../server/webhook-fixtures';
import { members, schools } from '../../src/lib/server/db/schema/accounts';
import type { Db } from '../../src/lib/server/db/connect';
import { happened } from '../../src/lib/server/events';

const main = (page: Page) => page.getByRole('main');
const press = (page: Page, name: string) =>
  main(page).getByRole('button', { name, exact: true }).click();

async function schoolOf(db: Db, people: Record<string, 'admin' | 'instructor'>) {
  const [school, now] = [randomUUID(), new Date()];
  const name = `Webhooks School ${school.slice(0, 8)}`;
  await db.insert(schools).values({ id: school, slug: school, name, createdAt: now });
  for (const [accountId, role] of Object.entries(people))
    await db.insert(members).values({ schoolId: school, accountId, role, joinedAt: now });
  return { school, base: `/schools/${school}` };
}

const verified = (secret: string, { headers, body }: { headers: object; body: string }) =>
  new Webhook(secret).verify(body, headers as Record<string, string>);

test('another system is connected and told what happens', async ({ page, db, browser }) => {
  test.slow();
  const complaints = complaintsOf(page);
  const system = await receiver();
  const admin = await enrol(page.request, { name: 'Admin Vale' });
  await page.goto('/');
  const { origin } = new URL(page.url());
  const theirs = await (await browser.newContext()).newPage();
  const instructor = await enrol(theirs.request, { name: 'Teacher Vale', origin });
  const { school, base } = await schoolOf(db, {
    ...{ [admin.id]: 'admin', [instructor.id]: 'instructor' }
  });
  let secret = '';

  await test.step('it is added; what was typed stays where something is wrong', async () => {
    await page.goto(base);
    await page.getByRole('link', { name: 'Webhooks' }).click();
    await expect(page.getByRole('heading', { name: 'Add a webhook' })).toBeVisible();
    await isReadable(page);
    await page.getByLabel('Address').fill('ftp://records.example.org');
    await page.getByLabel('Name').fill('Our records');
    await press(page, 'Add the webhook');
    await expect(page.getByText('Write a whole address')).toBeVisible();
    await expect(page.getByLabel('Name')).toHaveValue('Our records');
    await page.getByLabel('Only what I choose').check();
    await isReadable(page);
    await page.getByLabel('Everything').check();
    await page.getByLabel('Address').fill(system.url);
    await press(page, 'Add the webhook');
    secret = await page.getByRole('textbox', { name: 'Secret' }).inputValue();
    expect(secret).toMatch(/^whsec_/);
    await isReadable(page);
    await page.reload();
    await expect(page.getByRole('link', { name: 'Our records' })).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Secret' })).toBeHidden();
  });

  await test.step('a test event arrives, signed by the secret', async () => {
    await page.getByRole('link', { name: 'Our records' }).click();
    await expect(page.getByText('Nothing yet.')).toBeVisible();
    await press(page, 'Send a test event');
    await expect(main(page).getByText('Delivered', { exact: true })).toBeVisible();
    expect(system.received).toHaveLength(1);
    expect(verified(secret, system.received[0]!)).toMatchObject({ type: 'ping' });
    await page.getByText('What was sent').click();
    await expect(main(page).getByText(/"type": "ping"/)).toBeVisible();
    await isReadable(page);
  });

  await test.step('what the school does is told, and what failed is sent again', async () => {
    // Twice: it is tried again after five seconds, and then not for as many minutes.
    const later = { status: 500, body: 'Try me later' };
    system.reply(later, later);
    await db.$client.begin((tx) =>
      happened(tx, school, 'quiz.released', { quiz: 'one' }, new Date())
    );
    await expect.poll(() => system.received.length).toBe(2);
    await expect(async () => {
      await page.reload();
      await expect(main(page).getByText('2 attempts · answered 500')).toBeVisible({
        timeout: 1000
      });
    }).toPass();
    await isReadable(page);
    await main(page)
      .getByRole('button', { name: /^Send again now ?: quiz.released/ })
      .click();
    await expect(main(page).getByText('Delivered', { exact: true })).toHaveCount(2);
    expect(new Set(system.received.map(({ headers }) => headers['webhook-id'])).size).toBe(2);
    await page.getByText('What was sent').first().click();
    const attempts = page.getByRole('list', { name: 'Attempts to send' }).first();
    await expect(attempts.getByRole('listitem')).toHaveText([
      ...Array(2).fill(/answered 500 · Try me later · [\d.]+ m?s/),
      /answered 204 · [\d.]+ m?s/
    ]);
    await isReadable(page);
  });

  await test.step('it is paused, gets another secret, and is deleted', async () => {
    await press(page, 'Pause');
    await expect(main(page).getByText('Paused', { exact: true })).toBeVisible();
    await press(page, 'Resume');
    await expect(main(page).getByText('Active', { exact: true })).toBeVisible();
    await press(page, 'Replace the secret');
    const next = await page.getByRole('textbox', { name: 'Secret' }).inputValue();
    expect(next).not.toBe(secret);
    await press(page, 'Send a test event');
    await expect(main(page).getByText('Delivered', { exact: true })).toHaveCount(3);
    for (const one of [secret, next]) verified(one, system.received.at(-1)!);
    await page.getByLabel('Name').fill('Records, new');
    await press(page, 'Save');
    await expect(page.getByRole('heading', { name: 'Records, new', level: 1 })).toBeVisible();
  });

  await test.step('what is sent is described; an instructor sees none of it', async () => {
    await page.goto(`${base}/webhooks/events`);
    await expect(page.getByRole('heading', { name: 'paper.issued' })).toBeVisible();
    await isReadable(page);
    const { webhooks } = await (await page.request.get(`/api/v1${base}/webhooks`)).json();
    const address = `${base}/webhooks/${webhooks[0].id}`;
    for (const path of [`${base}/webhooks`, address, `${base}/webhooks/events`]) {
      expect((await theirs.goto(origin + path))!.status()).toBe(404);
      await expect(theirs.getByRole('link', { name: 'Webhooks' })).toHaveCount(0);
    }
    for (const path of ['/webhooks', '/events'])
      expect((await theirs.request.get(`${origin}/api/v1${base}${path}`)).status()).toBe(404);
    await page.goto(address);
    await page.getByText('Delete the webhook').click();
    await press(page, 'Delete Records, new');
    await expect(page.getByText('Records, new')).toHaveCount(0);
  });
  expect(complaints).toEqual([]);
  await system.close();
});

test('another system adds a webhook and reads events with a token', async ({
  page,
  db,
  playwright
}) => {
  const admin = await enrol(page.request, { name: 'Admin Vale' });
  const { base } = await schoolOf(db, { [admin.id]: 'admin' });
  await page.goto('/');
  const api = await playwright.request.newContext({
    baseURL: new URL(page.url()).origin,
    extraHTTPHeaders: { authorization: `Bearer ${admin.token}` }
  });
  const at = `/api/v1${base}`;
  const system = await receiver();
  const data = { id: randomUUID(), url: system.url, types: ['member.joined'] };
  const made = await api.post(`${at}/webhooks`, { data });
  expect(made.status()).toBe(201);
  expect((await made.json()).secret).toMatch(/^whsec_/);
  const again = await api.post(`${at}/webhooks`, { data });
  expect([again.status(), (await again.json()).secret]).toEqual([201, null]);
  const bad = await api.post(`${at}/webhooks`, { data: { ...data, id: randomUUID(), url: 'x' } });
  expect([bad.status(), (await bad.json()).errors[0].field]).toEqual([422, 'url']);

  const one = `${at}/webhooks/${data.id}`;
  const ping = { id: randomUUID() };
  for (let i = 0; i < 2; i++)
    expect((await api.post(`${one}/ping`, { data: ping })).status()).toBe(202);
  await expect.poll(() => system.received.length).toBe(1);
  const { deliveries } = await (await api.get(`${one}/deliveries`)).json();
  expect(deliveries).toMatchObject([{ event: ping.id, type: 'ping' }]);
  expect((await api.get(`${one}/deliveries?before=${ping.id}`)).status()).toBe(200);
  expect((await api.get(`${one}/deliveries?before=x`)).status()).toBe(422);
  expect((await api.get(`${one}/deliveries/${ping.id}`)).status()).toBe(200);
  expect((await api.post(`${one}/deliveries/${ping.id}/resend`)).status()).toBe(202);
  await expect.poll(() => system.received.length).toBe(2);
  const put = { url: system.url, description: 'Records', state: 'paused' };
  expect(await (await api.put(one, { data: put })).json()).toMatchObject({
    ...{ state: 'paused', types: null, description: 'Records' }
  });
  const rotation = { data: { id: randomUUID() } };
  const rotated = await api.post(`${one}/secret`, rotation);
  expect(rotated.status()).toBe(201);
  const { secret } = await rotated.json();
  expect(await (await api.post(`${one}/secret`, rotation)).json()).toMatchObject({ secret });

  const { events, hasMore } = await (await api.get(`${at}/events?limit=1`)).json();
  expect([events[0].type, hasMore]).toEqual(['ping', false]);
  const next = await (await api.get(`${at}/events?after=${events[0].id}`)).json();
  expect(next).toEqual({ events: [], hasMore: false });
  expect((await api.get(`${at}/events?after=${randomUUID()}`)).status()).toBe(410);
  for (const limit of ['0', '501', 'x'])
    expect((await api.get(`${at}/events?limit=${limit}`)).status()).toBe(422);
  expect((await api.delete(one)).status()).toBe(204);
  expect((await api.get(one)).status()).toBe(404);
  await system.close();
  await api.dispose();
});

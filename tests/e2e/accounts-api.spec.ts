import { expect, test, type APIResponse } from '@playwright/test';

const password = 'harbour velvet nine';
const newEmail = () => `api-${process.pid}-${Date.now()}-${Math.random()}@example.com`;

/** Checks that a response is an error in the form of RFC 9457. */
async function isProblem(response: APIResponse, status: number) {
  expect(response.status()).toBe(status);
  expect(response.headers()['content-type']).toBe('application/problem+json');
  const body = await response.json();
  expect(body).toMatchObject({ status, title: expect.any(String) });
  return body;
}

test('an account is made, signed in, read, changed and signed out', async ({
  playwright,
  baseURL
}) => {
  const client = await playwright.request.newContext({ baseURL });
  const email = newEmail();
  const data = { email, password, name: 'Robin', timeZone: 'Europe/Berlin' };
  const made = await client.post('/api/v1/accounts', { data });
  expect(made.status()).toBe(201);
  const again = await client.post('/api/v1/accounts', {
    data: { ...data, password: 'another good one' }
  });
  expect([again.status(), await again.text()]).toEqual([201, await made.text()]);

  expect(await (await client.get('/api/v1/session')).json()).toEqual({ account: null });
  const session = await client.post('/api/v1/session', { data: { email, password } });
  expect(session.headers()['set-cookie']).toMatch(/HttpOnly; SameSite=Lax/);
  const { token, account } = await session.json();
  expect(account).toMatchObject({ email, name: 'Robin' });
  expect(await (await client.get('/api/v1/session')).json()).toEqual({
    account: { ...account, staff: false, student: false }
  });

  const bearer = await playwright.request.newContext({
    baseURL,
    extraHTTPHeaders: { authorization: `Bearer ${token}` }
  });
  const changed = await bearer.patch('/api/v1/me', { data: { timeZone: 'Asia/Tokyo' } });
  expect(await changed.json()).toMatchObject({ name: 'Robin', timeZone: 'Asia/Tokyo' });
  await isProblem(await bearer.patch('/api/v1/me', { data: { name: '' } }), 422);
  expect((await bearer.delete('/api/v1/session')).status()).toBe(204);
  await isProblem(await bearer.get('/api/v1/me'), 401);
  await isProblem(await client.get('/api/v1/me'), 401);
});

test('every mistake is answered with what to mend', async ({ request }) => {
  const post = (data: string, type = 'application/json') =>
    request.post('/api/v1/session', {
      data: Buffer.from(data),
      headers: { 'content-type': type }
    });
  expect((await isProblem(await post('{'), 400)).detail).toContain('JSON');
  await isProblem(await post('{}', 'application/octet-stream'), 415);
  const { errors } = await isProblem(await post('{"email": 1}'), 422);
  expect(errors).toMatchObject([{ field: 'email' }, { field: 'password' }]);
  await isProblem(await post('{"email": "a\\u0000", "password": "x"}'), 422);
  const large = JSON.stringify({ email: 'a', password: 'x'.repeat(2e6) });
  expect((await isProblem(await post(large), 413)).detail).toContain('512 kB');
  await isProblem(await request.get('/api/v1/nowhere'), 404);
  await isProblem(await request.put('/api/v1/session', { data: {} }), 405);
});

test('what is not public is closed', async ({ request }) => {
  expect((await isProblem(await request.get('/api/v1/me'), 401)).detail).toContain('Bearer');
  const page = await request.get('/settings/export', { maxRedirects: 0 });
  expect(page.status()).toBe(303);
  expect(page.headers().location).toBe('/login?next=%2Fsettings%2Fexport');
});

test('after ten wrong passwords an account waits', async ({ request }) => {
  const data = { email: newEmail(), password: 'not the password' };
  for (let i = 0; i < 10; i++) {
    await isProblem(await request.post('/api/v1/session', { data }), 401);
  }
  const refused = await request.post('/api/v1/session', { data });
  expect((await isProblem(refused, 429)).detail).toContain('Try again in 15 minutes');
  expect(Number(refused.headers()['retry-after'])).toBeGreaterThan(800);
});

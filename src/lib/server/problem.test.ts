import * as v from 'valibot';
import { expect, test } from 'vitest';
import { Profile } from '../domain/account';
import { problem, readJson, tooMany } from './problem';

const send = (body: BodyInit, type = 'application/json') =>
  new Request('http://localhost/', {
    method: 'POST',
    body,
    headers: { 'content-type': type },
    duplex: 'half'
  } as RequestInit);

/** What a refused request is answered with. */
async function refusal(request: Request, schema: v.GenericSchema = Profile) {
  const result = await readJson(request, schema);
  if (result.ok) throw new Error('It was taken');
  expect(result.response.headers.get('content-type')).toBe('application/problem+json');
  const body = await result.response.json();
  expect(body.status).toBe(result.response.status);
  return body;
}

test('what fits is returned as the schema gives it', async () => {
  const body = JSON.stringify({ name: ' Anna ', timeZone: 'Europe/Berlin' });
  const data = { name: 'Anna', timeZone: 'Europe/Berlin' };
  expect(await readJson(send(body), Profile)).toEqual({ ok: true, data });
  const withCharset = send(body, 'Application/JSON; charset=utf-8');
  expect(await readJson(withCharset, Profile)).toEqual({ ok: true, data });
});

test('each wrong field is named, with how to mend it', async () => {
  const body = await refusal(send(JSON.stringify({ name: '\n', timeZone: 'Mars/Olympus' })));
  expect(body).toMatchObject({
    status: 422,
    errors: [
      { field: 'name', detail: 'Enter your name' },
      { field: 'timeZone', detail: expect.stringContaining('IANA') }
    ]
  });
  expect(body.detail).toContain('name: Enter your name');
});

test('an absent field and a wrong type are said plainly', async () => {
  const schema = v.object({ answers: v.array(v.object({ id: v.string() })) });
  const field = async (value: unknown) =>
    (await refusal(send(JSON.stringify(value)), schema)).errors[0];
  expect(await field({})).toEqual({ field: 'answers', detail: 'Give this field' });
  expect(await field({ answers: [{ id: 'a' }, {}] })).toEqual({
    field: 'answers.1.id',
    detail: 'Give this field'
  });
  expect(await field({ answers: 3 })).toEqual({
    field: 'answers',
    detail: 'Give Array, not 3'
  });
  expect(await field(null)).toMatchObject({ field: '' });
});

test.each(['', '{', '{"name": }', '\u0000'])('malformed JSON: %j', async (body) => {
  expect(await refusal(send(body))).toMatchObject({ status: 400, title: 'Malformed JSON' });
});

test('a form or plain text is not JSON: other sites could send those in our name', async () => {
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', '']) {
    expect(await refusal(send('{}', type))).toMatchObject({ status: 415 });
  }
});

test('2 MB are too large, whether announced, streamed or refused by the server', async () => {
  const large = JSON.stringify({ name: 'x'.repeat(2e6) });
  expect(await refusal(send(large))).toMatchObject({ status: 413 });
  const streamed = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(large));
      controller.close();
    }
  });
  expect(await refusal(send(streamed))).toMatchObject({ status: 413 });
  const cut = new ReadableStream({
    pull: (controller) => controller.error(Object.assign(new Error('Too much'), { status: 413 }))
  });
  expect(await refusal(send(cut))).toMatchObject({ status: 413 });
});

test('who must wait is told how long, for people and for programs', async () => {
  const response = tooMany({ outcome: 'limited', seconds: 90 });
  expect(response.status).toBe(429);
  expect(response.headers.get('retry-after')).toBe('90');
  expect(await response.json()).toMatchObject({
    detail: 'Too many tries. Try again in 2 minutes.'
  });
});

test('further members are kept beside the standard ones', async () => {
  expect(await problem(409, 'Conflict', undefined, { item: 'a' }).json()).toEqual({
    type: 'about:blank',
    title: 'Conflict',
    status: 409,
    item: 'a'
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { APIRequestContext, APIResponse } from '@playwright/test';
import { v4, v7 } from 'uuid';
import { rebuild } from '../../src/lib/server/replay';
import { enrol, expect, finishLesson, logOf, test as base, type Student } from './fixtures';
import { items, lessons, responseTo, type Aim } from './questions';

const lesson = lessons[0]!;
const [item, another] = lesson.items as [(typeof items)[number], (typeof items)[number]];

interface Client extends Student {
  http: APIRequestContext;
}

/** `client` and `other` are people with a token each, as programs use the API. */
const test = base.extend<{ join: () => Promise<Client>; client: Client; other: Client }>({
  join: async ({ playwright, baseURL }, use) => {
    const made: APIRequestContext[] = [];
    const open = async (headers?: Record<string, string>) => {
      const http = await playwright.request.newContext({ baseURL, extraHTTPHeaders: headers });
      made.push(http);
      return http;
    };
    await use(async () => {
      const student = await enrol(await open());
      return { ...student, http: await open({ authorization: `Bearer ${student.token}` }) };
    });
    await Promise.all(made.map((http) => http.dispose()));
  },
  client: async ({ join }, use) => use(await join()),
  other: async ({ join }, use) => use(await join())
});

const answer = (changes: object = {}, aim: Aim = 'right') => ({
  id: v7(),
  item: item.id,
  version: 1,
  response: responseTo(item, aim),
  context: 'review',
  answeredAt: new Date().toISOString(),
  latencyMs: 4000,
  ...changes
});

const send = ({ http }: Client, ...answers: object[]) =>
  http.post('/api/v1/answers', { data: { answers } });

interface Result {
  id: string;
  status: string;
  error?: string;
}
async function resultsOf(response: APIResponse): Promise<Result[]> {
  expect(response.status()).toBe(200);
  return (await response.json()).results;
}

/** Checks that a response is an error in the form of RFC 9457, with a sentence that helps. */
async function isProblem(response: APIResponse, status: number, detail: RegExp) {
  expect(response.status()).toBe(status);
  expect(response.headers()['content-type']).toBe('application/problem+json');
  const body = await response.json();
  expect(body).toMatchObject({ type: 'about:blank', status, title: expect.any(String) });
  expect(body.detail).toMatch(detail);
}

for (const path of ['/api/v1/answers', '/api/v1/checks'])
  test(`${path} says what is wrong with a body`, async ({ client, db }) => {
    const json = { 'content-type': 'application/json' };
    const post = (data: unknown, headers = json) => client.http.post(path, { data, headers });
    const many = (count: number) => ({ answers: Array.from({ length: count }, () => answer()) });

    await isProblem(await post(Buffer.from('{"answers": [')), 400, /JSON/);
    await isProblem(await post(Buffer.from('')), 400, /JSON/);
    const xml = { 'content-type': 'application/xml' };
    await isProblem(await post('<answers/>', xml), 415, /application\/json/);
    // what any page of any site could make a browser send
    const text = { 'content-type': 'text/plain' };
    expect((await post(JSON.stringify(many(1)), text)).status()).toBe(403);
    await isProblem(await post({ answers: [] }), 422, /at least one answer/);
    await isProblem(await post(many(201)), 422, /at most 200 answers/);
    await isProblem(await post({ answers: 'all of them' }), 422, /as a list/);
    await isProblem(await post(Buffer.from('null')), 422, /./);
    await isProblem(await post({ answers: [{ pad: 'x'.repeat(2e6) }] }), 413, /at most 512 kB/);
    await isProblem(await client.http.get(path), 405, /POST/);
    expect(await logOf(db, client.id)).toEqual([]);
  });

test('a body that does not say its length is measured too', async ({ baseURL, client }) => {
  const chunk = new TextEncoder().encode(' '.repeat(64 * 1024));
  let chunks = 32;
  const body = new ReadableStream({
    pull: (stream) => (chunks-- > 0 ? stream.enqueue(chunk) : stream.close())
  });
  const headers = { authorization: `Bearer ${client.token}`, 'content-type': 'application/json' };
  const request = { method: 'POST', headers, body, duplex: 'half' } as RequestInit;
  const response = await fetch(`${baseURL}/api/v1/answers`, request);
  expect(response.status).toBe(413);
  expect(await response.json()).toMatchObject({ type: 'about:blank', status: 413 });
});

test('one bad answer is rejected with its reason, and the others are kept', async ({
  client,
  db
}) => {
  const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
  const bad: [object, RegExp][] = [
    [{ item: 'no-such-item' }, /no item "no-such-item"/],
    [{ version: 99 }, /version 99/],
    [{ version: 0 }, /version/],
    [{ id: v4() }, /UUIDv7/],
    [{ answeredAt: inAnHour }, /future/],
    [{ answeredAt: '2020-01-01T00:00:00Z' }, /too late/],
    [{ answeredAt: 'yesterday' }, /ISO 8601/],
    [{ response: { option: 'no-such-option' } }, /option/],
    [{ response: null }, /response/],
    [{ latencyMs: -1 }, /latencyMs/],
    [{ context: 'exam' }, /context/]
  ];
  const good = [answer(), answer({ item: another.id, response: responseTo(another, 'wrong') })];
  const results = await resultsOf(
    await send(client, good[0]!, ...bad.map(([changes]) => answer(changes)), good[1]!)
  );
  expect(results).toHaveLength(bad.length + 2);
  for (const [i, [, reason]] of bad.entries()) {
    expect(results[i + 1]).toMatchObject({
      status: 'rejected',
      error: expect.stringMatching(reason)
    });
    expect(Object.keys(results[i + 1]!).sort()).toEqual(['error', 'id', 'status']);
  }
  expect(results[0]).toMatchObject({ status: 'recorded', correct: true });
  expect(results.at(-1)).toMatchObject({ status: 'recorded', correct: false });
  const logged = (await logOf(db, client.id)).map(({ id }) => id);
  expect(logged.sort()).toEqual(good.map(({ id }) => id).sort());
});

test('an answer is graded by the version that was seen', async ({ client, db }) => {
  // An item of the test's own, retired so that nobody else is asked it; `b` was right, now `a` is.
  const id = `old-and-new-${v7()}`;
  const choice = items.find(({ type }) => type === 'choice')! as Extract<
    (typeof items)[number],
    { type: 'choice' }
  >;
  const option = (name: string, correct: boolean) => ({
    id: name,
    text: name,
    feedback: name,
    correct
  });
  await db.$client`insert into items (id, lesson_id, position, version, retired_at)
    values (${id}, ${lesson.id}, 999, 2, now())`;
  for (const [version, key] of [
    [1, 'b'],
    [2, 'a']
  ] as const) {
    const options = ['a', 'b', 'c'].map((name) => option(name, name === key));
    await db.$client`insert into item_versions (item_id, version, content, created_at)
      values (${id}, ${version}, ${JSON.stringify({ ...choice, id, options })}::text::jsonb, now())`;
  }
  const old = { item: id, response: { option: 'b' } };
  const results = await resultsOf(
    await send(
      client,
      answer({ ...old, version: 1 }),
      answer({ ...old, version: 2 }),
      answer({ ...old, version: 3 })
    )
  );
  expect(results).toMatchObject([
    { status: 'recorded', correct: true },
    { status: 'recorded', correct: false },
    { status: 'rejected' }
  ]);
});

test('an id that belongs to somebody else is refused, and tells nothing', async ({
  client,
  other,
  db
}) => {
  const theirs = answer({}, 'wrong');
  await resultsOf(await send(other, theirs));
  const [result] = await resultsOf(
    await send(client, { ...theirs, response: responseTo(item, 'right') })
  );
  expect(result).toEqual({
    id: theirs.id,
    status: 'rejected',
    error: expect.stringMatching(/taken/)
  });
  const undo = await client.http.post(`/api/v1/answers/${theirs.id}/undo`);
  await isProblem(undo, 404, /no such answer of yours/);
  expect(await logOf(db, client.id)).toEqual([]);
  expect(await logOf(db, other.id)).toMatchObject([{ id: theirs.id, score: 0, undone: false }]);
});

test('the same answer from many connections at once counts once', async ({ client, db }) => {
  const same = answer();
  const sent = await Promise.all(Array.from({ length: 8 }, () => send(client, same)));
  const results = (await Promise.all(sent.map(resultsOf))).flat();
  expect(results.map(({ status }) => status).sort()).toEqual([
    ...Array<string>(7).fill('duplicate'),
    'recorded'
  ]);
  for (const result of results)
    expect({ ...result, status: '' }).toEqual({ ...results[0], status: '' });
  expect(await logOf(db, client.id)).toHaveLength(1);
});

test('a card that two clients race for keeps every answer', async ({ client, db }) => {
  const aims: Aim[] = ['right', 'wrong'];
  const answers = Array.from({ length: 40 }, (_, i) => answer({}, aims[i % 2]));
  const lane = async (mine: object[]) => {
    for (const one of mine)
      expect(await resultsOf(await send(client, one))).toMatchObject([{ status: 'recorded' }]);
  };
  await Promise.all([lane(answers.slice(0, 20)), lane(answers.slice(20))]);
  expect(await logOf(db, client.id)).toHaveLength(40);
  expect(await differencesOf(client)).toEqual([]);

  async function differencesOf({ id }: Client) {
    const { differences } = await rebuild(db);
    return differences.filter(({ account }) => account === id);
  }
});

test('200 answers go at once, and again without counting twice', async ({ client, db }) => {
  const answers = Array.from({ length: 200 }, (_, i) => {
    const one = items[i % items.length]!;
    return answer({ item: one.id, response: responseTo(one, i % 3 === 0 ? 'wrong' : 'right') });
  });
  for (const status of ['recorded', 'duplicate']) {
    const results = await resultsOf(await send(client, ...answers));
    expect(results.map(({ id }) => id)).toEqual(answers.map(({ id }) => id));
    expect(new Set(results.map((result) => result.status))).toEqual(new Set([status]));
  }
  expect(await logOf(db, client.id)).toHaveLength(200);
});

test('what may be asked without a session is listed; all else is 401', async ({
  request,
  client
}) => {
  const open = new Set([
    'POST /api/v1/accounts',
    'GET /api/v1/session',
    'POST /api/v1/session',
    'DELETE /api/v1/session',
    'POST /api/v1/checks',
    'GET /api/v1/courses',
    'GET /api/v1/courses/[course]',
    'GET /api/v1/lessons/[course]/[lesson]',
    'GET /api/v1/me/courses',
    'GET /api/v1/search',
    'GET /api/v1/invitations/[token]',
    'GET /api/v1/verify/[code]',
    'GET /api/v1/issuers/[school]',
    'GET /api/v1/issuers/[school]/keys',
    'GET /api/v1/issuers/[school]/keys/[key]',
    'GET /api/v1/issuers/[school]/status/[list]',
    'GET /api/v1/openapi.json'
  ]);
  const closed: string[] = [];
  for (const file of readdirSync('src/routes/api', { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('+server.ts')) continue;
    const code = readFileSync(`src/routes/api/${file}`, 'utf8');
    for (const [, method] of code.matchAll(/^export (?:const|(?:async )?function) ([A-Z]+)\b/gm)) {
      const route = `${method} /api/${dirname(file)}`;
      if (!open.delete(route)) closed.push(route);
    }
  }
  expect([...open]).toEqual([]);
  expect(closed.length).toBeGreaterThan(5);
  for (const route of closed) {
    const [method, path] = route.split(' ') as [string, string];
    const address = path.replace(/\[\w+\]/g, 'some');
    for (const authorization of ['', 'Bearer nobody']) {
      const response = await request.fetch(address, { method, headers: { authorization } });
      await isProblem(response, 401, /Bearer/);
      expect(response.headers()['www-authenticate']).toBe('Bearer');
    }
  }
  await isProblem(await request.get('/api/v1/nothing'), 404, /nothing/);
  expect(await (await client.http.get('/api/v1/me')).json()).toMatchObject({ email: client.email });
});

test('no key leaves the server before an answer', async ({ client }) => {
  const secrets = new Set([
    'correct',
    'feedback',
    'explanation',
    'accept',
    'wrong',
    'bin',
    'misconception',
    'score'
  ]);
  const namesIn = (value: unknown): string[] =>
    value && typeof value === 'object'
      ? Object.entries(value).flatMap(([name, inner]) => [name, ...namesIn(inner)])
      : [];

  for (const { id } of lessons) await finishLesson(client.http, id);
  const courses = [...new Set(lessons.map(({ course }) => `courses/${course}`))];
  const paths = [
    'today?limit=200',
    'courses',
    ...courses,
    ...lessons.map(({ id }) => `lessons/${id}`)
  ];
  for (const path of paths) {
    const body = await (await client.http.get(`/api/v1/${path}`)).json();
    expect(
      namesIn(body).filter((name) => secrets.has(name)),
      path
    ).toEqual([]);
    expect(told(JSON.stringify(body)), path).toEqual([]);
  }

  const [rejected] = await resultsOf(await send(client, answer({ response: { option: 'none' } })));
  expect(told(JSON.stringify(rejected))).toEqual([]);
});

test('no key is in what the browser is sent', () => {
  for (const folder of ['build/client', 'build/prerendered'])
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
      if (/\.(js|json|html)$/.test(file))
        expect(told(readFileSync(`${folder}/${file}`, 'utf8')), file).toEqual([]);
});

/** Pieces of feedback and explanations, long enough to be nothing else and free of what is escaped. */
const sentences = items.flatMap((one) =>
  [...JSON.stringify(one).matchAll(/"(?:feedback|explanation)":"((?:[^"\\]|\\.)*)"/g)].map(
    ([, text]) => text!.match(/[\w ,.;:-]+/g)!.sort((a, b) => b.length - a.length)[0]!
  )
);

/** @returns which of the sentences that answer a question stand in a text */
const told = (text: string) =>
  sentences.filter((sentence) => sentence.length > 25 && text.includes(sentence));

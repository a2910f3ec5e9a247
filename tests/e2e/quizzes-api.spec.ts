import type { APIRequestContext, APIResponse } from '@playwright/test';
import { v4, v7 } from 'uuid';
import { enrol, expect } from './fixtures';
import { responseTo } from './questions';
import { asked, classOf, endIn, test as base, type Class } from './quiz-fixtures';

/** `mine` is a student of the school, `other` one of another. */
const test = base.extend<{ mine: APIRequestContext; other: APIRequestContext; own: Class }>({
  own: async ({ school }, use) => use(school),
  mine: async ({ page, own }, use) => {
    expect(own.staff.id).toBeTruthy();
    await use(page.request);
  },
  other: async ({ playwright, baseURL, db }, use) => {
    const http = await playwright.request.newContext({ baseURL });
    await classOf(db, await enrol(http));
    await use(http);
    await http.dispose();
  }
});

async function isProblem(response: APIResponse, status: number, detail: RegExp) {
  expect(response.status()).toBe(status);
  expect(response.headers()['content-type']).toBe('application/problem+json');
  expect((await response.json()).detail).toMatch(detail);
}

const answer = (position: number, changes: object = {}) => ({
  id: v7(),
  position,
  response: responseTo(asked[position]!, 'right'),
  answeredAt: new Date().toISOString(),
  latencyMs: 4000,
  ...changes
});

async function begin(http: APIRequestContext, quiz: { id: string }) {
  const response = await http.post(`/api/v1/quizzes/${quiz.id}/attempts`);
  return { status: response.status(), attempt: await response.json(), response };
}

async function save(http: APIRequestContext, attempt: { id: string }, ...answers: object[]) {
  const address = `/api/v1/attempts/${attempt.id}/answers`;
  const response = await http.post(address, { data: { answers } });
  expect(response.status()).toBe(200);
  return (await response.json()).results;
}

/** What would tell: the explanations and the feedback of what is asked, and the names of keys. */
const secrets = new RegExp(
  [
    ...asked.map(({ explanation }) => explanation.slice(0, 40).replace(/[^\w ]/g, '.')),
    '"correct"',
    '"explanation"',
    '"marks"',
    '"misconception"',
    '"accept"'
  ].join('|')
);

test('from the list to the result, and nothing told before', async ({ mine, own }) => {
  const quiz = await own.set({ instructions: 'Read twice.', attempts: 1 });
  const listed = (await (await mine.get('/api/v1/quizzes')).json()).quizzes;
  expect(listed.map(({ id }: { id: string }) => id)).toEqual(
    expect.arrayContaining([quiz.id, 'exam-25', 'exam-50', 'exam-100'])
  );
  const text = await (await mine.get(`/api/v1/quizzes/${quiz.id}`)).text();
  expect(JSON.parse(text)).toMatchObject({
    ...{ title: 'A quiz', instructions: 'Read twice.', questions: 3, attemptsLeft: 1 },
    ...{ standing: 'ready', refused: null, attempts: [], shortages: [] }
  });
  for (const { id } of asked) expect(text).not.toContain(id);

  const { status, attempt, response } = await begin(mine, quiz);
  expect([status, attempt.state, attempt.questions.length]).toEqual([201, 'open', 3]);
  expect(await response.text()).not.toMatch(secrets);
  const again = await begin(mine, quiz);
  expect([again.status, again.attempt.id]).toEqual([200, attempt.id]);

  const first = answer(0);
  const sent = JSON.stringify(await save(mine, attempt, first, answer(1)));
  expect(sent).not.toMatch(secrets);
  expect(await save(mine, attempt, first)).toEqual([
    { id: first.id, status: 'duplicate', verdict: null }
  ]);
  const open = await mine.get(`/api/v1/attempts/${attempt.id}`);
  expect(await open.text()).not.toMatch(secrets);
  expect(await open.json()).toMatchObject({
    answered: 2,
    questions: [{ response: first.response }, {}, {}]
  });

  const address = `/api/v1/attempts/${attempt.id}`;
  const result = await (await mine.post(`${address}/finish`)).json();
  expect(result).toMatchObject({ state: 'finished', told: true, total: 3, answered: 2 });
  expect(result.questions[2].verdict.feedback.explanation).toBe(asked[2]!.explanation);
  expect(await (await mine.post(`${address}/finish`)).json()).toEqual(result);
  expect(await (await mine.get(address)).json()).toEqual(result);
  expect(await save(mine, attempt, answer(2))).toMatchObject([
    { status: 'rejected', error: expect.stringContaining('over') }
  ]);
  const refused = await mine.post(`/api/v1/quizzes/${quiz.id}/attempts`);
  await isProblem(refused, 409, /used all your attempts/);
});

test('results that are to be released are in no body before', async ({ mine, own, db }) => {
  const quiz = await own.set({ feedback: 'on-release' });
  const { attempt } = await begin(mine, quiz);
  await save(mine, attempt, answer(0), answer(1));
  const bodies = async () => [
    await (await mine.post(`/api/v1/attempts/${attempt.id}/finish`)).text(),
    await (await mine.get(`/api/v1/attempts/${attempt.id}`)).text(),
    await (await mine.get(`/api/v1/quizzes/${quiz.id}`)).text(),
    await (await mine.get('/api/v1/quizzes')).text(),
    await (await mine.get(`/quizzes/${quiz.id}/attempts/${attempt.id}`)).text()
  ];
  for (const body of await bodies()) expect(body).not.toMatch(secrets);
  const held = await (await mine.get(`/api/v1/attempts/${attempt.id}`)).json();
  expect(held).toMatchObject({ told: false, score: null, passed: null, questions: [], areas: [] });
  await db.$client`update quizzes set released_at = now() where id = ${quiz.id}`;
  expect((await bodies())[1]).toMatch(secrets);
});

test('where there is no way back, only the present question is sent', async ({ mine, own }) => {
  const quiz = await own.set({ linear: true });
  const { attempt } = await begin(mine, quiz);
  expect(attempt.questions).toMatchObject([{ position: 0 }]);
  expect(await save(mine, attempt, answer(1))).toMatchObject([{ status: 'rejected' }]);
  await save(mine, attempt, answer(0));
  const next = await (await mine.get(`/api/v1/attempts/${attempt.id}`)).text();
  expect(JSON.parse(next).questions).toMatchObject([{ position: 1, response: null }]);
  expect(next).not.toContain(asked[0]!.id);
  const page = await (await mine.get(`/quizzes/${quiz.id}/attempts/${attempt.id}`)).text();
  expect(page).not.toContain(asked[2]!.id);
  expect(page).not.toMatch(secrets);
});

test("another school's quiz and another student's attempt are not there", async ({
  mine,
  other,
  own
}) => {
  const quiz = await own.set();
  const { attempt } = await begin(mine, quiz);
  const quizAddress = `/api/v1/quizzes/${quiz.id}`;
  const address = `/api/v1/attempts/${attempt.id}`;
  await isProblem(await other.get(quizAddress), 404, /no such quiz/);
  await isProblem(await other.post(`${quizAddress}/attempts`), 404, /no such quiz/);
  await isProblem(await other.get(address), 404, /no such attempt/);
  await isProblem(await other.post(`${address}/finish`), 404, /no such attempt/);
  const data = { answers: [answer(0)] };
  await isProblem(await other.post(`${address}/answers`, { data }), 404, /no such attempt/);
  await isProblem(await mine.get('/api/v1/attempts/none'), 404, /no such attempt/);
  const listed = await (await other.get('/api/v1/quizzes')).text();
  expect(listed).not.toContain(quiz.id);
  expect((await other.get(`/quizzes/${quiz.id}`)).status()).toBe(404);
  expect((await other.get(`/quizzes/${quiz.id}/attempts/${attempt.id}`)).status()).toBe(404);
  expect((await mine.get(`/quizzes/exam-25/attempts/${attempt.id}`)).status()).toBe(404);
});

test('what is wrong with answers is said, field by field', async ({ mine, own, student, db }) => {
  const { attempt } = await begin(mine, await own.set({ minutes: 5 }));
  const address = `/api/v1/attempts/${attempt.id}/answers`;
  const post = (data: unknown) => mine.post(address, { data });
  await isProblem(await post({ answers: [] }), 422, /answers: Send at least one answer/);
  const many = Array.from({ length: 201 }, () => answer(0));
  await isProblem(await post({ answers: many }), 422, /at most 200 answers/);
  await isProblem(await post({}), 422, /answers/);

  const bad: [object, RegExp][] = [
    [{ id: v4() }, /id: .*UUIDv7/],
    [{ position: 3 }, /no question 3/],
    [{ position: -1 }, /position/],
    [{ answeredAt: 'yesterday' }, /answeredAt: .*ISO 8601/],
    [{ response: { option: 'no-such-option' } }, /option/],
    [{ latencyMs: -1 }, /latencyMs/],
    [{ confidence: 'certain' }, /confidence/]
  ];
  const results = await save(
    mine,
    attempt,
    ...bad.map(([changes]) => answer(0, changes)),
    answer(0)
  );
  for (const [i, [, reason]] of bad.entries())
    expect(results[i]).toMatchObject({ status: 'rejected', error: expect.stringMatching(reason) });
  expect(results.at(-1)).toMatchObject({ status: 'saved' });

  await endIn(db, student.id, -40_000);
  expect(await save(mine, attempt, answer(1))).toMatchObject([{ status: 'rejected' }]);
  const over = await (await mine.get(`/api/v1/attempts/${attempt.id}`)).json();
  expect(over).toMatchObject({ state: 'finished', endedBy: 'time', answered: 1 });
});

/** What is sent again, its answer lost, is made once: over the API and by forms. */
import { randomUUID } from 'node:crypto';
import type { APIResponse } from '@playwright/test';
import { enrol, expect, test } from './fixtures';
import { typed } from '../server/own-items';

const course = 'clinical-and-spa';
const lessons = [`${course}/two-intentions`, `${course}/the-name-game`];

const rules = {
  ...{ title: 'Once', composition: { kind: 'exam', questions: 25 }, shuffle: true, minutes: null },
  ...{ attempts: null, opensAt: null, closesAt: null, passMark: null, feedback: 'at-end' },
  ...{ linear: false, mustFinish: false }
};

test('over the API every request that makes something can be sent again', async ({ page }) => {
  await enrol(page.request, { name: 'Admin Vale' });
  const send = (path: string, data: unknown) =>
    page.request.post(`/api/v1/schools${path}`, { data });
  /** Twice at once and once more; then something else by the same id. @returns the answer */
  async function thrice<T>(
    path: string,
    asked: Record<string, unknown>,
    other: object
  ): Promise<T> {
    const data = { id: randomUUID(), ...asked };
    const answers = [...(await Promise.all([send(path, data), send(path, data)]))];
    answers.push(await send(path, data));
    const said = await Promise.all(answers.map((one) => one.text()));
    expect([path, ...answers.map((one) => one.status())]).toEqual([path, 201, 201, 201]);
    expect(new Set(said).size).toBe(1);
    const taken = await send(path, { ...data, ...other });
    expect([path, taken.status()]).toEqual([path, 409]);
    expect((await taken.json()).title).toBe('The id is in use');
    expect((await send(path, asked)).status()).toBe(422);
    return JSON.parse(said[0]!) as T;
  }
  const name = `Retry School ${Date.now()}`;
  const { slug } = await thrice<{ slug: string }>('', { name }, { name: 'Another' });
  const at = `/${slug}`;
  const { slug: adopted } = await thrice<{ slug: string }>(
    `${at}/courses`,
    { adopt: course },
    { adopt: undefined, title: 'Another' }
  );
  await thrice(`${at}/courses`, { title: 'Once' }, { title: 'Twice' });
  const lesson = await thrice<{ id: string }>(
    `${at}/courses/${adopted}/lessons`,
    { adapt: lessons[0] },
    { adapt: lessons[1] }
  );
  await thrice(
    `${at}/items`,
    { lesson: lessons[0], content: typed() },
    { content: typed('What?') }
  );
  await thrice(`${at}/quizzes`, rules, { title: 'Twice' });
  const said = { version: 1, block: null, body: 'Why?' };
  await thrice(`${at}/lessons/${lesson.id}/comments`, said, { body: 'What?' });
  const { id: cohort } = await (await send(`${at}/cohorts`, { name: 'Days' })).json();
  const meeting = {
    ...{ cohort, title: 'Draping', mode: 'in-person' },
    ...{ from: '2027-03-01T10:00:00Z', until: '2027-03-01T12:00:00Z' }
  };
  await thrice(`${at}/meetings`, meeting, { title: 'Another' });
  const { courses } = await (await page.request.get(`/api/v1/schools${at}/courses`)).json();
  expect(courses).toHaveLength(2);

  const rotation = { id: randomUUID() };
  const keys = await Promise.all([1, 2].map(() => send(`${at}/keys`, rotation)));
  const [one, two] = await Promise.all(keys.map((key) => key.json()));
  expect([one, keys[0]!.status()]).toEqual([two, 201]);
  expect((await send(`${at}/keys`, {})).status()).toBe(422);
});

test('a form that is sent twice makes one thing; with something else in it, it says so', async ({
  page,
  baseURL
}) => {
  await enrol(page.request, { name: 'Admin Vale' });
  /** The id that a page gives to what its form makes. */
  async function idOn(path: string): Promise<string> {
    const html = await (await page.request.get(path)).text();
    return /<input type="hidden" name="id" value="([0-9a-f-]{36})"/.exec(html)![1]!;
  }
  const post = (path: string, form: Record<string, string>): Promise<APIResponse> =>
    page.request.post(path, {
      form,
      maxRedirects: 0,
      headers: { accept: 'text/html', origin: baseURL! }
    });
  /** @returns where it leads, both times */
  async function twice(at: string, action: string, form: Record<string, string>, other: string) {
    const sent = { id: await idOn(at), ...form };
    const answers = await Promise.all([1, 2].map(() => post(at + action, sent)));
    const to = answers.map((answer) => answer.headers().location);
    expect([at, ...answers.map((answer) => answer.status())]).toEqual([at, 303, 303]);
    expect(to[0]).toBe(to[1]);
    const changed = await post(at + action, { ...sent, [other]: 'Another' });
    expect([at, changed.status()]).toEqual([at, 409]);
    expect(await changed.text()).toContain('This form was sent before with something else in it');
    return to[0]!;
  }
  const school = await twice('/schools/new', '', { name: `Form School ${Date.now()}` }, 'name');
  const teach = school.replace('/schools/', '/teach/');
  const course = await twice(`${teach}/courses`, '?/begin', { title: 'Once' }, 'title');
  const slug = course.split('/').at(-1)!;
  const api = `/api/v1${school}/courses/${slug}`;
  const begun = await (await page.request.get(api)).json();
  const modules = [{ id: 'draping', title: 'Draping', summary: '', lessons: [] }];
  expect((await page.request.put(api, { data: { ...begun, modules } })).status()).toBe(200);
  await twice(course, '?/lesson', { title: 'Once', module: 'draping' }, 'title');
  const quiz = { title: 'Once', kind: 'exam', questions: '25', feedback: 'at-end' };
  await twice(`${teach}/quizzes/new`, '?/save', quiz, 'title');
  const { quizzes } = await (await page.request.get(`/api/v1${school}/quizzes`)).json();
  expect(quizzes).toHaveLength(1);
  const { lessons } = await (await page.request.get(api)).json();
  expect(lessons).toHaveLength(1);

  const at = `${teach}/lessons/${lessons[0].id}`;
  const comment = { id: randomUUID(), version: '1', revision: '1', block: '', body: 'Why?' };
  const said = await Promise.all([1, 2].map(() => post(`${at}?/comment`, comment)));
  expect(said.map((answer) => answer.status())).toEqual([200, 200]);
  const { comments } = await (
    await page.request.get(`/api/v1${school}/lessons/${lessons[0].id}/comments`)
  ).json();
  expect(comments).toHaveLength(1);
});

import fc from 'fast-check';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { by } from './authoring-fixtures';
import { addRuled } from './completion-fixtures';
import { freshDatabase } from './database';
import { answer, catalogueOf, choiceItem, learner, noon } from './fixtures';
import { addMember, addSchool } from './quiz-fixtures';
import { record, type Learner } from '../../src/lib/server/answers';
import type { Catalogue } from '../../src/lib/server/content/catalogue';
import { readContent } from '../../src/lib/server/content/read';
import { syncContent } from '../../src/lib/server/content/sync';
import * as reading from '../../src/lib/server/reading';
import type { Db } from '../../src/lib/server/db/connect';
import * as schoolCourses from '../../src/lib/server/school-courses';
import { documentsOf, search } from '../../src/lib/server/search';
import type { Actor } from '../../src/lib/domain/actor';
import type { Item } from '../../src/lib/domain/items/registry';

const shipped = readContent('content');
const shippedItems = documentsOf(shipped).filter(({ kind }) => kind === 'item');

/** Two lessons; of the first the prose asks `asked`, and `kept` is for quizzes. */
function content(): Catalogue {
  const about = (id: string, more: Partial<Item> = {}) =>
    ({ ...choiceItem(id, `Zebras, and ${id}?`), ...more }) as Item;
  const made = catalogueOf(
    [about('asked'), about('later'), about('kept', { reserved: true })],
    [about('other')]
  );
  const [first] = made.courses[0]!.modules[0]!.lessons;
  first!.checks = ['asked'];
  first!.sections = { asked: { id: 'section-two', title: 'Two' } };
  first!.passages = [
    { section: null, paragraphs: ['It begins with horses.'], rows: [] },
    { section: { id: 'section-two', title: 'Two' }, paragraphs: ['Then zebras.'], rows: [] }
  ];
  made.glossary = { stripe: { term: 'stripe', definition: 'What a zebra has.' } };
  return made;
}
const catalogue = content();

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
beforeAll(async () => {
  database = await freshDatabase();
  db = database.db;
  await syncContent(db, catalogue, noon);
});
afterAll(() => database.close());

type Person = Learner & Actor;
const alone = async (): Promise<Person> => ({ ...(await learner(db)), memberships: [] });
const seek = (who: Actor | null, q = 'zebra', limit = 20) =>
  search(db, catalogue, who, { q, limit });
/** The questions that somebody finds, by their stems. */
const questions = async (who: Actor | null) =>
  (await seek(who)).results
    .filter(({ kind }) => kind === 'item')
    .map(({ title }) => title.match(/(\w+)\?$/)![1])
    .toSorted();

test('without an account one finds sections, terms and what the prose asks, at their addresses', async () => {
  const { results, total } = await seek(null);
  const found = results.map(({ kind, title, address, context }) => [kind, title, address, context]);
  expect(found.toSorted()).toEqual([
    ['item', 'Zebras, and asked?', '/courses/course/lesson-1#section-two', 'Lesson 1'],
    ['lesson', 'Two', '/courses/course/lesson-1#section-two', 'Lesson 1'],
    ['term', 'stripe', '/glossary#stripe', 'Glossary']
  ]);
  expect(total).toBe(3);
  const section = results.find(({ kind }) => kind === 'lesson')!;
  expect(section.snippet).toEqual([
    { text: 'Then ', hit: false },
    { text: 'zebras', hit: true },
    { text: '.', hit: false }
  ]);
});

test('with an account also what a completed lesson brings, and what was answered', async () => {
  const student = await alone();
  expect(await questions(student)).toEqual(['asked']);
  await reading.complete(db, student.id, 'course/lesson-1', noon);
  expect(await questions(student)).toEqual(['asked', 'later']);
  await record(db, student, [answer('other')], noon);
  expect(await questions(student)).toEqual(['asked', 'later', 'other']);
});

test('what another learner has done shows nothing', async () => {
  const [busy, idle] = [await alone(), await alone()];
  await reading.complete(db, busy.id, 'course/lesson-1', noon);
  await record(db, busy, [answer('other')], noon);
  expect(await questions(idle)).toEqual(['asked']);
});

test('what is kept for quizzes reaches no student, not even one who has met it', async () => {
  const student = await addMember(db, await addSchool(db));
  await reading.complete(db, student.id, 'course/lesson-1', noon);
  await record(db, student, [answer('other')], noon);
  // As a quiz leaves it.
  await db.$client`
    insert into cards (account_id, item_id, stability, difficulty, first_day, last_day, due_day,
      reps, lapses, weights_version, last_answer_id, last_answered_at, revision)
    select account_id, 'kept', stability, difficulty, first_day, last_day,
      due_day, reps, lapses, weights_version, last_answer_id, last_answered_at, revision
    from cards where account_id = ${student.id} and item_id = 'other'`;
  expect(await questions(student)).toEqual(['asked', 'later', 'other']);
  expect((await seek(student, 'kept')).total).toBe(0);
  expect((await seek(null, 'kept')).total).toBe(0);
  // What nobody may find does not stand in the way of what is there.
  expect((await seek(null, 'zebras kept')).total).toBe(3);
});

test.each(['instructor', 'admin'] as const)(
  'as %s one finds all, at the desk of the school',
  async (role) => {
    const school = await addSchool(db);
    const staff = await addMember(db, school, role);
    expect(await questions(staff)).toEqual(['asked', 'kept', 'later', 'other']);
    const [kept] = (await seek(staff, 'kept')).results;
    expect(kept).toMatchObject({ kind: 'item', address: `/teach/${school}/items/kept` });
  }
);

test('a mended question is shown as the own school asks it', async () => {
  const [school, elsewhere] = [await addSchool(db), await addSchool(db)];
  const mended = { ...choiceItem('asked'), stem: 'Zebras, or horses?' };
  await db.$client`
    insert into item_versions (item_id, version, content, school_id, created_at)
    values ('asked', 2, ${JSON.stringify(mended)}::jsonb, ${school}, ${noon.toISOString()})`;
  const stem = async (who: Actor | null) =>
    (await seek(who, 'asked')).results.find(({ kind }) => kind === 'item')!.title;
  for (const role of ['student', 'instructor'] as const) {
    expect(await stem(await addMember(db, school, role))).toBe('Zebras, or horses?');
    expect(await stem(await addMember(db, elsewhere, role))).toBe('Zebras, and asked?');
  }
  expect(await stem(await alone())).toBe('Zebras, and asked?');
  expect(await stem(null)).toBe('Zebras, and asked?');
  // Who teaches at one school and studies at another sees what the desk shows.
  const both = await addMember(db, elsewhere, 'instructor');
  await db.$client`
    insert into members (school_id, account_id, role, joined_at)
    values (${school}, ${both.id}, 'student', ${noon.toISOString()})`;
  both.memberships.push({ school, role: 'student' });
  expect(await stem(both)).toBe('Zebras, and asked?');
});

test('a course of a school is found by the name that it has now', async () => {
  const { school, course } = await addRuled(db, 1);
  const named = async () =>
    (await seek(school.student, 'read')).results.find(({ kind }) => kind === 'lesson')?.context;
  expect(await named()).toBe('Our course');
  const describe = { edit: 'describe' as const, title: 'Our better course', summary: '' };
  const change = by(school, school.author);
  await schoolCourses.edit(db, change, course.slug, course.revision, describe);
  expect(await named()).toBe('Our better course');
});

test('however much is found, a guest costs no query, and anybody else three at most', async () => {
  const statements: string[] = [];
  const client = postgres(database.url, {
    debug: (_, statement) => {
      if (!/pg_catalog/.test(statement)) statements.push(statement);
    }
  });
  const watched = Object.create(db, { $client: { value: client } }) as Db;
  const school = await addSchool(db);
  const [student, staff] = [await addMember(db, school), await addMember(db, school, 'admin')];
  await reading.complete(db, student.id, 'course/lesson-1', noon);
  const count = async (who: Actor | null) => {
    statements.length = 0;
    await search(watched, catalogue, who, { q: 'zebra', limit: 50 });
    return statements.length;
  };
  try {
    expect(await count(null)).toBe(0);
    for (const who of [student, staff]) expect(await count(who)).toBeLessThanOrEqual(3);
  } finally {
    await client.end();
  }
});

test('the best come first, as many as are wanted, and all are counted', async () => {
  const { results, total } = await seek(null, 'zebra', 1);
  expect(results).toHaveLength(1);
  expect(total).toBe(3);
  const [first] = (await seek(null, 'stripes')).results;
  expect(first).toMatchObject({ kind: 'term', title: 'stripe' });
});

test.each([
  ['zebar', 3], // letters changed places
  ['zebrra', 3],
  ['zeb', 3], // not typed to its end
  ['ZÉBRÄS', 3],
  ['zebra horses', 4], // no document has both: some are enough
  ['stripe zebra', 1],
  ['cat', 0]
])('%s finds %i', async (q, total) => {
  expect((await seek(null, q)).total).toBe(total);
});

test.each([
  ['contraindicatons', '/glossary#contraindication'],
  ['scope of practise', '/courses/clinical-and-spa/scope-of-practice'],
  ['hippa', '/glossary#hipaa']
])('in what ships, %s finds first what is meant', async (q, address) => {
  const { results } = await search(db, shipped, null, { q, limit: 5 });
  expect(results[0]!.address).toBe(address);
});

test('in what ships, a misspelt medicine finds the word that explains it', async () => {
  const { results } = await search(db, shipped, null, { q: 'warfrin', limit: 5 });
  expect(results.map(({ address }) => address)).toContain('/glossary#anticoagulant');
});

test('no key, feedback, explanation or hint of what ships is in a document', () => {
  const secrets = (value: unknown, name = ''): string[] => {
    if (typeof value === 'string')
      return /^(feedback|explanation|hint|leads|subjective|objective)$/.test(name) ? [value] : [];
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([key, inner]) => secrets(inner, key));
  };
  const items = shipped.courses.flatMap(({ modules }) =>
    modules.flatMap(({ lessons }) => lessons.flatMap((lesson) => lesson.items))
  );
  expect(shippedItems).toHaveLength(items.length);
  for (const item of items) {
    const { title, text } = shippedItems.find(({ id }) => id === `item ${item.id}`)!;
    const hidden = secrets({ ...item, objective: null }).filter((told) => told.length > 20);
    expect(hidden.length).toBeGreaterThan(0);
    expect(hidden.filter((told) => `${title} ${text}`.includes(told))).toEqual([]);
  }
});

test('whatever is asked for, there is an answer', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 100 }), async (q) => {
      const { results, total } = await search(db, shipped, null, { q, limit: 50 });
      expect(results.length).toBe(Math.min(50, total));
    })
  );
});

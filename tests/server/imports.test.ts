import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { v7 } from 'uuid';
import { freshDatabase } from './database';
import { after, answer, learner, noon } from './fixtures';
import { acceptance, lesson, otherLesson, question } from './import-fixtures';
import { addMember, addQuiz, addSchool, begin } from './quiz-fixtures';
import { record, type Learner } from '../../src/lib/server/answers';
import { bank } from '../../src/lib/server/bank';
import { syncContent } from '../../src/lib/server/content/sync';
import * as courses from '../../src/lib/server/courses';
import type { Db } from '../../src/lib/server/db/connect';
import { list, redo, undo, view } from '../../src/lib/server/import-batches';
import { accept } from '../../src/lib/server/imports';
import type { Actor } from '../../src/lib/domain/actor';
import type { Acceptance } from '../../src/lib/domain/exchange/acceptance';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
let school: string;
let staff: Learner & Actor;
let student: Learner & Actor;
beforeAll(async () => {
  database = await freshDatabase();
  db = database.db;
  await syncContent(db, courses.catalogue(), noon);
  school = await addSchool(db);
  staff = await addMember(db, school, 'instructor');
  student = await addMember(db, school);
});
afterAll(() => database.close());

const own = async (at = school) => {
  const rows = await bank(db, at, null);
  const shipped = new Set((await bank(db, null, null)).map(({ item }) => item));
  return rows.filter(({ item }) => !shipped.has(item));
};
const stems = async (at = school) => (await own(at)).map(({ content }) => content.stem);

async function take(wanted: Acceptance, who: Actor = staff, now = noon) {
  const taken = await accept(db, who, who.memberships[0]!.school, wanted, now);
  if (!taken || taken.status === 'refused') throw new Error(JSON.stringify(taken));
  return taken;
}
const itemsOf = async (id: string) => (await view(db, staff, school, id))!.items;

test('questions are taken over as one deed, each in its lesson, and listed with who did it', async () => {
  const wanted = acceptance([
    question('First?'),
    {
      ...question('Elsewhere?', { objective: otherLesson.objectives[0]!.id }),
      lesson: otherLesson.id
    },
    question('Second?', { reserved: true })
  ]);
  const { status, batch } = await take(wanted);
  expect(status).toBe('accepted');
  expect(batch).toMatchObject({ name: 'bank.gift.txt', format: 'gift', made: 3, undoneAt: null });
  const questions = await own();
  expect(
    questions.map(({ content, lesson, reserved }) => [content.stem, lesson, reserved])
  ).toEqual([
    ['First?', lesson.id, false],
    ['Second?', lesson.id, true],
    ['Elsewhere?', otherLesson.id, false]
  ]);
  expect((await list(db, staff, school)).map(({ id }) => id)).toEqual([wanted.id]);
  expect((await itemsOf(wanted.id)).map(({ stem }) => stem)).toEqual([
    'First?',
    'Second?',
    'Elsewhere?'
  ]);
  const deeds = await db.$client`select action, subject from audit where school_id = ${school}`;
  expect(deeds).toEqual([
    { action: 'content.publish', subject: expect.objectContaining({ import: wanted.id, made: 3 }) }
  ]);
});

test('sent twice, one after the other or at once, it is done once', async () => {
  const there = await addSchool(db);
  const instructor = await addMember(db, there, 'instructor');
  const wanted = acceptance([question('Once?')]);
  const both = await Promise.all([take(wanted, instructor), take(wanted, instructor)]);
  expect(both.map(({ status }) => status).sort()).toEqual(['accepted', 'duplicate']);
  expect((await take(wanted, instructor)).status).toBe('duplicate');
  expect(await stems(there)).toEqual(['Once?']);
});

test('two who take over at once both get all of theirs', async () => {
  const there = await addSchool(db);
  const people = await Promise.all([1, 2].map(() => addMember(db, there, 'instructor')));
  const all = await Promise.all(
    people.map((who, i) =>
      take(acceptance(Array.from({ length: 30 }, (_, n) => question(`${i} ${n}?`))), who)
    )
  );
  expect(all.map(({ batch }) => batch.made)).toEqual([30, 30]);
  expect(new Set(await stems(there)).size).toBe(60);
});

test('one question that is flawed stops all, and each flaw is told', async () => {
  const before = await stems();
  const wanted = acceptance([
    question('Good?'),
    question('Flawed?', { stem: '', options: [] }),
    question('Where?', { area: 'nowhere', objective: 'nothing' }),
    { ...question('Astray?'), lesson: 'no/such' }
  ]);
  const taken = await accept(db, staff, school, wanted, noon);
  expect(taken).toMatchObject({ status: 'refused' });
  const flaws = taken && 'flaws' in taken ? taken.flaws : [];
  const places = flaws.map(({ row, path }) => `${row} ${path[0]}`);
  expect(places).toEqual(
    expect.arrayContaining(['1 stem', '1 options', '2 area', '2 objective', '3 lesson'])
  );
  expect(places.some((place) => place.startsWith('0'))).toBe(false);
  expect(await stems()).toEqual(before);
  expect((await list(db, staff, school)).some(({ id }) => id === wanted.id)).toBe(false);
});

test('who may not sees and changes nothing, not even another school with the same id', async () => {
  const wanted = acceptance([question('Mine?')]);
  const { id } = (await take(wanted)).batch;
  const stranger = await addMember(db, await addSchool(db), 'admin');
  for (const who of [student, stranger]) {
    expect(await accept(db, who, school, acceptance([question('Theirs?')]), noon)).toBeNull();
    expect(await view(db, who, school, id)).toBeNull();
    expect(await list(db, who, school)).toEqual([]);
    expect(await undo(db, who, school, id, noon)).toBeNull();
    expect(await redo(db, who, school, id, noon)).toBeNull();
  }
  const elsewhere = stranger.memberships[0]!.school;
  expect(await accept(db, stranger, elsewhere, wanted, noon)).toBeNull();
  expect(await stems(elsewhere)).toEqual([]);
  expect(await undo(db, stranger, elsewhere, id, noon)).toBeNull();
  expect(await view(db, staff, school, 'no uuid')).toBeNull();
});

test('undone, its questions are asked nobody; answers stay, and all can be brought back', async () => {
  const there = await addSchool(db);
  const instructor = await addMember(db, there, 'instructor');
  const learns = await addMember(db, there);
  const wanted = acceptance([question('Answered?'), question('Asked?'), question('Left alone?')]);
  const { id } = (await take(wanted, instructor)).batch;
  const [answered, asked, alone] = (await own(there)).map(({ item }) => item) as [
    string,
    string,
    string
  ];
  await record(db, learns, [answer(answered)], noon);
  const quiz = await addQuiz(db, instructor, {
    title: 'Midterm',
    composition: { kind: 'chosen', items: [asked, alone] }
  });
  const attempt = await begin(db, learns, quiz);

  const shown = (await view(db, instructor, there, id))!;
  expect(shown.items.map(({ isAnswered }) => isAnswered)).toEqual([true, true, true]);
  expect(shown.quizzes).toEqual([{ id: quiz.id, title: 'Midterm', items: 2 }]);

  expect(await undo(db, instructor, there, id, after(noon, 1000))).toEqual({
    items: 3,
    replaced: 0,
    kept: 0
  });
  expect(await undo(db, instructor, there, id, after(noon, 2000))).toBe('done');
  expect(await stems(there)).toEqual([]);
  const kept = await db.$client`select item_id from answers where account_id = ${learns.id}`;
  expect(kept).toHaveLength(1);
  const still =
    await db.$client`select item_id from attempt_items where attempt_id = ${attempt.id}`;
  expect(still).toHaveLength(2);
  expect((await view(db, instructor, there, id))!.undoneAt).not.toBeNull();

  expect(await redo(db, instructor, there, id, after(noon, 3000))).toMatchObject({ items: 3 });
  expect(await redo(db, instructor, there, id, after(noon, 4000))).toBe('done');
  expect(await stems(there)).toEqual(['Answered?', 'Asked?', 'Left alone?']);
});

test('what was withdrawn otherwise is not brought back with it', async () => {
  const there = await addSchool(db);
  const instructor = await addMember(db, there, 'instructor');
  const { id } = (await take(acceptance([question('A?'), question('B?')]), instructor)).batch;
  const [first] = await own(there);
  await db.$client`update items set retired_at = ${noon.toISOString()} where id = ${first!.item}`;
  expect(await undo(db, instructor, there, id, after(noon, 1000))).toMatchObject({ items: 1 });
  expect(await redo(db, instructor, there, id, after(noon, 2000))).toMatchObject({ items: 1 });
  expect(await stems(there)).toEqual(['B?']);
});

test('a question of the school’s own is replaced by another version, back and forth', async () => {
  const there = await addSchool(db);
  const instructor = await addMember(db, there, 'instructor');
  await take(acceptance([question('Old?'), question('Same?')]), instructor);
  const [old, same] = (await own(there)).map(({ item }) => item) as [string, string];
  const wanted = acceptance([
    { ...question('New?'), replaces: old },
    { ...question('Same?'), replaces: same }
  ]);
  const { batch } = await take(wanted, instructor);
  expect(batch).toMatchObject({ made: 0, replaced: 1 });
  expect(await stems(there)).toEqual(['New?', 'Same?']);

  const turns: [typeof undo, string[], object][] = [
    [undo, ['Old?', 'Same?'], { items: 0, replaced: 1, kept: 0 }],
    [redo, ['New?', 'Same?'], { items: 0, replaced: 1, kept: 0 }],
    [undo, ['Old?', 'Same?'], { items: 0, replaced: 1, kept: 0 }]
  ];
  for (const [deed, expected, figures] of turns) {
    expect(await deed(db, instructor, there, batch.id, noon)).toEqual(figures);
    expect(await stems(there)).toEqual(expected);
  }
  // Somebody has changed it since: it stays as it is.
  await take(acceptance([{ ...question('Newest?'), replaces: old }]), instructor);
  expect(await redo(db, instructor, there, batch.id, noon)).toMatchObject({ replaced: 0, kept: 1 });
  expect(await stems(there)).toEqual(['Newest?', 'Same?']);
});

test('only what is the school’s own, there still, and once is replaced', async () => {
  const shipped = lesson.items[0]!.id;
  const theirs = await addSchool(db);
  await take(acceptance([question('Theirs?')]), await addMember(db, theirs, 'admin'));
  const [foreign] = await own(theirs);
  await take(acceptance([question('Twice?')]));
  const mine = (await own()).find(({ content }) => content.stem === 'Twice?')!.item;
  const before = await stems();
  for (const replaces of [[shipped], [foreign!.item], [randomUUID()], [mine, mine]]) {
    const questions = replaces.map((id) => ({ ...question('Other?'), replaces: id }));
    const taken = await accept(db, staff, school, acceptance(questions), noon);
    expect(taken, replaces.join()).toMatchObject({
      flaws: [{ row: expect.any(Number), path: ['replaces'] }]
    });
  }
  expect(await stems()).toEqual(before);
});

test('a question that comes with a free id keeps it; one that is taken gets its own', async () => {
  const there = await addSchool(db);
  const instructor = await addMember(db, there, 'instructor');
  const id = v7();
  await take(acceptance([question('Kept?', { id })]), instructor);
  expect((await own(there)).map(({ item }) => item)).toEqual([id]);
  await take(acceptance([question('Copy?', { id })]), instructor);
  expect(new Set((await own(there)).map(({ item }) => item)).size).toBe(2);
  const outsider = await learner(db);
  const actor = { ...outsider, memberships: [] };
  expect(await accept(db, actor, there, acceptance([question('Out?')]), noon)).toBeNull();
});

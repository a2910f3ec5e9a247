import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from './database';
import { after, choiceItem, noon } from './fixtures';
import { addMember, addSchool } from './quiz-fixtures';
import { mend, toC } from './mending-fixtures';
import { bank } from '../../src/lib/server/bank';
import { lessonsOf } from '../../src/lib/server/content/catalogue';
import { syncContent } from '../../src/lib/server/content/sync';
import * as courses from '../../src/lib/server/courses';
import type { Db } from '../../src/lib/server/db/connect';
import * as drafts from '../../src/lib/server/item-drafts';
import * as publishing from '../../src/lib/server/item-publishing';
import type { Learner } from '../../src/lib/server/answers';
import type { Actor } from '../../src/lib/domain/actor';
import type { DraftChange } from '../../src/lib/domain/item-draft';

type Person = Learner & Actor;
let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
let school: string;
let [anna, ben, student, stranger]: Person[] = [];
const course = courses.catalogue().courses[0]!;
const [first, second] = lessonsOf(course);
const lesson = first!.id;
const objective = first!.objectives[0]!;
const shipped = first!.items.find(({ type }) => type === 'choice')!;
beforeAll(async () => {
  database = await freshDatabase();
  db = database.db;
  await syncContent(db, courses.catalogue(), noon);
  school = await addSchool(db);
  anna = await addMember(db, school, 'instructor');
  ben = await addMember(db, school, 'admin');
  student = await addMember(db, school);
  stranger = await addMember(db, await addSchool(db), 'admin');
});
afterAll(() => database.close());

/** A question without flaw, as a form has it. */
const content = (stem = 'Well?') => {
  const { id: _, ...rest } = choiceItem('x', stem);
  return { ...rest, objective: objective.id, area: '4' };
};
const save = (who: Person, item: string, change: Partial<DraftChange> = {}, at = noon) =>
  drafts.save(
    db,
    who,
    school,
    item,
    { lesson, content: content(), revision: 0, basedOn: null, ...change },
    at
  );
const publish = (who: Person, item: string, revision: number) =>
  drafts.publish(db, who, school, item, revision, noon);
/** A question of the school's, in version 1. */
async function published(stem?: string): Promise<string> {
  const item = v7();
  await save(anna!, item, { content: content(stem) });
  await publish(anna!, item, 1);
  return item;
}

test('what is typed is kept, flawed as it may be, and published once it has no flaws', async () => {
  const item = v7();
  const saved = await save(anna!, item, { content: { type: 'choice', stem: '' } });
  expect(saved).toMatchObject({ status: 'saved', draft: { revision: 1, by: 'Student' } });
  expect(await publish(anna!, item, 1)).toMatchObject({
    status: 'refused',
    flaws: expect.arrayContaining([expect.objectContaining({ path: ['stem'] })])
  });
  await save(anna!, item, { revision: 1 });
  expect(await publish(anna!, item, 2)).toEqual({
    status: 'published',
    item,
    version: 1,
    isKeyedOtherwise: false
  });
  expect((await bank(db, school, null, [item]))[0]).toMatchObject({
    lesson,
    content: { id: item, stem: 'Well?' }
  });
  const rows = await db.$client`select bloom, school_id as school from items where id = ${item}`;
  expect(rows[0]).toEqual({ bloom: objective.bloom, school });
  expect(await drafts.find(db, anna!, school, item)).toBeNull();
});

test('it asks for an objective of its lesson and an area of the outline', async () => {
  const item = v7();
  await save(anna!, item, { content: { ...content(), objective: 'another', area: '99' } });
  const done = await publish(anna!, item, 1);
  expect(done).toMatchObject({
    status: 'refused',
    flaws: [{ path: ['objective'] }, { path: ['area'] }]
  });
});

test('of two who save what both have read one is kept, and the other is shown it', async () => {
  const item = v7();
  await save(anna!, item);
  const both = await Promise.all(
    [anna!, ben!].map((who, i) => save(who, item, { revision: 1, content: content(`By ${i}?`) }))
  );
  const kept = both.findIndex((one) => one?.status === 'saved');
  expect(both[1 - kept]).toMatchObject({
    status: 'conflict',
    theirs: { revision: 2, content: { stem: `By ${kept}?` }, by: 'Student' }
  });
  // Having looked, one may save over it.
  const again = await save(ben!, item, { revision: 2, content: content('Both?') });
  expect(again).toMatchObject({ status: 'saved', draft: { revision: 3 } });
});

test('two who begin a draft of one question meet, too', async () => {
  const item = await published();
  const begin = (who: Person, stem: string) =>
    save(who, item, { basedOn: 1, content: content(stem) });
  const both = await Promise.all([begin(anna!, 'A?'), begin(ben!, 'B?')]);
  expect(both.map((one) => one?.status).sort()).toEqual(['conflict', 'saved']);
});

test('a save whose reply was lost is no conflict with itself', async () => {
  const item = v7();
  await save(anna!, item);
  expect(await save(anna!, item)).toMatchObject({ status: 'saved', draft: { revision: 1 } });
});

test('published while another writes: what was written is kept by whoever wrote it, and compared', async () => {
  const item = await published();
  await save(anna!, item, { basedOn: 1, content: content('Anna’s?') });
  expect(await publish(ben!, item, 1)).toMatchObject({ version: 2 });
  const late = await save(anna!, item, { revision: 1, basedOn: 1, content: content('More?') });
  expect(late).toMatchObject({
    status: 'conflict',
    theirs: { revision: 0, basedOn: 2, content: { stem: 'Anna’s?' } }
  });
  const again = await save(anna!, item, { basedOn: 2, content: content('More?') });
  expect(again).toMatchObject({ status: 'saved', draft: { revision: 1 } });
  expect(await publish(anna!, item, 1)).toMatchObject({ version: 3 });
});

test('what was mended meanwhile is not overwritten unseen', async () => {
  const item = await published();
  await save(anna!, item, { basedOn: 1, content: content('Worded anew?') });
  await mend(db, ben!, toC(item));
  const done = await publish(anna!, item, 1);
  expect(done).toMatchObject({ status: 'conflict', theirs: { basedOn: 2, revision: 1 } });
  await save(anna!, item, { revision: 1, basedOn: 2, content: content('Worded anew?') });
  expect(await publish(anna!, item, 2)).toMatchObject({
    status: 'published',
    version: 3,
    isKeyedOtherwise: true
  });
});

test('published twice at once it is one version', async () => {
  const item = v7();
  await save(anna!, item);
  const both = await Promise.all([publish(anna!, item, 1), publish(ben!, item, 1)]);
  expect(both.map((one) => one?.status).sort()).toEqual(['conflict', 'published']);
  const rows = await db.$client`select from item_versions where item_id = ${item}`;
  expect(rows).toHaveLength(1);
});

test('a draft of a shipped question stays in its lesson, and makes a version of the school’s', async () => {
  const saved = await save(anna!, shipped.id, {
    basedOn: 1,
    lesson: second!.id,
    content: { ...shipped, stem: 'Ours?' }
  });
  expect(saved).toMatchObject({ status: 'saved', draft: { lesson: shipped && first!.id } });
  expect(await publish(anna!, shipped.id, 1)).toMatchObject({ status: 'published', version: 2 });
  expect((await bank(db, null, null, [shipped.id]))[0]!.version).toBe(1);
});

test('in review it waits for a colleague; discarded it is gone, unless it was changed', async () => {
  const item = v7();
  await save(anna!, item);
  const review = (isInReview: boolean, at = noon) =>
    drafts.setInReview(db, anna!, school, item, isInReview, at);
  const submitted = await review(true);
  expect(new Date(submitted!.submittedAt!)).toEqual(noon);
  expect((await review(true, after(noon, 1000)))!.submittedAt).toBe(submitted!.submittedAt);
  expect((await review(false))!.submittedAt).toBeNull();
  await save(ben!, item, { revision: 1, content: content('Ben’s?') });
  expect(await drafts.discard(db, anna!, school, item, 1)).toBe('stale');
  expect(await drafts.discard(db, anna!, school, item, 2)).toBe('discarded');
  expect(await drafts.discard(db, anna!, school, item, 2)).toBeNull();
  // Whoever still writes at it begins again, told that it was discarded.
  const late = await save(ben!, item, { revision: 2, content: content('Still?') });
  expect(late).toMatchObject({ status: 'conflict', theirs: { content: null, revision: 0 } });
});

test('students and other schools can do none of it, and see none of it', async () => {
  const item = await published();
  await save(anna!, item, { basedOn: 1, content: content('Draft?') });
  const asked = { id: v7(), lesson, content: content() };
  for (const who of [student!, stranger!]) {
    expect(await save(who, item, { basedOn: 1 })).toBeNull();
    expect(await save(who, v7())).toBeNull();
    expect(await drafts.find(db, who, school, item)).toBeNull();
    expect(await drafts.discard(db, who, school, item, 1)).toBeNull();
    expect(await drafts.setInReview(db, who, school, item, true, noon)).toBeNull();
    expect(await publish(who, item, 1)).toBeNull();
    expect(await publishing.create(db, who, school, asked, noon)).toBeNull();
    expect(await publishing.setWithdrawn(db, who, school, item, true, noon)).toBeNull();
    const change = { lesson, content: content(), basedOn: 1 };
    expect(await publishing.change(db, who, school, item, change, noon)).toBeNull();
  }
  // At one's own school another's question is none, by whatever name.
  const own = stranger!.memberships[0]!.school;
  const at = (change: DraftChange) => drafts.save(db, stranger!, own, item, change, noon);
  expect(await at({ lesson, content: content(), revision: 0, basedOn: null })).toBeNull();
  expect(await publishing.setWithdrawn(db, stranger!, own, item, true, noon)).toBeNull();
});

test('a new question is named by a UUID, and stands in a lesson that there is', async () => {
  expect(await save(anna!, 'my-question')).toBeNull();
  expect(await save(anna!, v7(), { lesson: 'no/such' })).toMatchObject({ status: 'refused' });
});

test('withdrawn nobody is asked it, until it is brought back; what ships stays', async () => {
  const item = await published();
  const set = (of: string, isWithdrawn: boolean) =>
    publishing.setWithdrawn(db, anna!, school, of, isWithdrawn, noon);
  expect(await set(item, true)).toBe('done');
  expect(await bank(db, school, null, [item])).toEqual([]);
  expect(await set(item, true)).toBe('done');
  expect(await set(item, false)).toBe('done');
  expect(await bank(db, school, null, [item])).toHaveLength(1);
  expect(await set(shipped.id, true)).toBe('shipped');
  const rows = await db.$client`
    select action from audit where school_id = ${school} and subject->>'item' = ${item} order by at, action`;
  expect(rows.map(({ action }) => action as string).sort()).toEqual([
    'item.publish',
    'item.restore',
    'item.withdraw'
  ]);
});

test('without a draft, a question is made and changed at once', async () => {
  const asked = { id: v7(), lesson, content: content() };
  const made = await publishing.create(db, anna!, school, asked, noon);
  expect(made).toMatchObject({ status: 'published', version: 1 });
  const { item } = made as { item: string };
  const change = (stem: string, basedOn: number) =>
    publishing.change(
      db,
      anna!,
      school,
      item,
      { lesson: second!.id, content: content(stem), basedOn },
      noon
    );
  expect(await change('Moved?', 1)).toMatchObject({ flaws: [{ path: ['objective'] }] });
  const moved = { ...content('Moved?'), objective: second!.objectives[0]!.id };
  const done = await publishing.change(
    db,
    anna!,
    school,
    item,
    { lesson: second!.id, content: moved, basedOn: 1 },
    noon
  );
  expect(done).toMatchObject({ status: 'published', version: 2 });
  expect((await bank(db, school, null, [item]))[0]!.lesson).toBe(second!.id);
  expect(await change('Late?', 1)).toMatchObject({ status: 'conflict', theirs: { basedOn: 2 } });
});

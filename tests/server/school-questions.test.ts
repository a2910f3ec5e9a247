import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freshDatabase } from './database';
import { after, answer, days, learner, noon } from './fixtures';
import { acceptance, question } from './import-fixtures';
import { firstLesson, publishOwn, typed } from './own-items';
import { addMember, addQuiz, addSchool, begin, newQuiz } from './quiz-fixtures';
import { record, type Learner } from '../../src/lib/server/answers';
import * as attempts from '../../src/lib/server/attempts';
import { bank } from '../../src/lib/server/bank';
import * as bankList from '../../src/lib/server/bank-list';
import * as cardMarks from '../../src/lib/server/card-marks';
import { syncContent } from '../../src/lib/server/content/sync';
import { catalogue } from '../../src/lib/server/courses';
import type { Db } from '../../src/lib/server/db/connect';
import { choose } from '../../src/lib/server/exports';
import { redo, undo } from '../../src/lib/server/import-batches';
import { preview } from '../../src/lib/server/import-preview';
import { accept } from '../../src/lib/server/imports';
import { duplicatesOf } from '../../src/lib/server/item-duplicates';
import { figuresOf } from '../../src/lib/server/item-figures';
import { setWithdrawn } from '../../src/lib/server/item-publishing';
import * as leeches from '../../src/lib/server/leeches';
import { progress } from '../../src/lib/server/progress';
import * as quizzes from '../../src/lib/server/quizzes';
import { complete, readerState } from '../../src/lib/server/reading';
import { today } from '../../src/lib/server/reviews';
import { search } from '../../src/lib/server/search';
import type { Actor } from '../../src/lib/domain/actor';
import { BankFilter } from '../../src/lib/domain/bank-filter';
import { studyDay } from '../../src/lib/domain/day';

type Person = Learner & Actor;

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
beforeAll(async () => {
  database = await freshDatabase();
  db = database.db;
  await syncContent(db, catalogue(), noon);
});
afterAll(() => database.close());

/** A school with who teaches and who learns there, and a question of its own. */
interface Place {
  id: string;
  staff: Person;
  student: Person;
  own: string;
}
let here: Place;
let elsewhere: Place;
/** Of no school. */
let guest: Person;
beforeEach(async () => {
  [here, elsewhere] = await Promise.all([addPlace('Zephyrine'), addPlace('Quixotic')]);
  guest = { ...(await learner(db)), memberships: [] };
  await complete(db, guest.id, firstLesson.id, noon);
});

async function addPlace(word: string): Promise<Place> {
  const id = await addSchool(db);
  const [staff, student] = [await addMember(db, id, 'instructor'), await addMember(db, id)];
  await complete(db, student.id, firstLesson.id, noon);
  return { id, staff, student, own: await publishOwn(db, staff, `${word} ${word} ${word} which?`) };
}

/** Somebody who learns at both schools. */
async function addToBoth(): Promise<Person> {
  const both = await addMember(db, here.id);
  await db.$client`insert into members (school_id, account_id, role, joined_at)
    values (${elsewhere.id}, ${both.id}, 'student', ${noon.toISOString()})`;
  await complete(db, both.id, firstLesson.id, noon);
  return { ...both, memberships: [...both.memberships, { school: elsewhere.id, role: 'student' }] };
}

async function leave({ id, memberships: _, ...rest }: Person): Promise<Person> {
  await db.$client`delete from members where account_id = ${id}`;
  return { ...rest, id, memberships: [] };
}

/** Of both schools' own questions those that somebody meets, by the way on which they would. */
async function met(who: Person, now = noon) {
  const both = [here.own, elsewhere.own];
  const among = (items: string[]) => both.filter((item) => items.includes(item));
  const { queue } = await today(db, who, 1000, now);
  const reader = await readerState(db, who.id, firstLesson.id);
  const { results } = await search(db, catalogue(), who, { q: 'zephyrine quixotic', limit: 50 });
  const titles = results.map(({ title }) => title.toLowerCase());
  return {
    today: among(queue.map(({ item }) => item)),
    lesson: among(Object.keys(reader.items)),
    found: both.filter((_, i) =>
      titles.some((title) => title.startsWith(['zephyrine', 'quixotic'][i]!))
    )
  };
}

const statuses = async (who: Person, items: string[], now = noon) =>
  (
    await record(
      db,
      who,
      items.map((item) => answer(item, { context: 'lesson', answeredAt: now.toISOString() })),
      now
    )
  ).map(({ status }) => status);

/** How many questions there are to be known. */
const countedFor = async (who: Person, now = noon) => (await progress(db, who, now)).all.items;
const logged = async ({ id }: Person) =>
  (await db.$client`select item_id as item from answers where account_id = ${id}`).map(
    ({ item }) => item as string
  );

describe('a school’s own questions in a lesson that ships', () => {
  test('are asked, found, counted and answered by its members alone', async () => {
    const both = await addToBoth();
    const all = [here.own, elsewhere.own];
    for (const [who, own] of [
      [here.student, [here.own]],
      [elsewhere.student, [elsewhere.own]],
      [both, all],
      [guest, []]
    ] as [Person, string[]][]) {
      expect(await met(who)).toEqual({ today: own, lesson: own, found: own });
      expect(await countedFor(who)).toBe((await countedFor(guest)) + own.length);
      expect(await statuses(who, all)).toEqual(
        all.map((item) => (own.includes(item) ? 'recorded' : 'rejected'))
      );
      expect(await logged(who)).toEqual(own);
    }
    const nobody = await readerState(db, null, firstLesson.id);
    expect(all.filter((item) => item in nobody.items)).toEqual([]);
    const { results } = await search(db, catalogue(), null, { q: 'zephyrine', limit: 9 });
    expect(results).toEqual([]);
  });

  test('are in no quiz, list, file, figure or comparison of another school', async () => {
    const theirs = here.own;
    const { staff, id } = elsewhere;
    const chosen = { kind: 'chosen' as const, items: [theirs] };
    const asked = newQuiz({ title: 'Theirs', composition: chosen });
    expect(await quizzes.create(db, staff, id, asked, noon)).toHaveProperty('error');
    expect(await quizzes.create(db, staff, here.id, asked, noon)).toBeNull();
    // Once it was right, and has been exchanged behind the back of whoever checked it.
    const quiz = await addQuiz(db, staff, {
      composition: { kind: 'chosen', items: [elsewhere.own] }
    });
    await db.$client`update quizzes set rules = jsonb_set(rules, '{composition,items}',
      ${JSON.stringify([theirs, elsewhere.own])}::text::jsonb) where id = ${quiz.id}`;
    const attempt = await begin(
      db,
      elsewhere.student,
      (await quizzes.find(db, elsewhere.student, quiz.id))!
    );
    const drawn = await db.$client`select item_id as item from attempt_items
      where attempt_id = ${attempt.id}`;
    expect(drawn.map(({ item }) => item)).toEqual([elsewhere.own]);

    const ids = async (at: string) => (await bank(db, at, null)).map(({ item }) => item);
    expect([(await ids(id)).includes(theirs), (await ids(here.id)).includes(theirs)]).toEqual([
      false,
      true
    ]);
    const filter = v.parse(BankFilter, { q: 'which', origin: 'own' });
    const listed = (await bankList.list(db, staff, id, filter)).items.map(({ item }) => item);
    expect(listed).toEqual([elsewhere.own]);
    expect((await bankList.list(db, staff, here.id, filter)).items).toEqual([]);

    const exported = (await choose(db, staff, id, { format: 'gift', whose: 'own' }))!;
    expect(exported.map((item) => item.id)).toEqual([elsewhere.own]);
    const every = (await choose(db, staff, id, { format: 'gift', whose: 'all' }))!;
    expect(every.map((item) => item.id)).not.toContain(theirs);
    expect(await choose(db, staff, here.id, { format: 'gift', whose: 'own' })).toBeNull();

    const same = typed('Zephyrine Zephyrine Zephyrine which?');
    expect((await duplicatesOf(db, staff, id, same)).map((found) => found.id)).not.toContain(
      theirs
    );
    expect((await duplicatesOf(db, here.staff, here.id, same))[0]).toMatchObject({ id: theirs });
    expect(await duplicatesOf(db, staff, here.id, same)).toEqual([]);
    const bytes = new TextEncoder().encode('Zephyrine Zephyrine Zephyrine which?{=b ~a ~c}');
    const file = { bytes, name: '', format: null };
    const look = async (who: Person, at: string) => {
      const seen = await preview(db, who, at, file);
      return seen && 'rows' in seen ? Object.keys(seen.known) : seen;
    };
    expect(await look(here.staff, here.id)).toContain(theirs);
    expect(await look(staff, id)).not.toContain(theirs);
    expect(await look(staff, here.id)).toBeNull();
    for (const who of [here.student, guest]) expect(await look(who, here.id)).toBeNull();
  });

  test('tell their figures to its staff alone, in quizzes of its own', async () => {
    const quiz = await addQuiz(db, here.staff, {
      composition: { kind: 'chosen', items: [here.own] }
    });
    for (const who of [elsewhere.student, elsewhere.staff, guest]) {
      expect(await quizzes.find(db, who, quiz.id)).toBeNull();
      expect(await quizzes.findForStaff(db, who, quiz.id)).toBeNull();
      expect((await quizzes.list(db, who)).map(({ id }) => id)).not.toContain(quiz.id);
    }
    const attempt = await begin(db, here.student, quiz);
    for (const who of [elsewhere.student, guest])
      expect(await attempts.find(db, who.id, attempt.id, noon)).toBeNull();
    const none = { quizzes: [], choices: [] };
    for (const who of [elsewhere.staff, here.student, guest])
      expect(await figuresOf(db, who, here.id, here.own, 1)).toEqual(none);
    expect(await figuresOf(db, elsewhere.staff, elsewhere.id, here.own, 1)).toEqual(none);
  });

  test('are not asked of who has left; what they have answered stays theirs', async () => {
    expect(await statuses(here.student, [here.own])).toEqual(['recorded']);
    const later = after(noon, days(60));
    expect((await met(here.student, later)).today).toEqual([here.own]);
    const before = await countedFor(here.student);
    await cardMarks.set(db, here.student, here.own, 'suspended', later);
    await db.$client`update cards set lapses = 9 where account_id = ${here.student.id}`;
    const kept = async (who: Person) => ({
      aside: (await cardMarks.list(db, who, later)).map(({ item }) => item),
      hard: (await leeches.list(db, who.id, studyDay(later, 'UTC'))).map(({ item }) => item)
    });
    expect(await kept(here.student)).toEqual({ aside: [here.own], hard: [here.own] });
    const left = await leave(here.student);
    expect(await met(left, later)).toEqual({ today: [], lesson: [], found: [] });
    expect(await statuses(left, [here.own], later)).toEqual(['rejected']);
    expect(await countedFor(left)).toBe(before - 1);
    expect(await kept(left)).toEqual({ aside: [], hard: [] });
    expect(await logged(left)).toEqual([here.own]);
    // Whoever comes back goes on where they were.
    await db.$client`insert into members (school_id, account_id, role, joined_at)
      values (${here.id}, ${left.id}, 'student', ${later.toISOString()})`;
    await cardMarks.clear(db, here.student.id, here.own);
    expect((await met(here.student, later)).today).toEqual([here.own]);
  });

  test('are asked nobody once withdrawn, and again once restored; no answer is lost', async () => {
    const later = after(noon, days(60));
    expect(await statuses(here.student, [here.own])).toEqual(['recorded']);
    const withdraw = (isWithdrawn: boolean) =>
      setWithdrawn(db, here.staff, here.id, here.own, isWithdrawn, noon);
    for (const who of [elsewhere.staff, here.student, guest]) {
      expect(await setWithdrawn(db, who, here.id, here.own, true, noon)).toBeNull();
      expect(await setWithdrawn(db, who, elsewhere.id, here.own, true, noon)).toBeNull();
    }
    expect(await withdraw(true)).toBe('done');
    expect(await met(here.student, later)).toEqual({ today: [], lesson: [], found: [] });
    expect((await bank(db, here.id, null)).map(({ item }) => item)).not.toContain(here.own);
    const same = typed('Zephyrine Zephyrine Zephyrine which?');
    expect((await duplicatesOf(db, here.staff, here.id, same)).map(({ id }) => id)).not.toContain(
      here.own
    );
    const exported = await choose(db, here.staff, here.id, { format: 'gift', whose: 'own' });
    expect(exported).toEqual([]);
    expect(await logged(here.student)).toEqual([here.own]);
    expect(await withdraw(false)).toBe('done');
    const own = [here.own];
    expect(await met(here.student, later)).toEqual({ today: own, lesson: own, found: own });
  });
});

describe('an import', () => {
  test('that is undone leaves the queue and keeps the answers; redone, cards go on as they were', async () => {
    const wanted = acceptance([question('Answered one?'), question('Not yet asked?')]);
    await accept(db, here.staff, here.id, wanted, noon);
    const made = (await bank(db, here.id, null))
      .filter(({ content }) => /^(?:Answered one|Not yet asked)\?$/.test(content.stem))
      .map(({ item }) => item);
    expect(made).toHaveLength(2);
    expect(await statuses(here.student, made.slice(0, 1))).toEqual(['recorded']);
    const later = after(noon, days(60));
    const queued = async () =>
      (await today(db, here.student, 1000, later)).queue
        .map(({ item }) => item)
        .filter((item) => made.includes(item));
    const cards = () => db.$client`select item_id, due_day, stability, reps, lapses, revision
      from cards where account_id = ${here.student.id} order by item_id`;
    const [before, order] = [await cards(), await queued()];
    expect([...order].sort()).toEqual([...made].sort());

    await undo(db, here.staff, here.id, wanted.id, after(noon, 1000));
    expect(await queued()).toEqual([]);
    expect(await logged(here.student)).toEqual([made[0]]);
    // A telephone that was away still has one of them: what it sends is not lost.
    const [sent] = await record(
      db,
      here.student,
      [answer(made[1]!, { answeredAt: noon.toISOString() })],
      after(noon, 2000)
    );
    expect(sent).toMatchObject({ status: 'recorded' });
    expect(await queued()).toEqual([]);

    await redo(db, here.staff, here.id, wanted.id, after(noon, 3000));
    expect([...(await queued())].sort()).toEqual([...made].sort());
    const again = await cards();
    expect(again.filter(({ item_id }) => item_id === made[0])).toEqual([...before]);
    expect([...(await logged(here.student))].sort()).toEqual([...made].sort());
  });

  test('that two instructors take over at once is taken over once, by one of them', async () => {
    const colleague = await addMember(db, here.id, 'instructor');
    const questions = Array.from({ length: 40 }, (_, n) => question(`Together ${n}?`));
    const wanted = acceptance(questions);
    const both = await Promise.all(
      [here.staff, colleague].map((who) => accept(db, who, here.id, wanted, noon))
    );
    expect(both.map((taken) => taken?.status).sort()).toEqual(['accepted', 'duplicate']);
    const stems = (await bank(db, here.id, null)).map(({ content }) => content.stem);
    expect(stems.filter((stem) => stem.startsWith('Together'))).toHaveLength(40);
    const deeds = await db.$client`select actor_id from audit
      where school_id = ${here.id} and subject->>'import' = ${wanted.id}`;
    expect(deeds).toHaveLength(1);
    // Undone and redone at once it ends as one of them left it, all of it.
    await Promise.all([
      undo(db, here.staff, here.id, wanted.id, after(noon, 1000)),
      undo(db, colleague, here.id, wanted.id, after(noon, 1001)),
      redo(db, colleague, here.id, wanted.id, after(noon, 1002))
    ]);
    const [{ n }] = (await db.$client`select count(*)::int as n from import_batches
      cross join unnest(items) as made(id) join items on items.id = made.id
      where import_batches.id = ${wanted.id} and retired_at is null`) as unknown as [{ n: number }];
    expect([0, 40]).toContain(n);
  });

  test('of five thousand questions is taken over, undone and redone in seconds', async () => {
    const questions = Array.from({ length: 5000 }, (_, n) => question(`Of many ${n}?`));
    const wanted = acceptance(questions);
    const start = performance.now();
    expect(await accept(db, here.staff, here.id, wanted, noon)).toMatchObject({
      status: 'accepted',
      batch: { made: 5000 }
    });
    expect(await undo(db, here.staff, here.id, wanted.id, after(noon, 1000))).toMatchObject({
      items: 5000
    });
    expect(await redo(db, here.staff, here.id, wanted.id, after(noon, 2000))).toMatchObject({
      items: 5000
    });
    expect((await bank(db, here.id, null)).length).toBeGreaterThan(5000);
    expect(performance.now() - start).toBeLessThan(60_000);
    // Those who study are asked a few, not read all of them one by one.
    const { queue } = await today(db, here.student, 20, noon);
    expect(queue.length).toBeLessThanOrEqual(20);
  });
});

import { asc, eq } from 'drizzle-orm';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { record, undo } from '../../src/lib/server/answers';
import { check } from '../../src/lib/server/grading';
import { rebuild } from '../../src/lib/server/replay';
import { syncContent } from '../../src/lib/server/content/sync';
import type { Db } from '../../src/lib/server/db/connect';
import { answers, answerUndos, cards } from '../../src/lib/server/db/schema/answers';
import { freshDatabase } from './database';
import { after, answer, catalogueOf, choiceItem, days, learner, noon, ship } from './fixtures';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
const items = ['one', 'two', 'three'];
beforeAll(async () => {
  database = await freshDatabase();
  db = database.db;
  await ship(db, ...items);
});
afterAll(() => database.close());

const cardsOf = (account: string) =>
  db.select().from(cards).where(eq(cards.accountId, account)).orderBy(asc(cards.itemId));
const answersOf = (account: string) =>
  db.select().from(answers).where(eq(answers.accountId, account));
const memoryOf = async (account: string) =>
  (await cardsOf(account)).map(({ accountId: _, revision: __, ...memory }) => memory);

test('a right answer is graded, remembered and logged', async () => {
  const student = await learner(db);
  const [result] = await record(db, student, [answer('one')], noon);
  expect(result).toMatchObject({
    status: 'recorded',
    correct: true,
    score: 1,
    next: { date: '2026-03-12', days: 2 },
    feedback: { explanation: 'So it is.' }
  });
  const [card] = await cardsOf(student.id);
  expect(card).toMatchObject({ stability: 2.3065, reps: 1, lapses: 0 });
  expect(await answersOf(student.id)).toMatchObject([
    { rating: 3, optionCount: 3, latencyMs: 4000 }
  ]);
});

test('a wrong answer comes back the same day', async () => {
  const student = await learner(db);
  const [result] = await record(db, student, [answer('one', { response: { option: 'a' } })], noon);
  expect(result).toMatchObject({ correct: false, next: { days: 0 } });
});

test('an answer sent twice counts once and gives the same result', async () => {
  const student = await learner(db);
  const sent = answer('one');
  const [first] = await record(db, student, [sent], noon);
  const [second] = await record(db, student, [sent], after(noon, days(1)));
  expect(second).toEqual({ ...first, status: 'duplicate', next: { date: '2026-03-12', days: 1 } });
  expect(await answersOf(student.id)).toHaveLength(1);
  expect(await cardsOf(student.id)).toMatchObject([{ reps: 1 }]);
});

test('an answer sent by many connections at once counts once', async () => {
  const student = await learner(db);
  const sent = answer('one');
  const results = await Promise.all(
    Array.from({ length: 8 }, () => record(db, student, [sent], noon))
  );
  expect(results.flat().filter((r) => r.status === 'recorded')).toHaveLength(1);
  expect(results.flat().filter((r) => r.status === 'duplicate')).toHaveLength(7);
  expect(await cardsOf(student.id)).toMatchObject([{ reps: 1 }]);
});

test('different answers to one item raced by tabs all count', async () => {
  const student = await learner(db);
  const results = await Promise.all(
    Array.from({ length: 6 }, () => record(db, student, [answer('one')], noon))
  );
  expect(results.flat().every((r) => r.status === 'recorded')).toBe(true);
  expect(await cardsOf(student.id)).toMatchObject([{ reps: 6 }]);
  expect(await rebuild(db)).toMatchObject({ differences: [] });
});

test('batches that share cards in opposite orders do not deadlock', async () => {
  const student = await learner(db);
  const batch = () => items.map((item) => answer(item));
  await Promise.all(
    Array.from({ length: 6 }, (_, i) =>
      record(db, student, i % 2 ? batch() : batch().reverse(), noon)
    )
  );
  expect((await cardsOf(student.id)).map((card) => card.reps)).toEqual([6, 6, 6]);
});

test('one id sent twice in a batch counts once: the first', async () => {
  const student = await learner(db);
  const sent = answer('one');
  const results = await record(db, student, [sent, { ...sent, response: { option: 'a' } }], noon);
  expect(results).toMatchObject([{ correct: true }, { correct: true }]);
  expect(await answersOf(student.id)).toHaveLength(1);
});

test.each([
  ['an unknown item', { item: 'nobody-knows' }, 'no item "nobody-knows"'],
  ['an unknown version', { version: 7 }, 'version 7'],
  ['a foreign option', { response: { option: 'z' } }, 'Choose one of: a, b, c'],
  ['a response of another shape', { response: { option: ['a'] } }, 'option'],
  ['a time in the future', { answeredAt: after(noon, 600_000).toISOString() }, 'future'],
  ['a time long past', { answeredAt: after(noon, -days(90)).toISOString() }, '60 days'],
  ['a day that does not exist', { answeredAt: '2026-02-31T25:61:00Z' }, 'answeredAt'],
  ['an id that is no UUIDv7', { id: 'me-again' }, 'UUIDv7']
])('%s is rejected, says how to mend it, and harms no other', async (_, changes, error) => {
  const student = await learner(db);
  const results = await record(db, student, [answer('two', changes), answer('one')], noon);
  expect(results).toMatchObject([
    { status: 'rejected', error: expect.stringContaining(error) },
    { status: 'recorded' }
  ]);
  expect(await answersOf(student.id)).toHaveLength(1);
});

test('whatever is sent, record answers for each and never throws', async () => {
  const student = await learner(db);
  const anything = fc.array(
    fc.oneof(
      fc.anything(),
      fc.record({
        id: fc.constant(v7()),
        item: fc.constantFrom('one', 'two'),
        version: fc.oneof(fc.constant(1), fc.anything()),
        response: fc.oneof(fc.anything(), fc.record({ option: fc.anything() })),
        context: fc.constant('review'),
        answeredAt: fc.oneof(fc.constant(noon.toISOString()), fc.string()),
        latencyMs: fc.oneof(fc.nat(), fc.anything())
      })
    ),
    { maxLength: 5 }
  );
  await fc.assert(
    fc.asyncProperty(anything, async (sent) => {
      expect(await record(db, student, sent, noon)).toHaveLength(sent.length);
    }),
    { numRuns: 200 }
  );
});

test("another account's id is refused and its answer stays untouched", async () => {
  const owner = await learner(db);
  const other = await learner(db);
  const sent = answer('one');
  await record(db, owner, [sent], noon);
  const [result] = await record(db, other, [sent], noon);
  expect(result).toMatchObject({ status: 'rejected', error: expect.stringContaining('taken') });
  expect(await answersOf(other.id)).toHaveLength(0);
});

test('an answer to an older version is graded by what was seen', async () => {
  const student = await learner(db);
  await syncContent(
    db,
    catalogueOf([choiceItem('one'), choiceItem('two'), choiceItem('three')]),
    noon
  );
  const changed = choiceItem('moving', 'First wording?');
  await syncContent(db, catalogueOf([...items.map((id) => choiceItem(id)), changed]), noon);
  const rekeyed = { ...changed } as typeof changed & {
    options: { id: string; correct: boolean }[];
  };
  rekeyed.options = rekeyed.options.map((o) => ({ ...o, correct: o.id === 'c' })) as never;
  await syncContent(db, catalogueOf([...items.map((id) => choiceItem(id)), rekeyed]), noon);
  const results = await record(
    db,
    student,
    [answer('moving', { version: 1 }), answer('moving', { version: 2 })],
    noon
  );
  expect(results).toMatchObject([{ correct: true }, { correct: false }]);
});

test('answers that arrive late and shuffled lead to the same memory', async () => {
  const history = [0, 2, 9, 9, 30].flatMap((day, i) =>
    items.map((item, j) =>
      answer(item, {
        id: v7({ msecs: noon.getTime() + i * 1000 + j }),
        answeredAt: after(noon, days(day) + i * 60_000).toISOString(),
        response: { option: (i + j) % 3 === 0 ? 'a' : 'b' }
      })
    )
  );
  const now = after(noon, days(31));
  const online = await learner(db);
  for (const sent of history) await record(db, online, [{ ...sent, id: v7() }], now);
  const expected = (await memoryOf(online.id)).map(({ lastAnswerId: _, ...memory }) => memory);

  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(history, { minLength: history.length }),
      fc.integer({ min: 1, max: 6 }),
      async (shuffled, size) => {
        const offline = await learner(db);
        for (let i = 0; i < shuffled.length; i += size)
          await record(
            db,
            offline,
            shuffled.slice(i, i + size).map((sent) => ({ ...sent, id: v7() })),
            now
          );
        const memory = (await memoryOf(offline.id)).map(({ lastAnswerId: _, ...rest }) => rest);
        expect(memory).toEqual(expected);
      }
    ),
    { numRuns: 15 }
  );
  expect(await rebuild(db)).toMatchObject({ differences: [] });
});

test('undo brings the memory back to what it was; the answer stays in the log', async () => {
  const student = await learner(db);
  await record(db, student, [answer('one')], noon);
  const before = await memoryOf(student.id);
  const later = after(noon, days(2));
  const wrong = answer('one', { response: { option: 'a' }, answeredAt: later.toISOString() });
  await record(db, student, [wrong], later);
  expect(await memoryOf(student.id)).not.toEqual(before);

  expect(await undo(db, student, wrong.id, later)).toBe('undone');
  expect(await undo(db, student, wrong.id, later)).toBe('undone');
  expect(await memoryOf(student.id)).toEqual(before);
  expect(await answersOf(student.id)).toHaveLength(2);
  expect(
    await db.select().from(answerUndos).where(eq(answerUndos.answerId, wrong.id))
  ).toHaveLength(1);
  expect(await rebuild(db)).toMatchObject({ differences: [] });
});

test('undo of the only answer leaves no memory, and the item can be answered again', async () => {
  const student = await learner(db);
  const only = answer('one');
  await record(db, student, [only], noon);
  expect(await undo(db, student, only.id, noon)).toBe('undone');
  expect(await cardsOf(student.id)).toEqual([]);
  expect(await record(db, student, [only], noon)).toMatchObject([
    { status: 'duplicate', next: null }
  ]);
  await record(db, student, [answer('one')], noon);
  expect(await cardsOf(student.id)).toMatchObject([{ reps: 1 }]);
});

test('undo refuses what is foreign, unknown, superseded or of another day', async () => {
  const student = await learner(db);
  const first = answer('one');
  const second = answer('one', { answeredAt: after(noon, 60_000).toISOString() });
  const now = after(noon, 120_000);
  await record(db, student, [first, second], now);
  expect(await undo(db, await learner(db), second.id, now)).toBe('missing');
  expect(await undo(db, student, v7(), now)).toBe('missing');
  expect(await undo(db, student, first.id, now)).toBe('too-late');
  expect(await undo(db, student, second.id, after(now, days(1)))).toBe('too-late');
});

test('the log refuses to be changed', async () => {
  const student = await learner(db);
  await record(db, student, [answer('one')], noon);
  await expect(db.update(answers).set({ score: 0 })).rejects.toMatchObject({
    cause: { message: 'answers is append-only' }
  });
});

test('replay finds and mends a card that does not follow from the log', async () => {
  const student = await learner(db);
  await record(db, student, [answer('one'), answer('two')], noon);
  await db.update(cards).set({ stability: 99 }).where(eq(cards.accountId, student.id));
  const found = await rebuild(db);
  expect(found.differences.map(({ name }) => name).sort()).toEqual([
    `Card of ${student.id} for one`,
    `Card of ${student.id} for two`
  ]);
  await rebuild(db, { write: true });
  expect(await rebuild(db)).toMatchObject({ differences: [] });
  expect(await cardsOf(student.id)).toMatchObject([{ stability: 2.3065 }, { stability: 2.3065 }]);
});

test('grading without an account stores nothing', async () => {
  const [result] = await check(db, null, [answer('one')], noon);
  expect(result).toMatchObject({ status: 'graded', correct: true, next: null });
  expect(await db.select().from(answers).where(eq(answers.id, result!.id!))).toEqual([]);
});

/** How answers are scheduled: by whose weights and plan, whatever way they come. */
import fc from 'fast-check';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { v7 } from 'uuid';
import { record, undo, type Learner } from '../../src/lib/server/answers';
import { syncContent } from '../../src/lib/server/content/sync';
import type { Db } from '../../src/lib/server/db/connect';
import { answers, cards } from '../../src/lib/server/db/schema/answers';
import { fits, plans, tunings } from '../../src/lib/server/db/schema/plans';
import * as planned from '../../src/lib/server/plans';
import { rebuild } from '../../src/lib/server/replay';
import { confidences, type SubmissionInput } from '../../src/lib/domain/answer';
import { parseItem } from '../../src/lib/domain/items/registry';
import { defaultWeights, Easy, Good } from '../../src/lib/domain/memory';
import { defaultPlan } from '../../src/lib/domain/plan';
import { seededRandom } from '../../src/lib/domain/shuffle';
import { freshDatabase } from './database';
import { after, answer, catalogueOf, choiceItem, days, learner, noon } from './fixtures';

const minutes = (count: number) => count * 60_000;
const choices = ['one', 'two', 'three', 'four', 'five', 'six'];
/** What is new is learned better than by the defaults. */
const better = [0.5, 2, 4, 12, ...defaultWeights.slice(4)];

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
beforeAll(async () => {
  database = await freshDatabase();
  db = database.db;
  const recalled = parseItem({
    ...{ id: 'recalled', type: 'cloze', stem: 'Complete it.', text: 'It is [[gap]].' },
    ...{ objective: 'know-it', area: '4', sources: ['a-source'], explanation: 'So it is.' },
    gaps: [{ id: 'gap', accept: ['so'], feedback: 'So it is.' }]
  });
  if ('flaws' in recalled) throw new Error(JSON.stringify(recalled.flaws));
  await syncContent(db, catalogueOf([...choices.map((id) => choiceItem(id)), recalled.item]), noon);
});
afterAll(() => database.close());

const cardsOf = (account: string) =>
  db.select().from(cards).where(eq(cards.accountId, account)).orderBy(cards.itemId);
const answersOf = (account: string) =>
  db.select().from(answers).where(eq(answers.accountId, account)).orderBy(answers.answeredAt);
/** What one learner and another may have alike. */
const memoryOf = async (account: string) =>
  (await cardsOf(account)).map(
    ({ accountId: _, lastAnswerId: __, revision: ___, ...rest }) => rest
  );

const at = (moment: Date, item = 'one', changes: Partial<SubmissionInput> = {}) =>
  answer(item, { id: v7(), answeredAt: moment.toISOString(), ...changes });
const recalled = (moment: Date, changes: Partial<SubmissionInput> = {}) =>
  at(moment, 'recalled', { response: { gaps: { gap: 'so' } }, confidence: 'sure', ...changes });

const fit = async (weights: readonly number[]): Promise<number> => {
  const judged = { trainedOn: 2000, testedOn: 500, logLoss: 0.3, logLossBefore: 0.4, madeAt: noon };
  const [row] = await db
    .insert(fits)
    .values({ scope: 'platform', weights: [...weights], ...judged })
    .returning();
  return row!.version;
};
const tune = (account: string, weightsVersion: number, paces = {}) =>
  db
    .insert(tunings)
    .values({ accountId: account, weightsVersion, paces })
    .onConflictDoUpdate({ target: tunings.accountId, set: { weightsVersion, paces } });

test('quick, sure and recalled is easy, but not at the first sight', async () => {
  const student = await learner(db);
  await tune(student.id, 1, { cloze: 5000, choice: 5000 });
  const later = after(noon, days(3));
  const sure = { confidence: 'sure', latencyMs: 4000 } as const;
  await record(db, student, [recalled(noon, sure), at(noon, 'one', sure)], noon);
  const seen = [recalled(later, sure), at(later, 'one', sure)];
  await record(db, student, seen, later);
  await record(db, student, [recalled(later, { ...sure, latencyMs: 5001 })], later);
  const given = await answersOf(student.id);
  const [first, second, slow] = given.filter(({ itemId }) => itemId === 'recalled');
  expect([first!, second!].map(({ quick, rating }) => [quick, rating])).toEqual([
    [true, Easy],
    [true, Easy]
  ]);
  expect(slow).toMatchObject({ quick: false, rating: Good });
  expect(given.filter(({ itemId }) => itemId === 'one')).toMatchObject([
    { quick: false, rating: Good },
    { quick: false, rating: Good }
  ]);
  expect(await rebuild(db)).toMatchObject({ differences: [] });
});

test('an answer whose rating does not follow from it is found, and the log is left alone', async () => {
  const student = await learner(db);
  const sent = at(noon);
  await record(db, student, [sent], noon);
  await db.$client`alter table answers disable trigger answers_append_only`;
  const rate = (rating: number) =>
    db.update(answers).set({ rating }).where(eq(answers.id, sent.id));
  await rate(1);
  const { differences } = await rebuild(db, { write: true });
  expect(differences.map(({ name }) => name)).toContain(
    `Rating of answer ${sent.id}, in the log itself`
  );
  expect(await answersOf(student.id)).toMatchObject([{ rating: 1 }]);
  await rate(3);
  await db.$client`alter table answers enable trigger answers_append_only`;
  await rebuild(db, { write: true });
  expect(await rebuild(db)).toMatchObject({ differences: [] });
});

test('what we foretold is kept with the first answer of a later day, and with no other', async () => {
  const student = await learner(db);
  const later = after(noon, days(10));
  await record(db, student, [at(noon), at(after(noon, minutes(1)))], after(noon, minutes(2)));
  await record(db, student, [at(later)], later);
  await record(db, student, [at(after(later, minutes(1)))], after(later, minutes(1)));
  await record(db, student, [at(after(noon, days(4)))], after(later, minutes(2)));
  const predicted = (await answersOf(student.id)).map((row) => row.predicted);
  // In the order of time: new, the same day, late, then what was foretold, and the same day again.
  expect(predicted).toEqual([null, null, null, expect.any(Number), null]);
  expect(predicted[3]).toBeGreaterThan(0.5);
  expect(predicted[3]).toBeLessThan(0.9);
});

test('new weights move no card before its next answer, which then counts by them alone', async () => {
  const student = await learner(db);
  const [later, last] = [after(noon, days(3)), after(noon, days(9))];
  await record(db, student, [at(noon, 'one'), at(noon, 'two')], noon);
  const before = await memoryOf(student.id);
  await tune(student.id, await fit(better));
  expect(await memoryOf(student.id)).toEqual(before);

  const wrong = at(later, 'one', { response: { option: 'a' } });
  await record(db, student, [wrong], later);
  const [one, two] = await memoryOf(student.id);
  expect(two).toEqual(before[1]);
  expect(one!.weightsVersion).toBeGreaterThan(1);
  expect(await undo(db, student, wrong.id, later)).toBe('undone');
  expect(await memoryOf(student.id)).toEqual(before);

  await record(db, student, [at(later, 'one'), at(later, 'two')], later);
  await record(db, student, [at(last, 'one'), at(last, 'two')], last);
  const other = await learner(db);
  await tune(other.id, (await cardsOf(student.id))[0]!.weightsVersion);
  for (const moment of [noon, later, last])
    await record(db, other, [at(moment, 'one'), at(moment, 'two')], last);
  expect(await memoryOf(student.id)).toEqual(await memoryOf(other.id));
  expect(await rebuild(db)).toMatchObject({ differences: [] });
});

test('a plan moves the days of cards, never memory, and what was missed stays due', async () => {
  const student = await learner(db);
  const given = choices.map((item, i) =>
    at(noon, item, { response: { option: i === 0 ? 'a' : 'b' } })
  );
  await record(db, student, given, noon);
  const later = after(noon, days(2));
  await record(
    db,
    student,
    choices.slice(1).map((item) => at(later, item)),
    later
  );
  const before = await memoryOf(student.id);
  const day = before[0]!.lastDay;
  await planned.save(db, student.id, { ...defaultPlan, examDay: day + 60 });
  const withExam = await memoryOf(student.id);
  expect(withExam.map(({ dueDay: _, ...rest }) => rest)).toEqual(
    before.map(({ dueDay: _, ...rest }) => rest)
  );
  before.forEach(({ itemId, dueDay }, i) => {
    if (itemId === 'one') expect(withExam[i]!.dueDay).toBe(dueDay);
    else expect(withExam[i]!.dueDay).toBeGreaterThan(dueDay);
  });
  expect(await rebuild(db)).toMatchObject({ differences: [] });

  await planned.save(db, student.id, defaultPlan);
  expect(await memoryOf(student.id)).toEqual(before);
  expect(await db.select().from(plans).where(eq(plans.accountId, student.id))).toHaveLength(1);
});

const given = fc.record({
  item: fc.constantFrom(...choices),
  /** Minutes since the last one; over a day's end now and then. */
  pause: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 300, max: 1500 })),
  option: fc.constantFrom('a', 'b', 'b', 'b', 'c'),
  confidence: fc.constantFrom(undefined, ...confidences),
  hint: fc.boolean(),
  /** On which of two devices. */
  device: fc.nat(1)
});

test('two devices offline for a week, delivered shuffled, remember like one online', async () => {
  // The week in which clocks go forward in Zurich.
  const monday = new Date('2026-03-23T20:00:00Z');
  const week = fc.array(given, { minLength: 5, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(week, fc.string(), async (week, seed) => {
      const random = seededRandom(seed);
      let ms = 0;
      const sent = week.map(({ pause, option, device, ...rest }) => {
        // No two at one moment, not at the end of the week either: which came first would be chance.
        ms = Math.max(ms, Math.min(ms + minutes(pause), days(7)));
        const answeredAt = after(monday, ms++).toISOString();
        return { device, moment: after(monday, ms), submission: { ...rest, answeredAt, option } };
      });
      const submit = ({ option, ...rest }: (typeof sent)[number]['submission']) =>
        answer(rest.item, { ...rest, id: v7(), response: { option } });

      const online = await learner(db, 'Europe/Zurich');
      for (const { submission, moment } of sent)
        await record(db, online, [submit(submission)], moment);

      const offline = await learner(db, 'Europe/Zurich');
      const home = after(monday, days(8));
      const deliver = async (device: number) => {
        const kept = sent.filter((one) => one.device === device);
        const shuffled = kept
          .map(({ submission }) => ({ order: random(), submission }))
          .sort((a, b) => a.order - b.order)
          .map(({ submission }) => submit(submission));
        for (let i = 0; i < shuffled.length; i += 7)
          await record(db, offline, shuffled.slice(i, i + 7), home);
      };
      await Promise.all([deliver(0), deliver(1)]);
      expect(await memoryOf(offline.id)).toEqual(await memoryOf(online.id));
    }),
    { numRuns: 15 }
  );
  expect(await rebuild(db)).toMatchObject({ differences: [] });
});

test('whatever a learner does, memory and days follow from the log', async () => {
  const deed = fc.oneof(
    { weight: 8, arbitrary: fc.record({ kind: fc.constant('answer' as const), given }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('undo' as const) }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('plan' as const),
        target: fc.constantFrom(null, 0.8, 0.95),
        exam: fc.constantFrom(null, 20_600)
      })
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('fit' as const), version: fc.constantFrom(1, 2) })
    }
  );
  await fit(better);
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 10, maxLength: 40 }), async (deeds) => {
      const student: Learner = await learner(db);
      let now = noon;
      let last: string | null = null;
      for (const deed of deeds) {
        if (deed.kind === 'fit') await tune(student.id, deed.version);
        else if (deed.kind === 'plan') {
          const plan = { ...defaultPlan, targetRecall: deed.target, examDay: deed.exam };
          await planned.save(db, student.id, plan);
        } else if (deed.kind === 'undo') {
          if (last) await undo(db, student, last, now);
        } else {
          const { item, pause, option, confidence, hint } = deed.given;
          now = after(now, minutes(pause));
          const sent = at(now, item, { response: { option }, confidence, hint });
          await record(db, student, [sent], now);
          last = sent.id;
        }
      }
    }),
    { numRuns: 20 }
  );
  expect(await rebuild(db)).toMatchObject({ differences: [] });
});

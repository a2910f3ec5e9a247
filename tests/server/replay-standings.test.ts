/** That what staff see of how students stand is held against the logs, as of when it was made. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { freshDatabase } from './database';
import { after, answer, days, noon } from './fixtures';
import { addMember, addSchool } from './quiz-fixtures';
import { finished } from './standing-fixtures';
import { record } from '../../src/lib/server/answers';
import { syncContent } from '../../src/lib/server/content/sync';
import { catalogue } from '../../src/lib/server/courses';
import type { Db } from '../../src/lib/server/db/connect';
import { rebuild } from '../../src/lib/server/replay';
import * as standings from '../../src/lib/server/standings';

const shipped = catalogue();
const lessons = shipped.courses[0]!.modules.flatMap((module) => module.lessons);
const choices = lessons
  .flatMap(({ items }) => items)
  .filter((item) => item.type === 'choice' && !item.reserved && item.area === '3');

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
let school: string;
let ann: Awaited<ReturnType<typeof addMember>>;
let ben: typeof ann;
beforeAll(async () => {
  database = await freshDatabase();
  db = database.db;
  await syncContent(db, shipped, after(noon, -days(9)));
});
afterAll(() => database.close());
beforeEach(async () => {
  // Rows of one test are nothing to the next.
  await db.$client`delete from standings`;
  school = await addSchool(db);
  [ann, ben] = [await addMember(db, school), await addMember(db, school)];
  await study(ann, 25, after(noon, -days(2)));
  await finished(db, ann.id, lessons[0]!.id);
  await standings.rebuild(db, school, noon);
});

const study = async (who: typeof ann, count: number, at: Date) => {
  const given = choices.slice(0, count).map((item) => {
    const option = item.type === 'choice' && item.options.find(({ correct }) => correct);
    return answer(item.id, { response: { option: option && option.id }, answeredAt: at.toISOString() }); // prettier-ignore
  });
  const results = await record(db, who, given, at);
  expect(results.every(({ status }) => status === 'recorded')).toBe(true);
};

const later = (count: number) => after(noon, days(count));
const names = async () => (await rebuild(db)).differences.map(({ name }) => name);
const rows = () => db.$client`
  select to_jsonb(standings) as row, (select jsonb_agg(to_jsonb(area_standings) order by area)
    from area_standings where area_standings.account_id = standings.account_id) as areas
  from standings where school_id = ${school} order by account_id`;

test('a row that was true when it was made is true, though days have gone by', async () => {
  expect(await rebuild(db)).toMatchObject({ standings: 2, stale: 0, differences: [] });
  const [told] = await db.$client`select share from area_standings where share is not null`;
  expect(told!.share).toBeGreaterThan(0);
});

test('what others do later changes nothing of a row, but what oneself does makes it stale', async () => {
  await study(ben, 5, later(1));
  expect(await rebuild(db)).toMatchObject({ standings: 2, stale: 1, differences: [] });
  await standings.rebuild(db, school, later(2));
  expect(await rebuild(db)).toMatchObject({ standings: 2, stale: 0, differences: [] });
});

const spoilt: [string, () => Promise<unknown>][] = [
  [
    'a count',
    () => db.$client`update standings set questions = questions + 1 where account_id = ${ann.id}`
  ],
  [
    'a mean, a little',
    () => db.$client`update standings set recall = recall - 1e-6 where account_id = ${ann.id}`
  ],
  [
    'the state of a lesson',
    () => db.$client`
      update standings set states = (select jsonb_object_agg(key, left(value, -1) || 'x')
        from jsonb_each_text(states)) where account_id = ${ann.id}`
  ],
  [
    'a reason to look after somebody that is none',
    () => db.$client`update standings set risks = '{idle}', reasons = '[{"kind": "idle",
      "days": 12, "never": false}]' where account_id = ${ann.id}`
  ],
  [
    'an estimate of an area',
    () => db.$client`update area_standings set share = share + 0.01
      where account_id = ${ann.id} and share is not null`
  ],
  [
    'an area that is missing',
    () => db.$client`delete from area_standings where account_id = ${ann.id} and area = '3'`
  ]
];

test.each(spoilt)('%s that does not follow is named, and mended', async (_, spoil) => {
  const sound = await rows();
  await spoil();
  expect(await rows()).not.toEqual(sound);
  expect((await rebuild(db, { write: true })).differences.map(({ name }) => name)).toEqual([
    `Standing of ${ann.id} at school ${school}`
  ]);
  expect(await rows()).toEqual(sound);
  expect(await names()).toEqual([]);
});

test('the row of who is no student any more is named', async () => {
  await db.$client`update members set role = 'instructor' where account_id = ${ben.id}`;
  expect(await names()).toEqual([`Standing of ${ben.id} at school ${school}`]);
  await rebuild(db, { write: true });
  expect(await names()).toEqual([]);
  expect(await db.$client`select from standings where account_id = ${ben.id}`).toHaveLength(0);
});

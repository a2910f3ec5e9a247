import * as v from 'valibot';
import type { Db } from '../db/connect';
import { addEach, defineTask } from '../jobs';
import * as standings from '../standings';

/** Reckons how the students of a school stand. */
export const reckon = defineTask({
  name: 'reckon',
  payload: v.object({ school: v.pipe(v.string(), v.uuid()) }),
  run: (db, { school }, now) => standings.rebuild(db, school, now)
});

/** A school that is asked for twice is reckoned once. */
export const keyOf = ({ school }: { school: string }) => `reckon:${school}`;

/** Each night for all: days without study grow by themselves. */
export const reckonAll = defineTask({
  name: 'reckon-all',
  payload: v.object({}),
  cron: '20 9 * * *',
  lateHours: 20,
  async run(db: Db) {
    const schools = await db.$client<{ school: string }[]>`
      select distinct school_id as school from members where role = 'student'`;
    if (schools.length > 0) await addEach(db.$client, reckon, schools, keyOf);
  }
});

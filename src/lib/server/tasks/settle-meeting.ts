import * as v from 'valibot';
import { settleAll } from '../attendance-hours';
import { defineTask } from '../jobs';

/** When a meeting has ended: gives those who were there their hours. */
export const settleMeeting = defineTask({
  name: 'settle-meeting',
  payload: v.object({
    school: v.pipe(v.string(), v.uuid()),
    meeting: v.pipe(v.string(), v.uuid())
  }),
  queue: null,
  run: (db, { school, meeting }, now) => settleAll(db, { school, meeting }, now)
});

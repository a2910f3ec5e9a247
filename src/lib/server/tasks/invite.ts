import * as v from 'valibot';
import { deliver } from '../invitation-mail';
import { defineTask } from '../jobs';

/** Writes one letter; one after the other, so that a roster of hundreds holds up nothing else. */
export const invite = defineTask({
  name: 'invite',
  payload: v.object({ invitation: v.pipe(v.string(), v.uuid()) }),
  run: (db, { invitation }, now) => deliver(db, invitation, now)
});

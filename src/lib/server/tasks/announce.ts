import * as v from 'valibot';
import { deliver } from '../announcement-mail';
import { defineTask } from '../jobs';

const id = v.pipe(v.string(), v.uuid());

/** Writes one letter; one after the other, so that a slow mail server holds up nothing else. */
export const announce = defineTask({
  name: 'announce',
  payload: v.object({ announcement: id, account: id }),
  run: (db, { announcement, account }, now) => deliver(db, announcement, account, now)
});

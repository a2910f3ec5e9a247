import * as v from 'valibot';
import { tell } from '../amendment-mail';
import { defineTask } from '../jobs';

const id = v.pipe(v.string(), v.uuid());

/** Writes to a student that a request of theirs was answered. */
export const tellAmendment = defineTask({
  name: 'tell-amendment',
  payload: v.object({ school: id, step: id }),
  run: (db, { school, step }) => tell(db, school, step)
});

import * as courses from '$lib/server/courses';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import { progress } from '$lib/server/progress';

export async function load(event) {
  const { account } = requireAccount(event);
  const { title, weightsFrom } = courses.outline();
  return {
    progress: await progress(db, account, new Date()),
    outline: { title, weightsFrom }
  };
}

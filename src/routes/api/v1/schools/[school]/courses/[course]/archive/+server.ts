import type { RequestEvent } from './$types';
import { courseReply } from '$lib/server/authoring-replies';
import { db } from '$lib/server/db/pool';
import { requireAuthor } from '$lib/server/guard';
import * as courses from '$lib/server/school-courses';

async function turn(event: RequestEvent, on: boolean) {
  const { change } = await requireAuthor(db, event);
  return courseReply(await courses.archive(db, change, event.params.course, on));
}

export const PUT = (event) => turn(event, true);
export const DELETE = (event) => turn(event, false);

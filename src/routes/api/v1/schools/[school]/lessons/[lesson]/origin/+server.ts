import { json } from '@sveltejs/kit';
import { OriginDecision } from '$lib/domain/lesson/text';
import { savedReply } from '$lib/server/authoring-replies';
import { db } from '$lib/server/db/pool';
import { requireAuthor, requireLesson } from '$lib/server/guard';
import * as origins from '$lib/server/lesson-origin';
import { readJson } from '$lib/server/problem';

export async function GET(event) {
  const { lesson } = await requireLesson(db, event);
  return json({ change: origins.changeOf(lesson) });
}

export async function POST(event) {
  const { change } = await requireAuthor(db, event);
  const body = await readJson(event.request, OriginDecision);
  if (!body.ok) return body.response;
  const { revision, how } = body.data;
  return savedReply(await origins.settle(db, change, event.params.lesson, revision, how));
}

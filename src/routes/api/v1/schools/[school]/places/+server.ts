import { error, json } from '@sveltejs/kit';
import { can } from '$lib/domain/actor';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import * as lessonPlaces from '$lib/server/lesson-places';
import { usualOf } from '$lib/server/usual-place';

export async function GET(event) {
  const { actor, school } = await requireStaff(db, event);
  if (!can(actor, 'content.write', { school: school.id })) error(404, 'Not found');
  const lesson = event.url.searchParams.get('lesson');
  if (lesson === null) return json({ modules: await lessonPlaces.choices(db, school.id) });
  const place = await lessonPlaces.find(db.$client, school.id, lesson);
  if (!place) error(404, 'There is no such lesson of this school');
  return json({ place, usual: await usualOf(db, school.id, lesson) });
}

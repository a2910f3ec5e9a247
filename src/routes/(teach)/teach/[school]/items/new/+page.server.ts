import { redirect } from '@sveltejs/kit';
import { v7 } from 'uuid';
import { kinds } from '$lib/domain/items/begun';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import * as lessonPlaces from '$lib/server/lesson-places';

export async function load(event) {
  const { school } = await requireStaff(db, event);
  const modules = await lessonPlaces.choices(db, school.id);
  const { searchParams } = event.url;
  const [lesson, type] = [searchParams.get('lesson'), searchParams.get('type')];
  const isOffered = modules.some(({ lessons }) => lessons.some((one) => one.lesson === lesson));
  // Nothing is stored before something is written: the address names the question.
  if (isOffered && kinds.some(([kind]) => kind === type)) {
    const asked = new URLSearchParams({ type: type!, lesson: lesson! });
    redirect(303, `/teach/${school.slug}/items/${v7()}/edit?${asked}`);
  }
  return { modules, lesson: isOffered ? lesson! : '' };
}

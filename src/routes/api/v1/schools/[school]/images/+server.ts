import { json } from '@sveltejs/kit';
import { mostBytes } from '$lib/domain/images/image';
import { db } from '$lib/server/db/pool';
import { requireAuthor } from '$lib/server/guard';
import * as images from '$lib/server/images';
import { imageAddress } from '$lib/server/lesson-view';
import { problem, readBytes } from '$lib/server/problem';

export async function GET(event) {
  const { actor, school } = await requireAuthor(db, event);
  const all = await images.list(db, actor, school.id);
  return json({
    images: all.map((image) => ({ ...image, src: imageAddress(school.slug, image.id) }))
  });
}

export async function POST(event) {
  const { change, school } = await requireAuthor(db, event);
  const body = await readBytes(event.request, mostBytes);
  if (!body.ok) return body.response;
  const added = await images.add(db, change, body.bytes, event.url.searchParams.get('name') ?? '');
  if (!added) return problem(404, 'Not found', 'There is no such school of yours');
  if ('error' in added) return problem(422, 'No picture that we take', added.error);
  return json({ ...added, src: imageAddress(school.slug, added.id) }, { status: 201 });
}

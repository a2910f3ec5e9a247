import { json } from '@sveltejs/kit';
import { Upload } from '$lib/domain/exchange/acceptance';
import { mostBytes } from '$lib/domain/exchange/limits';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import { preview } from '$lib/server/import-preview';
import { parse } from '$lib/server/issues';
import { problem, readBytes, refusedField } from '$lib/server/problem';

const stopped = {
  'too-long': [422, 'Too long', 'This takes too long to read: part the file'],
  'too-large': [413, 'Too large', 'This takes too much memory to read: part the file'],
  busy: [503, 'Busy', 'Too many files are being read: try again in a minute']
} as const;

export async function POST(event) {
  const { actor, school } = await requireStaff(db, event);
  const asked = parse(Upload, Object.fromEntries(event.url.searchParams));
  if (!asked.ok) {
    const [field, detail] = Object.entries(asked.errors)[0]!;
    return refusedField(field, detail);
  }
  const body = await readBytes(event.request, mostBytes);
  if (!body.ok) return body.response;
  const seen = await preview(db, actor, school.id, { ...asked.data, bytes: body.bytes });
  if (!seen) return problem(404, 'Not found', 'There is no such school of yours');
  if (!('stopped' in seen)) return json(seen);
  const [status, title, fix] = stopped[seen.stopped];
  return problem(status, title, fix);
}

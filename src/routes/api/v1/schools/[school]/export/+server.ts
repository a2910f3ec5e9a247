import * as v from 'valibot';
import { ExportChoice } from '$lib/domain/exchange/choice';
import { write } from '$lib/server/exports';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import { problem } from '$lib/server/problem';

export async function GET(event) {
  const { actor, school } = await requireStaff(db, event);
  const choice = v.parse(ExportChoice, Object.fromEntries(event.url.searchParams));
  const file = await write(db, actor, school, choice, new Date());
  if (!file) return problem(404, 'Not found', 'There is no such school of yours');
  if ('stopped' in file) {
    const fix = 'These are too many to write at once: choose a lesson, or try again in a minute';
    return problem(503, 'Busy', fix);
  }
  return new Response(file.bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': file.type,
      'content-disposition': `attachment; filename="${file.name}"`,
      // The keys are in it.
      'cache-control': 'no-store'
    }
  });
}

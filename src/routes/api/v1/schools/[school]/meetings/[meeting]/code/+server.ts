import { json } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import { showCode } from '$lib/server/meetings';
import { problem } from '$lib/server/problem';

export async function GET(event) {
  const { actor, school } = await requireStaff(db, event);
  const code = await showCode(db, actor, school.id, event.params.meeting, new Date());
  return code
    ? json(code, { headers: { 'cache-control': 'no-store' } })
    : problem(404, 'No code', 'A code is shown from ten minutes before a meeting until its end');
}

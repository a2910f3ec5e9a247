import { db } from '$lib/server/db/pool';
import { sendFile } from '$lib/server/downloads';
import { requireStaff } from '$lib/server/guard';
import * as files from '$lib/server/paper-files';
import { problem } from '$lib/server/problem';

export async function GET(event) {
  const { actor, school } = await requireStaff(db, event);
  const file = await files.forStaff(db, actor, school.id, event.params.paper, new Date());
  return file ? sendFile(file) : problem(404, 'Not found', 'There is no such paper of yours');
}

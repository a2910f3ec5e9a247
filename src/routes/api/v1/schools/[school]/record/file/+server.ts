import { db } from '$lib/server/db/pool';
import { requireRecord } from '$lib/server/guard';
import { archive, sendArchive } from '$lib/server/record-archive';

/** One's own record at the school, as a file to keep. */
export async function GET(event) {
  const { own, now } = await requireRecord(db, event);
  const about = { school: own.school.name, name: own.name };
  const name = `record-${own.school.slug}-${now.toISOString().slice(0, 10)}.zip`;
  return sendArchive(archive(db, own.owner, 'student', about, now), name);
}

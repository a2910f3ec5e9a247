import { can } from '$lib/domain/actor';
import { db } from '$lib/server/db/pool';
import { requireCohorts } from '$lib/server/guard';
import { problem } from '$lib/server/problem';
import { archive, sendArchive } from '$lib/server/record-archive';
import { viewed } from '$lib/server/record-views';
import * as roster from '$lib/server/roster';

/** All that the school holds about one student, for its administrators. */
export async function GET(event) {
  const { actor, school, change } = await requireCohorts(db, event);
  const { now, today } = change;
  const member = can(actor, 'record.manage', { school: school.id })
    ? await roster.find(db, actor, school.id, event.params.member, today)
    : null;
  if (!member) return problem(404, 'Not found', 'There is no such member of this school');
  const look = { actor, school: school.id, way: 'file', now } as const;
  await viewed(db, look, { record: member.id }, 'whole');
  const owner = { school: school.id, record: member.id, account: member.account };
  const about = { school: school.name, name: member.name };
  const name = `record-${school.slug}-${member.id.slice(0, 8)}-${now.toISOString().slice(0, 10)}.zip`;
  return sendArchive(archive(db, owner, 'staff', about, now), name);
}

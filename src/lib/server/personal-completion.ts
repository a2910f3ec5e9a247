/** What schools have recorded of somebody's completion, as the person may take it along. */
import { eq, getTableColumns } from 'drizzle-orm';
import type { Db } from './db/connect';
import { courseCompletions, skills, skillSignOffs } from './db/schema/completion';
import { memberRecords } from './db/schema/membership';

export async function gatherCompletion(db: Db, accountId: string) {
  const { actorId: _, ...completion } = getTableColumns(courseCompletions);
  const { actorId: __, ...signOff } = getTableColumns(skillSignOffs);
  return {
    course_completions: await db
      .select(completion)
      .from(courseCompletions)
      .innerJoin(memberRecords, eq(memberRecords.id, courseCompletions.recordId))
      .where(eq(memberRecords.accountId, accountId)),
    skill_sign_offs: await db
      .select({ title: skills.title, ...signOff })
      .from(skillSignOffs)
      .innerJoin(skills, eq(skills.id, skillSignOffs.skillId))
      .innerJoin(memberRecords, eq(memberRecords.id, skillSignOffs.recordId))
      .where(eq(memberRecords.accountId, accountId))
  };
}

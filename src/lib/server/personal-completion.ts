/** What schools have recorded of somebody's completion and assignments, to be taken along. */
import { eq, getTableColumns } from 'drizzle-orm';
import type { Db } from './db/connect';
import {
  assignmentExtensions,
  assignmentGoals,
  assignments,
  finishedAssignments
} from './db/schema/assignments';
import { courseCompletions, skills, skillSignOffs } from './db/schema/completion';
import { memberRecords } from './db/schema/membership';
import { rowsAbout } from './personal-rows';

export async function gatherCompletion(db: Db, accountId: string) {
  const { actorId: _, ...extension } = getTableColumns(assignmentExtensions);
  const { actorId: __, ...signOff } = getTableColumns(skillSignOffs);
  return {
    assignment_goals: await db
      .select({ title: assignments.title, ...getTableColumns(assignmentGoals) })
      .from(assignmentGoals)
      .innerJoin(assignments, eq(assignments.id, assignmentGoals.assignmentId))
      .where(eq(assignmentGoals.accountId, accountId)),
    assignment_extensions: await db
      .select({ title: assignments.title, ...extension })
      .from(assignmentExtensions)
      .innerJoin(assignments, eq(assignments.id, assignmentExtensions.assignmentId))
      .innerJoin(memberRecords, eq(memberRecords.id, assignmentExtensions.recordId))
      .where(eq(memberRecords.accountId, accountId)),
    finished_assignments: await db
      .select({ title: assignments.title, ...getTableColumns(finishedAssignments) })
      .from(finishedAssignments)
      .innerJoin(assignments, eq(assignments.id, finishedAssignments.assignmentId))
      .where(eq(finishedAssignments.accountId, accountId)),
    course_completions: await rowsAbout(db, accountId, courseCompletions, courseCompletions.at),
    skill_sign_offs: await db
      .select({ title: skills.title, ...signOff })
      .from(skillSignOffs)
      .innerJoin(skills, eq(skills.id, skillSignOffs.skillId))
      .innerJoin(memberRecords, eq(memberRecords.id, skillSignOffs.recordId))
      .where(eq(memberRecords.accountId, accountId))
  };
}

/** The roster of a school as a file: everybody who is, was, or is invited to be a member. */
import type { Change } from './cohorts';
import type { Db } from './db/connect';
import * as invitations from './invitations';
import * as roster from './roster';
import { can } from '../domain/actor';
import { readRosterQuery } from '../domain/roster-query';
import { writeRoster } from '../domain/roster/write';

/** @returns CSV, which can be sent back as a roster; null unless the actor may */
export async function write(db: Db, { actor, school, today }: Change): Promise<string | null> {
  if (!can(actor, 'member.manage', { school })) return null;
  const query = { ...readRosterQuery(new URLSearchParams()), standing: 'all' as const };
  const members = await roster.list(db, actor, school, query, today);
  const invited = await invitations.list(db, actor, school);
  return writeRoster([
    ...members.map(({ standing, cohorts, ...member }) => ({
      ...member,
      cohorts: cohorts.map(({ name }) => name),
      status: standing
    })),
    ...invited.map(({ cohort, ...one }) => ({
      ...one,
      cohorts: cohort ? [cohort.name] : [],
      status: 'invited' as const,
      joinedDay: null,
      leftDay: null
    }))
  ]);
}

/** The versions of the rules by which courses of a school are completed. */
import type { Db } from './db/connect';
import { can, type Actor } from '../domain/actor';
import type { RuleVersion } from '../domain/completion-rule';

/** A version, with who made it and why. */
export interface Version extends RuleVersion {
  reason: string;
  at: Date;
  /** Null where the account is gone. */
  by: string | null;
}

/** @returns the versions of the rule of a course, the oldest first; whoever may see is asked before */
export async function versionsOf(
  { $client: sql }: Pick<Db, '$client'>,
  school: string,
  course: string
): Promise<Version[]> {
  return (await versionsAt({ $client: sql }, school, course)).map(({ course: _, ...rest }) => rest);
}

/** @returns those of all courses of a school that have one, by course and version */
export async function versionsAt(
  { $client: sql }: Pick<Db, '$client'>,
  school: string,
  course: string | null = null
): Promise<(Version & { course: string })[]> {
  const rows = await sql<
    (Omit<Version, 'effectiveFrom' | 'at'> & Record<'from' | 'made' | 'course', string>)[]
  >`
    select course, version, rule, reason, accounts.name as by,
      to_jsonb(effective_from) as from, to_jsonb(at) as made
    from completion_rules left join accounts on accounts.id = actor_id
    where school_id = ${school} and (${course}::text is null or course = ${course})
    order by course, version`;
  return rows.map(({ from, made, ...row }) => ({
    ...row,
    effectiveFrom: new Date(from),
    at: new Date(made)
  }));
}

/** @returns for staff: the versions of a course's rule, the newest first; null where they may not */
export async function history(
  db: Db,
  actor: Actor,
  school: string,
  course: string
): Promise<Version[] | null> {
  if (!can(actor, 'completion.view', { school })) return null;
  return (await versionsOf(db, school, course)).reverse();
}

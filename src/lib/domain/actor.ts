/** Who acts, and what they may do. Roles are declared here and nowhere else. */

export const roles = ['student', 'instructor', 'admin'] as const;
export type Role = (typeof roles)[number];

/** A signed-in person: the account and its place in each school. */
export interface Actor {
  id: string;
  memberships: {
    school: string;
    role: Role;
    /** Of a limited instructor: the cohorts whose students are theirs to see. Missing: all are. */
    cohorts?: readonly string[];
  }[];
}

/** What can be asked for, and about what. */
export type Request = [
  (
    | 'roster.view'
    | 'school.rename'
    | 'member.manage'
    | 'quiz.manage'
    | 'result.view'
    | 'note.grade'
    | 'item.mend'
    | 'item.sign'
    | 'report.resolve'
    | 'cohort.manage'
    | 'content.read'
    | 'content.write'
    | 'content.publish'
    | 'assignment.manage'
    | 'announcement.send'
    | 'hours.view'
    | 'hours.record'
    | 'hours.attest'
    | 'hours.set'
    | 'completion.view'
    | 'completion.manage'
    | 'skill.sign'
    | 'paper.view'
    | 'paper.issue'
    | 'webhook.manage'
    | 'record.view'
    | 'record.manage'
  ),
  {
    school: string;
    /** Where it is about the students of one cohort; null: of the whole school. */
    cohort?: string | null;
  }
];

/** Who may do what; what is not listed, nobody may. */
const allowed: Record<Request[0], readonly Role[]> = {
  'roster.view': ['instructor', 'admin'],
  'school.rename': ['admin'],
  'member.manage': ['admin'],
  'quiz.manage': ['instructor', 'admin'],
  'result.view': ['instructor', 'admin'],
  'note.grade': ['instructor', 'admin'],
  'item.mend': ['instructor', 'admin'],
  'item.sign': ['instructor', 'admin'],
  'report.resolve': ['instructor', 'admin'],
  'cohort.manage': ['instructor', 'admin'],
  'content.read': ['student', 'instructor', 'admin'],
  'content.write': ['instructor', 'admin'],
  'content.publish': ['instructor', 'admin'],
  'assignment.manage': ['instructor', 'admin'],
  'announcement.send': ['instructor', 'admin'],
  'hours.view': ['instructor', 'admin'],
  'hours.record': ['instructor', 'admin'],
  'hours.attest': ['admin'],
  'hours.set': ['admin'],
  'completion.view': ['instructor', 'admin'],
  'completion.manage': ['admin'],
  'skill.sign': ['instructor', 'admin'],
  'paper.view': ['instructor', 'admin'],
  'paper.issue': ['admin'],
  'webhook.manage': ['admin'],
  'record.view': ['instructor', 'admin'],
  'record.manage': ['admin']
};

/** What touches every student of a school, which is not for instructors who see some of them. */
const schoolWide: ReadonlySet<Request[0]> = new Set(['item.mend']);

/** Whether somebody teaches or runs any school at all; `can` decides what that allows where. */
export const isStaff = ({ memberships }: Pick<Actor, 'memberships'>): boolean =>
  memberships.some(({ role }) => role !== 'student');

/** @returns ids of the schools where somebody may do that */
export const schoolsWhere = (actor: Actor, action: Request[0]): string[] =>
  actor.memberships
    .map(({ school }) => school)
    .filter((school) => can(actor, ...([action, { school }] as Request)));

/**
 * The one authorisation rule of the platform.
 * @param subject ids of what is acted upon
 * @returns whether `actor` may do `action` there; what is unknown or foreign gives `false`
 */
export function can(actor: Actor, ...[action, { school, cohort }]: Request): boolean {
  const member = actor.memberships.find((member) => member.school === school);
  if (!member || !allowed[action].includes(member.role)) return false;
  if (!member.cohorts) return true;
  if (cohort === undefined) return !schoolWide.has(action);
  return cohort !== null && member.cohorts.includes(cohort);
}

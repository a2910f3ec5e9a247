/** Who acts, and what they may do. Roles are declared here and nowhere else. */

export const roles = ['student', 'instructor', 'admin'] as const;
export type Role = (typeof roles)[number];

/** A signed-in person: the account and its place in each school. */
export interface Actor {
  id: string;
  memberships: { school: string; role: Role }[];
}

/** What can be asked for, and about whom or what. Ids are account and school ids. */
export type Request =
  | ['answer.record', { account: string }]
  | ['record.view', { account: string; schools: string[] }]
  | ['roster.view', { school: string }]
  | ['school.manage', { school: string }];

const staff: readonly Role[] = ['instructor', 'admin'];

/**
 * The one authorisation rule of the platform.
 * @returns whether `actor` may do `action` to `subject`; unknown or foreign subjects give `false`.
 */
export function can(actor: Actor, ...[action, subject]: Request): boolean {
  const roleIn = (school: string) =>
    actor.memberships.find((member) => member.school === school)?.role;
  const isStaff = (school: string) => staff.includes(roleIn(school) ?? 'student');

  switch (action) {
    case 'answer.record':
      return subject.account === actor.id;
    case 'record.view':
      return subject.account === actor.id || subject.schools.some(isStaff);
    case 'roster.view':
      return isStaff(subject.school);
    case 'school.manage':
      return roleIn(subject.school) === 'admin';
  }
}

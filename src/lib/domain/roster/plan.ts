/** What a roster would do to a school: worked out first, shown, and then done as it was shown. */
import type { Role } from '../actor';
import { isRefused, type RefusedRow, type RosterRow } from './read';

interface Named {
  id: string;
  name: string;
}

/** Somebody who is a member. */
export interface PresentMember {
  /** Of the record. */
  id: string;
  account: string;
  number: string | null;
  name: string;
  /** As the school writes it, and that of the account. */
  emails: string[];
  role: Role;
  cohorts: Named[];
}

/** Somebody who was invited and has not answered yet. */
export interface PresentInvitation {
  id: string;
  email: string;
  name: string | null;
  number: string | null;
  role: Role;
  cohort: Named | null;
}

/** A school as it stands. */
export interface Present {
  members: PresentMember[];
  invitations: PresentInvitation[];
  cohorts: Named[];
  /** Records of whom is no more a member: their numbers are taken. */
  formerNumbers: { number: string; name: string; email: string }[];
  /** The account that imports. */
  self: string;
}

export type Outcome = 'add' | 'change' | 'end' | 'same' | 'refuse';

export interface Entry {
  line: number;
  who: string;
  email: string | null;
  outcome: Outcome;
  /** What would be done, or what is wrong and how to mend it. */
  what: string[];
  /** What is to be done: null where that is nothing. */
  deed: Deed | null;
}

export type Deed =
  | { kind: 'invite'; row: RosterRow; role: Role; cohort: string | null }
  | { kind: 'change'; member: string; row: RosterRow; role: Role | null; cohorts: Named[] | null }
  | { kind: 'end'; member: string }
  | { kind: 'revoke'; invitation: string };

/** @returns what becomes of each row, in the order of the file */
export function planRoster(rows: readonly (RosterRow | RefusedRow)[], present: Present): Entry[] {
  const byNumber = new Map(present.members.map((member) => [member.number, member]));
  const byEmail = new Map(
    present.members.flatMap((member) => member.emails.map((email) => [email, member]))
  );
  const invited = new Map(present.invitations.map((one) => [one.email, one]));
  const cohorts = new Map(present.cohorts.map((one) => [one.name.toLowerCase(), one]));
  return rows.map((row) => {
    if (isRefused(row)) {
      const { line, who, error } = row;
      return { line, who, email: null, outcome: 'refuse', what: [error], deed: null };
    }
    const numbered = row.number ? byNumber.get(row.number) : undefined;
    const addressed = byEmail.get(row.email);
    const told = entryOf(row, present);
    if (numbered && addressed && numbered !== addressed)
      return told.refuse(
        `The number is that of ${numbered.name}, the e-mail that of ${addressed.name}: mend one`
      );
    const unknown = row.cohorts?.filter((name) => !cohorts.has(name.toLowerCase())) ?? [];
    if (unknown.length > 0 && !row.isGone)
      return told.refuse(`There is no cohort “${unknown[0]}”: make it first, or check its name`);
    const named = row.cohorts?.map((name) => cohorts.get(name.toLowerCase())!) ?? null;
    const member = numbered ?? addressed;
    if (member) return told.ofMember(member, named);
    return told.ofStranger(invited.get(row.email), named);
  });
}

function entryOf(row: RosterRow, { self, formerNumbers }: Present) {
  const entry = (outcome: Outcome, what: string[], deed: Deed | null = null): Entry => ({
    ...{ line: row.line, who: row.name ?? row.email, email: row.email },
    ...{ outcome, what, deed }
  });
  const refuse = (error: string) => entry('refuse', [error]);
  const former = formerNumbers.find(({ number }) => number === row.number);
  const refuseNumber = (name: string) =>
    refuse(`${name}, who has left, has the number: leave it out or mend it`);

  return {
    refuse,

    ofMember(member: PresentMember, cohorts: Named[] | null): Entry {
      const isOwn = member.account === self;
      if (row.isGone) {
        if (isOwn) return refuse('This is you: leave on your own page');
        if (member.role === 'admin')
          return refuse('An admin is not removed by a roster: do it on the member’s page');
        return entry('end', ['Leaves the school; the record stays'], {
          kind: 'end',
          member: member.id
        });
      }
      if (former) return refuseNumber(former.name);
      const role = row.role !== null && row.role !== member.role ? row.role : null;
      if (role && (isOwn || member.role === 'admin'))
        return refuse('The role of an admin is not changed by a roster: do it on the page');
      const becomes = role ?? member.role;
      if (cohorts && becomes !== 'student')
        return refuse('Only students are in cohorts: leave the cohort out');
      const moved = cohorts && !isSame(cohorts, member.cohorts) ? cohorts : null;
      const email = member.emails.includes(row.email) ? null : row.email;
      const what = [
        ...(role ? [`Becomes ${role} instead of ${member.role}`] : []),
        ...(row.name && row.name !== member.name ? [`Name: ${row.name}, was ${member.name}`] : []),
        ...(email ? [`E-mail on papers: ${email}, was ${member.emails[0]}`] : []),
        ...(row.number && row.number !== member.number
          ? [`Number: ${row.number}${member.number ? `, was ${member.number}` : ''}`]
          : []),
        ...(moved ? [`Cohort: ${names(moved)}, was ${names(member.cohorts)}`] : [])
      ];
      if (what.length === 0) return entry('same', []);
      return entry('change', what, {
        kind: 'change',
        member: member.id,
        row,
        role,
        cohorts: moved
      });
    },

    ofStranger(invitation: PresentInvitation | undefined, cohorts: Named[] | null): Entry {
      if (row.isGone)
        return invitation
          ? entry('end', ['The invitation is taken back'], {
              kind: 'revoke',
              invitation: invitation.id
            })
          : entry('same', ['Is no member']);
      // Who comes back goes on with the record, and with its number.
      if (former && former.email !== row.email) return refuseNumber(former.name);
      const role = row.role ?? invitation?.role ?? 'student';
      if (cohorts && role !== 'student')
        return refuse('Only students are in cohorts: leave the cohort out');
      if (cohorts && cohorts.length > 1)
        return refuse('Name one cohort: the others can follow once they have joined');
      const cohort = cohorts?.[0] ?? invitation?.cohort ?? null;
      if (invitation && isAsInvited(invitation, row, role, cohort))
        return entry('same', ['Is invited already']);
      const into = cohort ? ` in ${cohort.name}` : '';
      return entry(
        invitation ? 'change' : 'add',
        [`${invitation ? 'Is invited again' : 'Is invited'} as ${role}${into}`],
        { kind: 'invite', row, role, cohort: cohort?.id ?? null }
      );
    }
  };
}

const isSame = (one: readonly Named[], other: readonly Named[]) =>
  one.length === other.length && one.every(({ id }) => other.some((each) => each.id === id));

const names = (cohorts: readonly Named[]) => cohorts.map(({ name }) => name).join(', ') || 'none';

const isAsInvited = (
  before: PresentInvitation,
  { name, number }: RosterRow,
  role: Role,
  cohort: Named | null
) =>
  before.role === role &&
  (before.cohort?.id ?? null) === (cohort?.id ?? null) &&
  (name === null || name === before.name) &&
  (number === null || number === before.number);

/** How many rows have which outcome. */
export function countOf(entries: readonly Entry[]): Record<Outcome, number> {
  const counts: Record<Outcome, number> = { add: 0, change: 0, end: 0, same: 0, refuse: 0 };
  for (const { outcome } of entries) counts[outcome]++;
  return counts;
}

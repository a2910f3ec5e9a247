/** Asking people by letter to join a school, and their answer. */
import { randomUUID } from 'node:crypto';
import { validate } from 'uuid';
import { noteChange } from './audit';
import type { Db, Transaction } from './db/connect';
import { addEach } from './jobs';
import { admit } from './joining';
import * as limits from './limits';
import type { Change } from './member-events';
import { invite as task } from './tasks/invite';
import { hashToken, makeToken } from './tokens';
import type { Account } from '../domain/account';
import { can, type Actor, type Role } from '../domain/actor';
import { invitationDays, type Invited, type NewInvitations } from '../domain/invitation';

/** One that waits for its answer. */
export interface Invitation {
  id: string;
  email: string;
  name: string | null;
  number: string | null;
  role: Role;
  cohort: { id: string; name: string } | null;
  sentAt: string;
  expiresAt: string;
  /** Null where the account is gone. */
  by: string | null;
}

const mayManage = (actor: Actor, school: string) => can(actor, 'member.manage', { school });

/** @returns those that wait, by address; none unless the actor may */
export async function list(db: Db, actor: Actor, school: string): Promise<Invitation[]> {
  if (!mayManage(actor, school)) return [];
  return db.$client<Invitation[]>`
    select invitations.id, invitations.email, invitations.name, number, role,
      case when cohorts.id is not null then
        jsonb_build_object('id', cohorts.id, 'name', cohorts.name) end as cohort,
      to_jsonb(sent_at) as "sentAt", to_jsonb(expires_at) as "expiresAt", accounts.name as by
    from invitations left join cohorts on cohorts.id = cohort_id
      left join accounts on accounts.id = invited_by
    where invitations.school_id = ${school} and accepted_at is null and revoked_at is null
    order by invitations.email`;
}

export type Sent =
  | { outcome: 'sent'; invited: string[]; members: string[] }
  | { outcome: 'missing' }
  | { outcome: 'invalid'; field: 'cohort'; error: string }
  | limits.Limited;

/**
 * Invites people. Who is a member already is left out; who was invited before gets another letter,
 * with what is said now.
 * @returns who is written to, and who is a member already; 'limited' after too many in a day
 */
export async function send(
  db: Db,
  change: Change & { actor: Actor },
  wanted: NewInvitations
): Promise<Sent> {
  const { actor, school } = change;
  if (!mayManage(actor, school)) return { outcome: 'missing' };
  const asked = wanted.emails.length;
  const limited = await limits.take(db, ['invitation', school, asked]);
  if (limited) return limited;
  const sent = await write(db, change, wanted);
  const unsent = asked - (sent.outcome === 'sent' ? sent.invited.length : 0);
  if (unsent > 0) await limits.giveBack(db, ['invitation', school, unsent]);
  return sent;
}

function write(
  db: Db,
  change: Change,
  { emails, role, cohort }: NewInvitations
): Promise<Exclude<Sent, limits.Limited>> {
  const { school } = change;
  return db.$client.begin(async (tx): Promise<Exclude<Sent, limits.Limited>> => {
    if (cohort && !(await isOf(tx, school, cohort)))
      return { outcome: 'invalid', field: 'cohort', error: 'Choose a cohort that there is' };
    const known = await tx<{ email: string }[]>`
      select accounts.email from members join accounts on accounts.id = account_id
      where school_id = ${school} and accounts.email = any(${emails})`;
    const members = known.map(({ email }) => email).sort();
    const invited = emails.filter((email) => !members.includes(email));
    const all = invited.map((email) => ({ email, role, cohort, name: null, number: null }));
    const subject = { invitations: await add(tx, change, all), role, cohort };
    if (invited.length > 0) await noteChange(tx, change, 'invitation.send', subject);
    return { outcome: 'sent', invited, members };
  });
}

async function isOf(tx: Transaction, school: string, cohort: string): Promise<boolean> {
  const found = await tx`select from cohorts where id = ${cohort} and school_id = ${school}`;
  return found.length > 0;
}

/**
 * Adds invitations and queues their letters; an open one to the same address is renewed.
 * @returns their ids
 */
export async function add(
  tx: Transaction,
  { actor, school, now }: Change,
  invited: readonly Invited[]
): Promise<string[]> {
  const expiresAt = new Date(now.getTime() + invitationDays * 86_400_000).toISOString();
  const ids: { invitation: string }[] = [];
  for (const { email, name, number, role, cohort } of invited) {
    const [row] = await tx<{ id: string }[]>`
      insert into invitations (id, school_id, token_hash, email, name, number, role, cohort_id,
        invited_by, created_at, sent_at, expires_at)
      values (${randomUUID()}, ${school}, ${hashToken(makeToken())}, ${email}, ${name}, ${number},
        ${role}, ${cohort}, ${actor.id}, ${now.toISOString()}, ${now.toISOString()}, ${expiresAt})
      on conflict (school_id, email) where accepted_at is null and revoked_at is null
      do update set name = coalesce(excluded.name, invitations.name),
        number = coalesce(excluded.number, invitations.number), role = excluded.role,
        cohort_id = excluded.cohort_id, invited_by = excluded.invited_by
      returning id`;
    ids.push({ invitation: row!.id });
  }
  if (ids.length > 0) await addEach(tx, task, ids);
  return ids.map(({ invitation }) => invitation);
}

/** Sends the letter again, good for another fortnight. @returns whether there is one that waits */
export async function resend(
  db: Db,
  change: Change & { actor: Actor },
  id: string
): Promise<'sent' | 'missing' | limits.Limited> {
  const { actor, school } = change;
  if (!validate(id) || !mayManage(actor, school)) return 'missing';
  const limited = await limits.take(db, ['invitation', school]);
  if (limited) return limited;
  return db.$client.begin(async (tx) => {
    const found = await tx`
      select from invitations where id = ${id} and school_id = ${school}
        and accepted_at is null and revoked_at is null for update`;
    if (found.length === 0) return 'missing';
    await addEach(tx, task, [{ invitation: id }]);
    await noteChange(tx, change, 'invitation.resend', { invitation: id });
    return 'sent';
  });
}

/** Takes an invitation back: its link works no more. @returns whether there was one that waited */
export async function revoke(
  db: Db,
  change: Change & { actor: Actor },
  id: string
): Promise<boolean> {
  const { actor, school, now } = change;
  if (!validate(id) || !mayManage(actor, school)) return false;
  return db.$client.begin(async (tx) => {
    const revoked = await tx`
      update invitations set revoked_at = ${now.toISOString()}
      where id = ${id} and school_id = ${school} and accepted_at is null and revoked_at is null
      returning 1`;
    if (revoked.length === 0) return false;
    await noteChange(tx, change, 'invitation.revoke', { invitation: id });
    return true;
  });
}

/** What whoever holds the letter may see. */
export interface Invite {
  school: { name: string; slug: string };
  email: string;
  role: Role;
  cohort: string | null;
}

/** @returns the invitation of a link; null where it is unknown, accepted, revoked or too old */
export async function find(db: Db, token: string, now: Date): Promise<Invite | null> {
  const [found] = await db.$client<Invite[]>`
    select jsonb_build_object('name', schools.name, 'slug', slug) as school, email, role,
      cohorts.name as cohort
    from invitations join schools on schools.id = invitations.school_id
      left join cohorts on cohorts.id = cohort_id
    where token_hash = ${hashToken(token)} and accepted_at is null and revoked_at is null
      and expires_at > ${now.toISOString()}`;
  return found ?? null;
}

/**
 * Accepts an invitation. Whoever holds the link has the letter, so it may be with another account
 * than the address it went to.
 * @returns the address of the school; null where the link works no more: of two who use it at once
 *   one comes in
 */
export async function accept(
  db: Db,
  account: Pick<Account, 'id' | 'timeZone'>,
  token: string,
  now: Date
): Promise<string | null> {
  return db.$client.begin(async (tx) => {
    const [used] = await tx<(Invited & { school: string; slug: string })[]>`
      update invitations set accepted_at = ${now.toISOString()}
      from schools where schools.id = school_id and token_hash = ${hashToken(token)}
        and accepted_at is null and revoked_at is null and expires_at > ${now.toISOString()}
      returning school_id as school, slug, role, invitations.name, email, number, cohort_id as cohort`;
    if (!used) return null;
    const { school, slug, ...rest } = used;
    await admit(tx, school, account, { ...rest, by: 'invitation' }, now);
    return slug;
  });
}

/** Addresses at which other programs read a calendar: no log-in, a token that nobody can guess. */
import { ofCohort, own } from './calendars';
import type { Db } from './db/connect';
import { actorOf } from './session';
import { hashToken, makeToken } from './tokens';
import { can, type Actor } from '../domain/actor';
import type { CalendarEvent } from '../domain/calendar';

/** Whose calendar: the account's own, or that of a cohort which it teaches. */
export type Scope = { cohort: null } | { cohort: string; school: string };

const isOf = ({ $client: sql }: Db, account: string, { cohort }: Scope) =>
  sql`account_id = ${account} and cohort_id is not distinct from ${cohort}`;

/** @returns since when there is an address; null where there is none */
export async function find(db: Db, account: string, scope: Scope): Promise<string | null> {
  const [row] = await db.$client<{ at: string }[]>`
    select to_jsonb(created_at) as at from calendar_feeds where ${isOf(db, account, scope)}`;
  return row?.at ?? null;
}

/**
 * Makes an address; a former one of the same calendar ends with it.
 * @returns the token, which is told this once; null where the cohort is not the actor's to see
 */
export async function issue(db: Db, actor: Actor, scope: Scope, now: Date): Promise<string | null> {
  const { cohort } = scope;
  const school = scope.cohort === null ? null : scope.school;
  if (scope.cohort !== null && !can(actor, 'assignment.manage', { school: scope.school, cohort: scope.cohort })) return null; // prettier-ignore
  const token = makeToken();
  const made = await db.$client`
    insert into calendar_feeds (hash, account_id, school_id, cohort_id, created_at)
    select ${hashToken(token)}, ${actor.id}, ${school}, ${cohort}, ${now.toISOString()}
    where ${cohort}::uuid is null
      or exists (select from cohorts where id = ${cohort} and school_id = ${school})
    on conflict (account_id, cohort_id)
      do update set hash = excluded.hash, created_at = excluded.created_at
    returning 1`;
  return made.length > 0 ? token : null;
}

/** Ends an address; again it changes nothing. */
export async function revoke(db: Db, account: string, scope: Scope): Promise<void> {
  await db.$client`delete from calendar_feeds where ${isOf(db, account, scope)}`;
}

/** @returns what is to be read at an address; null where it has ended, or is no longer its owner's to see */
export async function read(
  db: Db,
  token: string,
  now: Date
): Promise<{ name: string; events: CalendarEvent[] } | null> {
  const [feed] = await db.$client<
    { account: string; school: string | null; cohort: string | null }[]
  >`
    select account_id as account, school_id as school, cohort_id as cohort
    from calendar_feeds where hash = ${hashToken(token)}`;
  const person = feed && (await actorOf(db, feed.account));
  if (!person) return null;
  const { account, actor } = person;
  if (feed.cohort === null) return { name: 'Palpate', events: await own(db, account, actor, now) };
  return ofCohort(db, actor, feed.school!, feed.cohort, now);
}

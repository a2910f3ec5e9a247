/** What staff tell their students: said once, sent to each by a job of its own. */
import { validate } from 'uuid';
import { noteIn } from './audit';
import * as cohorts from './cohorts';
import type { Db, Transaction } from './db/connect';
import { addEach } from './jobs';
import * as letters from './letters';
import * as limits from './limits';
import { isSeenBy } from './students';
import { announce } from './tasks/announce';
import { can, type Actor } from '../domain/actor';
import type { DeliveryState, NewAnnouncement } from '../domain/announcement';

export interface Announcement {
  id: string;
  /** Name of the cohort; null for all students. */
  cohort: string | null;
  subject: string;
  text: string;
  sentAt: string;
  /** Null where the account is gone. */
  sentBy: string | null;
  /** How many letters are in which state; together all students that it went to. */
  letters: Record<DeliveryState, number>;
  /** How many have read it in the app. */
  read: number;
}

/** So many at once: older ones are of no use any more. */
const most = 100;

/** @param id null: all of the school */
const rows = (db: Db, school: string, id: string | null) => db.$client<Announcement[]>`
  with chosen as (
    select * from announcements
    where school_id = ${school} and (${id}::uuid is null or id = ${id})
    order by sent_at desc, id limit ${most})
  select chosen.id, cohort, subject, text, to_jsonb(sent_at) as "sentAt", accounts.name as "sentBy",
    jsonb_build_object(
      'waiting', count(*) filter (where state = 'waiting'),
      'sent', count(*) filter (where state = 'sent'),
      'refused', count(*) filter (where state = 'refused'),
      'failed', count(*) filter (where state = 'failed')) as letters,
    count(read_at)::int as read
  from chosen left join announcement_deliveries on announcement_id = chosen.id
    left join accounts on accounts.id = sent_by
  group by chosen.id, cohort, subject, text, sent_at, accounts.name
  order by sent_at desc, chosen.id`;

/** @returns what was sent, the newest first; none unless the actor may send */
export async function list(db: Db, actor: Actor, school: string): Promise<Announcement[]> {
  return can(actor, 'announcement.send', { school }) ? rows(db, school, null) : [];
}

export interface Undelivered {
  id: string;
  name: string;
  state: Extract<DeliveryState, 'refused' | 'failed'>;
}

/**
 * @returns one of them, and to whom no letter could be sent, by name; null where it does not exist
 *   or is not the actor's to see
 */
export async function find(
  db: Db,
  actor: Actor,
  school: string,
  id: string
): Promise<(Announcement & { undelivered: Undelivered[] }) | null> {
  if (!validate(id) || !can(actor, 'announcement.send', { school })) return null;
  const [[found], undelivered] = await Promise.all([
    rows(db, school, id),
    db.$client<Undelivered[]>`
      select accounts.id, name, state
      from announcements join announcement_deliveries on announcement_id = announcements.id
        join accounts on accounts.id = account_id
      where announcements.id = ${id} and school_id = ${school} and state in ('refused', 'failed')
        and ${isSeenBy(db, actor, school, db.$client`account_id`)}
      order by name, accounts.id`
  ]);
  return found ? { ...found, undelivered } : null;
}

export type Sent =
  | { outcome: 'sent'; id: string }
  | { outcome: 'missing' }
  | { outcome: 'invalid'; field: 'id' | 'cohort'; error: string }
  | limits.Limited;

const taken: Sent = {
  outcome: 'invalid',
  field: 'id',
  error: 'This id is taken by another announcement: make a new UUID'
};

/**
 * Sends an announcement to the students of a cohort, or of the school, as they are now. Sent again,
 * it is sent once, whoever does it.
 * @returns 'limited' where the school has sent as many as it may today
 */
export async function send(
  db: Db,
  { actor, school, now }: Pick<cohorts.Change, 'actor' | 'school' | 'now'>,
  announcement: NewAnnouncement
): Promise<Sent> {
  if (!can(actor, 'announcement.send', { school })) return { outcome: 'missing' };
  const audience = await audienceOf(db, actor, school, announcement.cohort);
  if ('error' in audience) return { outcome: 'invalid', field: 'cohort', error: audience.error };
  const said = { ...announcement, cohort: audience.cohort };
  const before = await sentBefore(db.$client, school, said);
  if (before) return before;
  const limited = await limits.take(db, ['announcement', school]);
  if (limited) return limited;

  const isFirst = await db.$client.begin(async (tx) => {
    const { id, subject, text } = announcement;
    const made = await tx`
      insert into announcements (id, school_id, cohort, subject, text, sent_by, sent_at)
      values (${id}, ${school}, ${said.cohort}, ${subject}, ${text}, ${actor.id},
        ${now.toISOString()})
      on conflict (id) do nothing returning id`;
    if (made.length === 0) return false;
    const students = await tx<{ account: string }[]>`
      insert into announcement_deliveries (announcement_id, account_id)
      select ${id}, account_id from members
      where school_id = ${school} and role = 'student' and ${among(tx, announcement.cohort)}
      returning account_id as account`;
    const jobs = students.map(({ account }) => ({ announcement: id, account }));
    await addEach(tx, announce, jobs);
    const subjectOf = { announcement: id, cohort: announcement.cohort, students: students.length };
    const deed = { action: 'announcement.send', subject: subjectOf, reason: '' };
    await noteIn(tx, { school, actor: actor.id, ...deed }, now);
    return true;
  });
  if (isFirst) return { outcome: 'sent', id: announcement.id };
  await limits.giveBack(db, ['announcement', school]);
  return (await sentBefore(db.$client, school, said)) ?? taken;
}

const among = (tx: Transaction, cohort: string | null) =>
  cohort === null
    ? tx`true`
    : tx`account_id in (select account_id from cohort_members where cohort_id = ${cohort})`;

/**
 * @param from who would send it
 * @returns the letter as each student would get it, and how many would; or why it cannot be sent
 */
export async function preview(
  db: Db,
  { actor, school }: Pick<cohorts.Change, 'actor' | 'school'>,
  { cohort, subject, text }: Pick<NewAnnouncement, 'cohort' | 'subject' | 'text'>,
  from: { school: string; by: string }
): Promise<{ subject: string; text: string; students: number } | { error: string } | null> {
  if (!can(actor, 'announcement.send', { school })) return null;
  const audience = await audienceOf(db, actor, school, cohort);
  if ('error' in audience) return audience;
  const letter = letters.announcement('', { subject, text, ...from }, 'preview');
  return { subject: letter.subject, text: letter.text, students: audience.students };
}

/** To whom it goes, by name, and how many they are; or why it can go to nobody. */
async function audienceOf(
  db: Db,
  actor: Actor,
  school: string,
  id: string | null
): Promise<{ cohort: string | null; students: number } | { error: string }> {
  if (id === null) {
    if (!can(actor, 'announcement.send', { school, cohort: null }))
      return { error: 'Choose one of your cohorts' };
    const [all] = await db.$client<{ students: number }[]>`
      select count(*)::int as students from members
      where school_id = ${school} and role = 'student'`;
    const { students } = all!;
    return students > 0 ? { cohort: null, students } : { error: 'The school has no students yet' };
  }
  const cohort = await cohorts.find(db, actor, school, id);
  if (!cohort) return { error: 'There is no such cohort any more: choose another' };
  const { name, students } = cohort;
  if (students === 0) return { error: 'Nobody is in this cohort: choose another' };
  return { cohort: name, students };
}

/** What came of it where the id is known already; null where it is not. */
async function sentBefore(
  sql: Db['$client'],
  school: string,
  { id, cohort, subject, text }: NewAnnouncement
): Promise<Sent | null> {
  const [found] = await sql<{ same: boolean }[]>`
    select school_id = ${school} and (cohort, subject, text)
      is not distinct from (${cohort}::text, ${subject}::text, ${text}::text) as same
    from announcements where id = ${id}`;
  if (!found) return null;
  return found.same ? { outcome: 'sent', id } : taken;
}

/** Everybody who belongs or has belonged to a school, as far as the actor may see them. */
import { validate } from 'uuid';
import type { Db } from './db/connect';
import { isSeenBy } from './students';
import { models } from './weights';
import { can, type Actor, type Role } from '../domain/actor';
import { recallOn, type Card } from '../domain/card';
import { studyDay } from '../domain/day';
import { grouped } from '../domain/grouped';
import { standingOf, type RecordState, type Standing } from '../domain/membership';
import type { RosterQuery } from '../domain/roster-query';

/** The school's record of a person. */
export interface Member {
  /** Of the record, which outlives the account. */
  id: string;
  /** Null once the account is deleted. */
  account: string | null;
  number: string | null;
  name: string;
  email: string;
  role: Role;
  standing: Standing;
  /** Study days. */
  joinedDay: number;
  leftDay: number | null;
  leaveFrom: number | null;
  leaveUntil: number | null;
  cohorts: { id: string; name: string }[];
  /** Of an instructor who sees some cohorts only; null for everybody else. */
  limitedTo: { id: string; name: string }[] | null;
}

/** A member with what was done so far. */
export interface ActiveMember extends Member {
  lessons: number;
  answers: number;
  lastAnswerAt: string | null;
  /** Mean probability of recall now over what was ever answered, 0 to 1; null before that. */
  recall: number | null;
}

type Row = Omit<Member, 'standing'> & { state: RecordState };

/** For queries: records with what there is to a membership, as `Row` has it. */
const selected = (db: Db, school: string) => db.$client`
  select member_records.id, member_records.account_id as account, number, member_records.name,
    email, coalesce(members.role, member_records.role) as role, state,
    joined_day as "joinedDay", left_day as "leftDay", leave_from as "leaveFrom",
    leave_until as "leaveUntil",
    (select coalesce(json_agg(json_build_object('id', id, 'name', name) order by name), '[]')
      from cohort_members join cohorts on cohorts.id = cohort_id
      where cohort_members.school_id = ${school}
        and cohort_members.account_id = member_records.account_id) as cohorts,
    case when is_limited then (
      select coalesce(json_agg(json_build_object('id', id, 'name', name) order by name), '[]')
      from staff_cohorts join cohorts on cohorts.id = cohort_id
      where staff_cohorts.school_id = ${school}
        and staff_cohorts.account_id = member_records.account_id) end as "limitedTo"
  from member_records left join members
    on members.school_id = member_records.school_id
    and members.account_id = member_records.account_id
  where member_records.school_id = ${school}`;

/** Staff are colleagues; of students those whose study the actor may see. */
const isShownTo = (db: Db, actor: Actor, school: string) => db.$client`
  ((state = 'current' and member_records.role <> 'student')
    or ${isSeenBy(db, actor, school, db.$client`member_records.account_id`)})`;

const toMember = ({ state, ...row }: Row, today: number): Member => ({
  ...row,
  standing: standingOf({ state, ...row }, today)
});

/**
 * @param today the study day of the one who looks
 * @returns who is asked for, by name; nobody unless the actor may see the roster
 */
export async function list(
  db: Db,
  actor: Actor,
  school: string,
  { standing, role, cohort, name }: RosterQuery,
  today: number
): Promise<Member[]> {
  if (!can(actor, 'roster.view', { school })) return [];
  const sql = db.$client;
  const some = `%${name.replace(/[\\%_]/g, '\\$&')}%`;
  const which = {
    current: sql`state = 'current'`,
    former: sql`state <> 'current'`,
    all: sql`true`
  };
  const rows = await sql<Row[]>`
    ${selected(db, school)} and ${isShownTo(db, actor, school)} and ${which[standing]}
    and (${role}::text is null or member_records.role = ${role})
    and (${cohort}::uuid is null or member_records.account_id in (
      select account_id from cohort_members
      where cohort_id = ${cohort} and cohort_members.school_id = ${school}))
    and (${name} = '' or member_records.name ilike ${some} or email ilike ${some}
      or number ilike ${some})
    order by lower(member_records.name), member_records.id`;
  return rows.map((row) => toMember(row, today));
}

/** @returns one record of the school; null where it is not there, or not the actor's to see */
export async function find(
  db: Db,
  actor: Actor,
  school: string,
  id: string,
  today: number
): Promise<Member | null> {
  if (!validate(id) || !can(actor, 'roster.view', { school })) return null;
  const [row] = await db.$client<Row[]>`
    ${selected(db, school)} and ${isShownTo(db, actor, school)} and member_records.id = ${id}`;
  return row ? toMember(row, today) : null;
}

interface Done {
  account: string;
  timeZone: string;
  lessons: number;
  answers: number;
  lastAnswerAt: string | null;
}

type Known = Pick<Card, 'stability' | 'lastDay' | 'weightsVersion'>;

/**
 * @returns the members with what each has done; two queries, however many there are. What somebody
 *   does who has left is no more the school's to see
 */
export async function withActivity(
  db: Db,
  members: readonly Member[],
  now: Date
): Promise<ActiveMember[]> {
  const sql = db.$client;
  const isMember = ({ standing }: Member) => standing === 'active' || standing === 'on leave';
  const ids = members.filter(isMember).flatMap(({ account }) => account ?? []);
  const [done, cards] = await Promise.all([
    sql<Done[]>`
      select id as account, time_zone as "timeZone", coalesce(read.lessons, 0)::int as lessons,
        coalesce(given.answers, 0)::int as answers, to_jsonb(given.last) as "lastAnswerAt"
      from accounts
        left join (select account_id, count(*) as lessons from completions
          where account_id = any(${ids}::uuid[]) group by 1) as read on read.account_id = id
        left join (select account_id, count(*) as answers, max(answered_at) as last from answers
          where account_id = any(${ids}::uuid[]) group by 1) as given on given.account_id = id
      where id = any(${ids}::uuid[])`,
    sql<({ account: string } & Known)[]>`
      select account_id as account, stability, last_day as "lastDay",
        weights_version as "weightsVersion"
      from cards where account_id = any(${ids}::uuid[])`
  ]);
  const model = await models(
    db,
    cards.map(({ weightsVersion }) => weightsVersion)
  );
  const doneBy = new Map(done.map((row) => [row.account, row]));
  const cardsBy = grouped(cards, ({ account }) => account);
  return members.map((member) => {
    const own = doneBy.get(member.account ?? '');
    if (!own) return { ...member, lessons: 0, answers: 0, lastAnswerAt: null, recall: null };
    const today = studyDay(now, own.timeZone);
    const known = cardsBy.get(own.account) ?? [];
    const sum = known.reduce(
      (total, card) => total + recallOn(card, today, model(card.weightsVersion)),
      0
    );
    const { lessons, answers, lastAnswerAt } = own;
    const recall = known.length > 0 ? sum / known.length : null;
    return { ...member, lessons, answers, lastAnswerAt, recall };
  });
}

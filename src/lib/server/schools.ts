/** Schools and who belongs to them. Every query asks for the school, whoever may have checked. */
import { eq, inArray } from 'drizzle-orm';
import type { Db } from './db/connect';
import { schools } from './db/schema/accounts';
import { models } from './weights';
import { can, type Actor, type Role } from '../domain/actor';
import { recallOn, type Card } from '../domain/card';
import { studyDay } from '../domain/day';
import { grouped } from '../domain/grouped';

type Known = Pick<Card, 'stability' | 'lastDay' | 'weightsVersion'>;

export interface School {
  id: string;
  slug: string;
  name: string;
}

const columns = { id: schools.id, slug: schools.slug, name: schools.name };

/**
 * The school at an address, as far as the actor may see its members.
 * @returns null where it does not exist or is not theirs to see: the two look alike
 */
export async function findForStaff(db: Db, actor: Actor, slug: string): Promise<School | null> {
  const [school] = await db.select(columns).from(schools).where(eq(schools.slug, slug));
  return school && can(actor, 'roster.view', { school: school.id }) ? school : null;
}

/** @returns the schools whose members the actor may see. */
export async function listForStaff(db: Db, actor: Actor): Promise<School[]> {
  const ids = actor.memberships
    .map(({ school }) => school)
    .filter((school) => can(actor, 'roster.view', { school }));
  if (ids.length === 0) return [];
  return db.select(columns).from(schools).where(inArray(schools.id, ids)).orderBy(schools.name);
}

export interface Member {
  id: string;
  name: string;
  email: string;
  role: Role;
  lessons: number;
  answers: number;
  lastAnswerAt: string | null;
  /** Mean probability of recall now over what was ever answered, 0 to 1; null before that. */
  recall: number | null;
}

/** @returns all members of a school with what they have done, by role and name; two queries. */
export async function roster(db: Db, school: string, now: Date): Promise<Member[]> {
  const sql = db.$client;
  const [people, cards] = await Promise.all([
    sql<(Omit<Member, 'recall'> & { timeZone: string })[]>`
      select accounts.id, name, email, role, time_zone as "timeZone",
        coalesce(done.lessons, 0)::int as lessons, coalesce(given.answers, 0)::int as answers,
        given.last as "lastAnswerAt"
      from members join accounts on accounts.id = members.account_id
        left join (select account_id, count(*) as lessons
          from completions join members using (account_id) where school_id = ${school}
          group by 1) as done on done.account_id = accounts.id
        left join (select account_id, count(*) as answers, max(answered_at) as last
          from answers join members using (account_id) where school_id = ${school}
          group by 1) as given on given.account_id = accounts.id
      where school_id = ${school}
      order by role, name`,
    sql<({ account: string } & Known)[]>`
      select account_id as account, stability, last_day as "lastDay",
        weights_version as "weightsVersion"
      from cards join members using (account_id) where school_id = ${school}`
  ]);

  const model = await models(
    db,
    cards.map(({ weightsVersion }) => weightsVersion)
  );
  const byAccount = grouped(cards, ({ account }) => account);
  return people.map(({ timeZone, ...person }) => {
    const today = studyDay(now, timeZone);
    const known = byAccount.get(person.id) ?? [];
    const sum = known.reduce(
      (total, card) => total + recallOn(card, today, model(card.weightsVersion)),
      0
    );
    return { ...person, recall: known.length > 0 ? sum / known.length : null };
  });
}

/** Gives a school another name. @returns whether the actor may do that */
export async function rename(db: Db, actor: Actor, school: School, name: string): Promise<boolean> {
  if (!can(actor, 'school.rename', { school: school.id })) return false;
  await db.update(schools).set({ name }).where(eq(schools.id, school.id));
  return true;
}

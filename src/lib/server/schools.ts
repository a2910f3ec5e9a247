/** Schools and who belongs to them. Every query asks for the school, whoever may have checked. */
import { eq, inArray, like } from 'drizzle-orm';
import { note, noteIn } from './audit';
import type { Db, Transaction } from './db/connect';
import { schools } from './db/schema/accounts';
import { once, useBefore, type Use } from './idempotency';
import { admit } from './joining';
import * as limits from './limits';
import type { Account } from '../domain/account';
import { can, schoolsWhere, type Actor, type Role } from '../domain/actor';
import { reservedSlugs, type NewSchool } from '../domain/school';
import { slugFor } from '../domain/slug';

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
  const ids = schoolsWhere(actor, 'roster.view');
  if (ids.length === 0) return [];
  return db.select(columns).from(schools).where(inArray(schools.id, ids)).orderBy(schools.name);
}

/** @returns the schools that somebody belongs to, by name, and as what */
export async function listOwn(
  db: Db,
  { memberships }: Actor
): Promise<(School & { role: Role })[]> {
  const roleAt = new Map(memberships.map(({ school, role }) => [school, role]));
  if (roleAt.size === 0) return [];
  const of = inArray(schools.id, [...roleAt.keys()]);
  const rows = await db.select(columns).from(schools).where(of).orderBy(schools.name);
  return rows.map((row) => ({ ...row, role: roleAt.get(row.id)! }));
}

/**
 * Founds a school; whoever does so is its first admin. Sent again, it is founded once.
 * @returns 'limited' after too many in a day; 'taken' where something else has the id
 */
export async function create(
  db: Db,
  account: Pick<Account, 'id' | 'timeZone'>,
  { id, name }: NewSchool,
  now: Date
): Promise<{ outcome: 'made'; school: School } | { outcome: 'taken' } | limits.Limited> {
  const wish = { id, asked: { as: 'school', by: account.id, name }, now };
  const before = await useBefore(db, wish);
  if (before !== 'first') return foundedBefore(db, id, before);
  const limited = await limits.take(db, ['school', account.id]);
  if (limited) return limited;
  for (;;) {
    const alike = like(schools.slug, `${slugFor(name, new Set(), 'school')}%`);
    const rows = await db.select({ slug: schools.slug }).from(schools).where(alike);
    const taken = new Set([...reservedSlugs, ...rows.map(({ slug }) => slug)]);
    const school = { id, slug: slugFor(name, taken, 'school'), name };
    const isFree = (made: boolean) => made;
    const done = await once(db, wish, (tx) => found(tx, account, school, now), isFree);
    if (done.use !== 'first') {
      await limits.giveBack(db, ['school', account.id]);
      return foundedBefore(db, id, done.use);
    }
    // Somebody else has taken the address meanwhile: the next one, then.
    if (done.made) return { outcome: 'made', school };
  }
}

/** @returns whether the address was free */
async function found(
  tx: Transaction,
  account: Pick<Account, 'id' | 'timeZone'>,
  { id, slug, name }: School,
  now: Date
): Promise<boolean> {
  const made = await tx`
    insert into schools (id, slug, name, time_zone, created_at)
    values (${id}, ${slug}, ${name}, ${account.timeZone}, ${now.toISOString()})
    on conflict (slug) do nothing returning 1`;
  if (made.length === 0) return false;
  await admit(tx, id, account, { role: 'admin', by: 'founding', cohort: null }, now);
  const deed = { school: id, actor: account.id, action: 'school.create', subject: { name } };
  await noteIn(tx, { ...deed, reason: '' }, now);
  return true;
}

/** What came of it where the id was used before. */
async function foundedBefore(db: Db, id: string, use: Use) {
  if (use !== 'again') return { outcome: 'taken' } as const;
  const [school] = await db.select(columns).from(schools).where(eq(schools.id, id));
  return { outcome: 'made', school: school! } as const;
}

/** Gives a school another name; its address stays. @returns whether the actor may do that */
export async function rename(
  db: Db,
  actor: Actor,
  school: School,
  name: string,
  now: Date
): Promise<boolean> {
  if (!can(actor, 'school.rename', { school: school.id })) return false;
  await db.transaction(async (tx) => {
    await tx.update(schools).set({ name }).where(eq(schools.id, school.id));
    const subject = { before: school.name, name };
    const deed = { school: school.id, actor: actor.id, action: 'school.rename', subject };
    await note(tx, { ...deed, reason: '' }, now);
  });
  return true;
}

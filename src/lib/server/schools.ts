/** Schools and who belongs to them. Every query asks for the school, whoever may have checked. */
import { eq, inArray, like } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { note, noteIn } from './audit';
import type { Db } from './db/connect';
import { schools } from './db/schema/accounts';
import { admit } from './joining';
import * as limits from './limits';
import type { Account } from '../domain/account';
import { can, schoolsWhere, type Actor, type Role } from '../domain/actor';
import { reservedSlugs } from '../domain/school';
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
 * Founds a school; whoever does so is its first admin.
 * @returns 'limited' after too many in a day
 */
export async function create(
  db: Db,
  account: Pick<Account, 'id' | 'timeZone'>,
  name: string,
  now: Date
): Promise<{ outcome: 'made'; school: School } | limits.Limited> {
  const limited = await limits.take(db, ['school', account.id]);
  if (limited) return limited;
  const id = uuidv7();
  for (;;) {
    const alike = like(schools.slug, `${slugFor(name, new Set(), 'school')}%`);
    const rows = await db.select({ slug: schools.slug }).from(schools).where(alike);
    const taken = new Set([...reservedSlugs, ...rows.map(({ slug }) => slug)]);
    const slug = slugFor(name, taken, 'school');
    const isMade = await db.$client.begin(async (tx) => {
      const made = await tx`
        insert into schools (id, slug, name, time_zone, created_at)
        values (${id}, ${slug}, ${name}, ${account.timeZone}, ${now.toISOString()})
        on conflict (slug) do nothing returning 1`;
      if (made.length === 0) return false;
      await admit(tx, id, account, { role: 'admin', by: 'founding', cohort: null }, now);
      const deed = { school: id, actor: account.id, action: 'school.create', subject: { name } };
      await noteIn(tx, { ...deed, reason: '' }, now);
      return true;
    });
    // Somebody else has taken the address meanwhile: the next one, then.
    if (isMade) return { outcome: 'made', school: { id, slug, name } };
  }
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

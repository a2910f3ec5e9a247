/** One's own record at a school, member or not: as long as there is an account, it is theirs to see. */
import { validate } from 'uuid';
import type { Db } from './db/connect';
import type { Role } from '../domain/actor';
import type { RecordState } from '../domain/membership';

/** Whose lines: the record of a student, and the account, which may be gone. */
export interface RecordOwner {
  school: string;
  record: string;
  account: string | null;
}

export interface OwnRecord {
  owner: RecordOwner;
  school: { id: string; slug: string; name: string };
  name: string;
  role: Role;
  state: RecordState;
  /** Study days. */
  joinedDay: number;
  leftDay: number | null;
}

interface Row extends Omit<OwnRecord, 'owner' | 'school'> {
  record: string;
  account: string | null;
  school: OwnRecord['school'];
}

const selected = ({ $client: sql }: Pick<Db, '$client'>) => sql`
  select member_records.id as record, account_id as account, member_records.name, role, state,
    joined_day as "joinedDay", left_day as "leftDay",
    jsonb_build_object('id', schools.id, 'slug', slug, 'name', schools.name) as school
  from member_records join schools on schools.id = school_id`;

const toOwn = ({ record, account, ...row }: Row): OwnRecord => ({
  ...row,
  owner: { school: row.school.id, record, account }
});

/** @returns the record of an account at a school, by its id; null where there is none */
export async function recordAt(
  db: Pick<Db, '$client'>,
  account: string,
  school: string
): Promise<OwnRecord | null> {
  if (!validate(school)) return null;
  const [row] = await db.$client<Row[]>`
    ${selected(db)} where account_id = ${account} and school_id = ${school}`;
  return row ? toOwn(row) : null;
}

/** @returns the same by the address of the school */
export async function recordAtSlug(
  db: Pick<Db, '$client'>,
  account: string,
  slug: string
): Promise<OwnRecord | null> {
  const [row] = await db.$client<Row[]>`
    ${selected(db)} where account_id = ${account} and slug = ${slug}`;
  return row ? toOwn(row) : null;
}

/** @returns all records of an account, by school; former ones too */
export async function listOwn(db: Pick<Db, '$client'>, account: string): Promise<OwnRecord[]> {
  const rows = await db.$client<Row[]>`
    ${selected(db)} where account_id = ${account} order by schools.name, schools.id`;
  return rows.map(toOwn);
}

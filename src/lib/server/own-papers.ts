/** Papers as those see them about whom they are. */
import { randomUUID } from 'node:crypto';
import { validate } from 'uuid';
import type { Db } from './db/connect';
import { columns, toIssued, type IssuedPaper } from './papers';
import type { Paper } from '../domain/papers/paper';

export type OwnPaper = Omit<IssuedPaper, 'student'> & { school: string };

type Row = Parameters<typeof toIssued>[0];

const toOwn = ({ school, ...row }: Row & { school: string }): OwnPaper => {
  const { student: _, ...paper } = toIssued(row);
  return { ...paper, school };
};

const from = ({ $client: sql }: Db, account: string) => sql`
  from papers join schools on schools.id = papers.school_id
    join member_records on member_records.school_id = papers.school_id
      and member_records.id = record_id
  where account_id = ${account}`;

/** @returns the papers of somebody at every school, the newest first */
export async function list(db: Db, account: string): Promise<OwnPaper[]> {
  const rows = await db.$client<(Row & { school: string })[]>`
    select ${columns(db)}, schools.name as school ${from(db, account)}
    order by issued_at desc, year desc, serial desc`;
  return rows.map(toOwn);
}

/** @returns one with what it says; null where it is not theirs */
export async function find(db: Db, account: string, id: string) {
  if (!validate(id)) return null;
  const [row] = await db.$client<
    (Row & { school: string; content: Paper; credential: string | null })[]
  >`
    select ${columns(db)}, schools.name as school, content, credential
    ${from(db, account)} and papers.id = ${id}`;
  if (!row) return null;
  const { content, credential, ...rest } = row;
  return { ...toOwn(rest), content, credential };
}

/** Says whether whoever checks the paper reads the holder's name. @returns whether it is theirs */
export async function consent(
  db: Db,
  account: string,
  id: string,
  showsName: boolean,
  now: Date
): Promise<boolean> {
  if (!validate(id)) return false;
  const rows = await db.$client`
    insert into paper_consents (school_id, id, paper_id, shows_name, at)
    select papers.school_id, ${randomUUID()}, papers.id, ${showsName}, ${now.toISOString()}
    ${from(db, account)} and papers.id = ${id} returning 1`;
  return rows.length > 0;
}

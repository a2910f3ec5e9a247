/** To whom records of students were given: 34 CFR 99.32 has it logged, and the student may read it. */
import type { Db, Transaction } from './db/connect';
import * as roster from './roster';
import { can, type Actor } from '../domain/actor';
import type { Ground } from '../domain/papers/ground';
import type { NewDisclosure } from '../domain/papers/request';

export interface Disclosure {
  id: string;
  recipient: string;
  what: string;
  purpose: string;
  /** By what the school may give it; null where that was not asked. */
  ground: Ground | null;
  /** Who gave it. */
  by: string;
  at: string;
}

/** What was given to whom, and of whose record. */
export interface Given {
  /** Made by the client: sent twice, it is noted once. */
  id: string;
  records: readonly string[];
  paper: string | null;
  recipient: string;
  what: string;
  purpose: string;
  ground?: Ground | null;
}

/** Notes it for each of the records; whoever gives it has been checked. */
export async function disclose(
  tx: Transaction,
  { actor, school, now }: { actor: Pick<Actor, 'id'>; school: string; now: Date },
  { id, records, paper, recipient, what, purpose, ground = null }: Given
): Promise<void> {
  await tx`
    insert into disclosures (school_id, id, record_id, paper_id, recipient, what, purpose, ground,
      actor_id, actor_name, at)
    select ${school}, ${id}, record, ${paper}, ${recipient}, ${what}, ${purpose}, ${ground},
      accounts.id, name, ${now.toISOString()}
    from unnest(${[...records]}::uuid[]) as record, accounts where accounts.id = ${actor.id}
    on conflict do nothing`;
}

/** Notes what staff have given otherwise than by a paper. @returns whether there is such a student of theirs */
export async function add(
  db: Db,
  actor: Actor,
  school: string,
  { student, ...given }: Omit<NewDisclosure, 'ground'> & Pick<Given, 'ground'>,
  now: Date,
  today: number
): Promise<boolean> {
  if (!can(actor, 'paper.view', { school })) return false;
  if (!(await roster.find(db, actor, school, student, today))) return false;
  const change = { actor, school, now };
  await db.$client.begin((tx) =>
    disclose(tx, change, { ...given, records: [student], paper: null })
  );
  return true;
}

/** @returns of a record, the newest first; whoever asks has been checked */
export const listOf = ({ $client: sql }: Db, school: string, record: string) => sql<Disclosure[]>`
  select id, recipient, what, purpose, ground, actor_name as by, to_jsonb(at) as at from disclosures
  where school_id = ${school} and record_id = ${record} order by at desc, id`;

/** @returns the same for staff; null where there is no such student of theirs */
export async function list(db: Db, actor: Actor, school: string, student: string, today: number) {
  if (!can(actor, 'paper.view', { school })) return null;
  const found = await roster.find(db, actor, school, student, today);
  return found && listOf(db, school, found.id);
}

/** @returns what every school of somebody has given of their record, the newest first */
export const own = ({ $client: sql }: Db, account: string) => sql<
  (Disclosure & { school: string })[]
>`
  select disclosures.id, schools.name as school, recipient, what, purpose, ground,
    actor_name as by, to_jsonb(at) as at
  from disclosures join member_records on member_records.school_id = disclosures.school_id
      and member_records.id = record_id
    join schools on schools.id = disclosures.school_id
  where account_id = ${account} order by disclosures.at desc, disclosures.id`;

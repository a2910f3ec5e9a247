/** Comments that a school keeps for grading. Every query asks for the school. */
import { randomUUID } from 'node:crypto';
import { validate } from 'uuid';
import type { Db, Transaction } from './db/connect';
import { can, type Actor } from '../domain/actor';

/** More nobody looks through. */
const most = 100;

export interface KeptComment {
  id: string;
  text: string;
  /** In how many gradings it was used. */
  uses: number;
}

export type Outcome =
  | { outcome: 'done'; comment: KeptComment }
  | { outcome: 'missing' }
  | { outcome: 'invalid'; error: string };

const missing = { outcome: 'missing' } as const;
const mayGrade = (actor: Actor, school: string) => can(actor, 'note.grade', { school });

/** @returns those of a school, the most used first; none unless the actor may grade */
export async function list(db: Db, actor: Actor, school: string): Promise<KeptComment[]> {
  if (!mayGrade(actor, school)) return [];
  return db.$client<KeptComment[]>`
    select id, text, uses from quick_comments
    where school_id = ${school} order by uses desc, created_at desc, id`;
}

/** Keeps a comment; one that is kept already stays as it is. */
export async function keep(
  db: Db,
  actor: Actor,
  school: string,
  text: string,
  now: Date
): Promise<Outcome> {
  if (!mayGrade(actor, school)) return missing;
  const sql = db.$client;
  await sql`
    insert into quick_comments (id, school_id, text, uses, created_at)
    select ${randomUUID()}, ${school}, ${text}, 0, ${now.toISOString()}
    where (select count(*) from quick_comments where school_id = ${school}) < ${most}
    on conflict do nothing`;
  const [comment] = await sql<KeptComment[]>`
    select id, text, uses from quick_comments where school_id = ${school} and text = ${text}`;
  if (comment) return { outcome: 'done', comment };
  return { outcome: 'invalid', error: `${most} are kept: remove one that nobody uses` };
}

/** Gives a comment another text; gradings that used it stay as they are. */
export async function change(
  db: Db,
  actor: Actor,
  school: string,
  id: string,
  text: string
): Promise<Outcome> {
  if (!validate(id) || !mayGrade(actor, school)) return missing;
  try {
    const [comment] = await db.$client<KeptComment[]>`
      update quick_comments set text = ${text} where id = ${id} and school_id = ${school}
      returning id, text, uses`;
    return comment ? { outcome: 'done', comment } : missing;
  } catch (error) {
    if ((error as { code?: string }).code === '23505')
      return { outcome: 'invalid', error: 'This comment is kept already' };
    throw error;
  }
}

/** Forgets a comment. @returns whether the actor may; where there is none nothing changes */
export async function remove(db: Db, actor: Actor, school: string, id: string): Promise<boolean> {
  if (!validate(id) || !mayGrade(actor, school)) return false;
  await db.$client`delete from quick_comments where id = ${id} and school_id = ${school}`;
  return true;
}

/** Counts those that a grading's comment holds. */
export const count = (tx: Transaction, school: string, comment: string) => tx`
  update quick_comments set uses = uses + 1
  where id in (select id from quick_comments
    where school_id = ${school} and strpos(${comment}, text) > 0 order by id for update)`;

/** What reviewers and authors say to each other about a lesson, passage by passage. */
import { validate } from 'uuid';
import type { Db, Transaction } from './db/connect';
import { once } from './idempotency';
import { textOf } from './lesson-history';
import * as texts from './lesson-texts';
import type { Change } from './school-courses';
import { can, type Actor } from '../domain/actor';
import { blocksOf } from '../domain/lesson/blocks';
import type { NewComment } from '../domain/lesson/text';

interface Said {
  id: string;
  body: string;
  at: string;
  /** Null where the account is deleted. */
  by: string | null;
}
export interface Comment extends Said {
  version: number;
  /** The place of its passage in that version; null for the lesson as a whole. */
  block: number | null;
  /** What the passage said. */
  quote: string | null;
  resolved: { at: string; by: string | null } | null;
  /** The oldest first. */
  replies: Said[];
}

/** @returns the comments on a lesson, the oldest first; none unless the actor may write */
export async function list(
  db: Db,
  actor: Actor,
  school: string,
  lesson: string
): Promise<Comment[]> {
  if (!can(actor, 'content.write', { school })) return [];
  return db.$client<Comment[]>`
    select id, version, block, quote, body, to_jsonb(created_at) as at, ${nameOf(db, 'author_id')} as by,
      case when resolved_at is not null then
        jsonb_build_object('at', resolved_at, 'by', ${nameOf(db, 'resolved_by')}) end as resolved,
      coalesce((select jsonb_agg(jsonb_build_object('id', reply.id, 'body', reply.body,
          'at', reply.created_at, 'by', accounts.name) order by reply.created_at, reply.id)
        from lesson_comments as reply left join accounts on accounts.id = reply.author_id
        where reply.reply_to = lesson_comments.id), '[]') as replies
    from lesson_comments
    where school_id = ${school} and lesson_id = ${lesson} and reply_to is null
    order by created_at, id`;
}

const nameOf = ({ $client: sql }: Db, account: 'author_id' | 'resolved_by') => sql`
  (select name from accounts where accounts.id = lesson_comments.${sql(account)})`;

/** What came of it; 'taken' where something else has the id. */
export type Added = { outcome: 'done'; id: string } | { outcome: 'missing' } | { outcome: 'taken' };

/**
 * Adds a comment, or an answer to one. Sent again, it is said once.
 * @returns 'missing' where there is no such lesson, version, passage or comment, or the actor may
 *   not write
 */
export async function add(
  db: Db,
  change: Change,
  lesson: string,
  comment: NewComment
): Promise<Added> {
  const { school, actor, now } = change;
  if (!can(actor, 'content.write', { school })) return { outcome: 'missing' };
  const { id } = comment;
  const wish = { id, asked: { as: 'comment', school, lesson, ...comment }, now };
  const hasPlace = (made: boolean) => made;
  const done = await once(db, wish, (tx) => insert(db, tx, change, lesson, comment), hasPlace);
  if (done.use === 'taken') return { outcome: 'taken' };
  if (done.use === 'first' && !done.made) return { outcome: 'missing' };
  return { outcome: 'done', id };
}

/** Writes it down; whoever calls has asked whether the actor may. @returns whether it has a place */
export async function insert(
  db: Db,
  tx: Transaction,
  { actor, school, now }: Change,
  lesson: string,
  { id, version, block, body, replyTo }: NewComment
): Promise<boolean> {
  const at = now.toISOString();
  if (replyTo !== null) {
    // Where it stands is said by what it answers.
    const rows = await tx`
      insert into lesson_comments (id, school_id, lesson_id, version, block, quote, body, author_id,
        reply_to, created_at)
      select ${id}, school_id, lesson_id, version, block, quote, ${body}, ${actor.id}, id, ${at}
      from lesson_comments where id = ${replyTo} and school_id = ${school}
        and lesson_id = ${lesson} and reply_to is null
      returning 1`;
    return rows.length > 0;
  }
  const text = await textOf(tx, { school, lesson }, version);
  if (text === null) return false;
  const { prose } = await texts.read(db, school, text, tx);
  const quote = block === null ? null : blocksOf(prose.tree)[block]?.text;
  if (quote === undefined) return false;
  await tx`
    insert into lesson_comments (id, school_id, lesson_id, version, block, quote, body, author_id,
      created_at)
    values (${id}, ${school}, ${lesson}, ${version}, ${block}, ${quote}, ${body}, ${actor.id}, ${at})`;
  return true;
}

/** Marks a comment as settled, or as open again. @returns whether there is one */
export async function resolve(
  db: Db,
  { actor, school, now }: Change,
  lesson: string,
  comment: string,
  isResolved: boolean
): Promise<boolean> {
  if (!can(actor, 'content.write', { school }) || !validate(comment)) return false;
  const rows = await db.$client`
    update lesson_comments set
      resolved_at = case when ${isResolved} then coalesce(resolved_at, ${now.toISOString()}) end,
      resolved_by = case when ${isResolved} then coalesce(resolved_by, ${actor.id}::uuid) end
    where id = ${comment} and school_id = ${school} and lesson_id = ${lesson} and reply_to is null
    returning 1`;
  return rows.length > 0;
}

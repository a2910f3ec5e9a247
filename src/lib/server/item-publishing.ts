/** Publishing a question at a school: who may, what hinders it, and what it comes to. */
import { noteIn } from './audit';
import type { Db, Transaction } from './db/connect';
import { IdTaken, once } from './idempotency';
import * as lessonPlaces from './lesson-places';
import { currentOf, publishChange, publishMany, type Current } from './school-items';
import { can, type Actor } from '../domain/actor';
import type { NewQuestion } from '../domain/item-draft';
import { parseAt } from '../domain/items/place';
import type { Flaw, Item } from '../domain/items/registry';

/** A question as it was typed. */
export type Content = Record<string, unknown>;

/** What stands there by somebody else's hand; whoever saves over it names this revision and base. */
export interface Theirs {
  lesson: string;
  /** Null: a draft that was discarded, of a question that was never published. */
  content: Content | null;
  basedOn: number | null;
  /** Of the draft; 0 where there is none any more. */
  revision: number;
  /** Null where it is not known. */
  by: string | null;
  at: string | null;
}

export type Conflict = { status: 'conflict'; theirs: Theirs };
export type Refused = { status: 'refused'; flaws: Flaw[] };
export type Published =
  | {
      status: 'published' | 'unchanged';
      item: string;
      version: number;
      /** Whether earlier answers may be worth something else by the new key: they keep what they are. */
      isKeyedOtherwise: boolean;
    }
  | Conflict
  | Refused;

/** What is published, to be compared with a draft. */
export const standing = (current: Current | null, lesson: string, revision: number): Theirs => ({
  lesson: current?.lesson ?? lesson,
  content: current ? { ...current.content } : null,
  basedOn: current?.version ?? null,
  revision,
  by: null,
  at: current?.since ?? null
});

/**
 * Publishes a new question. Sent again, it is published once.
 * @returns 'taken' where something else has the id; null where the actor may not
 */
export async function create(
  db: Db,
  actor: Actor,
  school: string,
  asked: NewQuestion,
  now: Date
): Promise<{ status: 'published'; item: string; version: number } | Refused | 'taken' | null> {
  if (!can(actor, 'content.publish', { school })) return null;
  const { id, lesson, content } = asked;
  const wish = { id, asked: { as: 'question', school, ...asked }, now };
  const published = { status: 'published', item: id, version: 1 } as const;
  const make = async (tx: Transaction) => {
    const done = await publishAs(tx, actor, school, null, lesson, { ...content, id }, now);
    if (done.status === 'refused') return done;
    // By an id that is in use it would be published under another, which nobody has asked for.
    if (done.item !== id) throw new IdTaken();
    return published;
  };
  const done = await once(db, wish, make, ({ status }) => status === 'published');
  if (done.use === 'first') return done.made;
  return done.use === 'again' ? published : 'taken';
}

/**
 * Publishes another version of a question.
 * @param basedOn the version that was read
 * @returns 'conflict' where another is asked by now; null where there is no such question, or the
 *   actor may not
 */
export async function change(
  db: Db,
  actor: Actor,
  school: string,
  item: string,
  { lesson, content, basedOn }: { lesson: string; content: Content; basedOn: number | null },
  now: Date
): Promise<Published | null> {
  if (!can(actor, 'content.publish', { school })) return null;
  return db.$client.begin(async (tx): Promise<Published | null> => {
    await tx`select from items where id = ${item} for no key update`;
    const current = await currentOf(tx, school, item);
    if (!current) return null;
    if (current.version !== basedOn)
      return { status: 'conflict', theirs: standing(current, current.lesson, 0) };
    return publishAs(tx, actor, school, current, lesson, { ...content, id: item }, now);
  });
}

/**
 * Publishes what `content` describes in a lesson, where it has no flaws.
 * @param current of which it is to be a version; null for a new question
 */
export async function publishAs(
  tx: Transaction,
  actor: Actor,
  school: string,
  current: Current | null,
  lesson: string,
  content: Content,
  now: Date
): Promise<Exclude<Published, Conflict>> {
  const refuse = (path: string, message: string): Refused => ({
    status: 'refused',
    flaws: [{ path: [path], message }]
  });
  const place = await lessonPlaces.find(tx, school, lesson);
  if (!place) return refuse('lesson', 'Choose a lesson of yours, or of the course');
  const parsed = parseAt(place, content);
  if ('flaws' in parsed) return { status: 'refused', flaws: parsed.flaws };
  const done = current
    ? await publishChange(tx, school, lesson, parsed.item, now)
    : await publishFirst(tx, school, lesson, parsed.item, now);
  if (!done) return refuse('lesson', 'Choose another lesson: this one is gone');
  if (done.status === 'refused') return done;
  const published = { item: parsed.item.id, ...done };
  const { item, version } = published;
  if (published.status === 'published') {
    const subject = { item, version };
    await noteIn(tx, { school, actor: actor.id, action: 'item.publish', subject, reason: '' }, now);
  }
  return published;
}

async function publishFirst(
  tx: Transaction,
  school: string,
  lesson: string,
  content: Item,
  now: Date
) {
  const [item] = (await publishMany(tx, school, lesson, [content], now)) ?? [];
  if (!item) return null;
  return { status: 'published' as const, item, version: 1, isKeyedOtherwise: false };
}

/**
 * Takes a question of the school's own out of use, or back into it: nobody is asked it meanwhile,
 * and what was answered stays.
 * @returns 'shipped' where it is the course's; null where the school has none such, or the actor
 *   may not
 */
export async function setWithdrawn(
  db: Db,
  actor: Actor,
  school: string,
  item: string,
  isWithdrawn: boolean,
  now: Date
): Promise<'done' | 'shipped' | null> {
  if (!can(actor, 'content.publish', { school })) return null;
  return db.$client.begin(async (tx) => {
    await tx`select from items where id = ${item} for no key update`;
    const current = await currentOf(tx, school, item);
    if (!current) return null;
    if (!current.isOwn) return 'shipped';
    if ((current.retiredAt !== null) === isWithdrawn) return 'done';
    await tx`
      update items set retired_at = ${isWithdrawn ? now.toISOString() : null}
      where id = ${item} and school_id = ${school}`;
    const action = isWithdrawn ? 'item.withdraw' : 'item.restore';
    await noteIn(tx, { school, actor: actor.id, action, subject: { item }, reason: '' }, now);
    return 'done';
  });
}

/** The question bank as a school's staff look through it: filtered, and a page at a time. */
import type { Db } from './db/connect';
import { can, type Actor } from '../domain/actor';
import type { BankFilter, ShelfName } from '../domain/bank-filter';
import type { TypeName } from '../domain/items/registry';
import type { Signed } from '../domain/sign-off';

/** So many at once. */
export const pageLength = 100;

/** A question in the list of a school. */
export interface Listed {
  item: string;
  /** That members are asked; null before the first. */
  version: number | null;
  stem: string;
  /** Null where a draft does not say. */
  type: TypeName | null;
  lesson: string;
  lessonTitle: string;
  area: string | null;
  reserved: boolean;
  /** Written by the school; else it ships. */
  isOwn: boolean;
  signed: Signed | null;
  /** What is being made of it; null where nothing is. */
  draft: { by: string | null; at: string; submittedAt: string | null } | null;
}

export interface Page {
  items: Listed[];
  /** On all pages. */
  total: number;
  /** The same questions whatever their sign-off. */
  signed: number;
  awaiting: number;
}

/**
 * The bank of a school as a table `listed`: questions in the version that members are asked, with
 * their drafts, and drafts of questions to come.
 */
const listed = ({ $client: sql }: Db, school: string) => sql`
  with asked as materialized (
    select id, lesson_id, position, reserved, school_id is not null as own, retired_at,
      greatest(items.version, made.version) as version
    from items left join (select item_id, max(version) as version
        from item_versions where school_id = ${school} group by item_id) as made
      on made.item_id = items.id
    where school_id is null or school_id = ${school}
  ), listed as (
    select coalesce(asked.id, drafts.item_id) as item, asked.id is not null as published,
      lessons.id as lesson, title, lessons.school_id is not null as from_school,
      lessons.position as lesson_position, asked.position, coalesce(reserved, false) as reserved,
      coalesce(own, true) as own, asked.retired_at, asked.version, item_versions.content,
      drafts.content as draft, changed_by, changed_at, submitted_at,
      case when license is not null
        then jsonb_build_object('by', by, 'license', license, 'at', at) end as signed
    from asked
      join item_versions on item_id = asked.id and item_versions.version = asked.version
      left join (select distinct on (item_id, version) item_id as signed_item,
          version as signed_version, name as by, license, at
        from sign_offs where school_id = ${school}
        order by item_id, version, at desc, id desc) as newest
        on signed_item = asked.id and signed_version = asked.version
      full join (select * from item_drafts where school_id = ${school}) as drafts
        on drafts.item_id = asked.id
      join lessons on lessons.id = coalesce(asked.lesson_id, drafts.lesson_id)
  )`;

/** A condition on `listed`. */
const isOn = ({ $client: sql }: Db, shelf: ShelfName) =>
  ({
    asked: sql`published and retired_at is null`,
    drafts: sql`draft is not null and submitted_at is null`,
    review: sql`draft is not null and submitted_at is not null`,
    withdrawn: sql`retired_at is not null and own`
  })[shelf];

/** What the list shows of each: on the shelves of drafts what they say. */
const content = ({ $client: sql }: Db, shelf: ShelfName) =>
  shelf === 'drafts' || shelf === 'review' ? sql`draft` : sql`content`;

/** Those that ship first, then the school's lessons. */
const inOrder = ({ $client: sql }: Db) => sql`from_school, lesson_position, lesson, position, item`;

/** @returns a page of the bank, drafts the newest first; nothing unless the actor may write there */
export async function list(
  db: Db,
  actor: Actor,
  school: string,
  filter: BankFilter
): Promise<Page> {
  if (!can(actor, 'content.write', { school }))
    return { items: [], total: 0, signed: 0, awaiting: 0 };
  const sql = db.$client;
  const { shelf, state, page } = filter;
  const said = content(db, shelf);
  const wanted = sql`${isOn(db, shelf)} and ${isWanted(db, filter)}`;
  const isDraft = shelf === 'drafts' || shelf === 'review';
  const [items, [counts]] = await Promise.all([
    sql<Listed[]>`${listed(db, school)}
      select item, version, coalesce(${said}->>'stem', '') as stem, ${said}->>'type' as type,
        lesson, title as "lessonTitle", ${said}->>'area' as area, reserved,
        own as "isOwn", signed, case when draft is not null then jsonb_build_object(
          'by', (select name from accounts where id = changed_by), 'at', changed_at,
          'submittedAt', submitted_at) end as draft
      from listed
      where ${wanted} and ${isSigned(db, state)}
      order by ${isDraft ? sql`changed_at desc, item` : inOrder(db)}
      limit ${pageLength} offset ${(page - 1) * pageLength}`,
    sql<{ signed: number; awaiting: number }[]>`${listed(db, school)}
      select count(signed)::int as signed, (count(*) - count(signed))::int as awaiting
      from listed where ${wanted}`
  ]);
  const { signed, awaiting } = counts!;
  const total = state === 'signed' ? signed : state === 'awaiting' ? awaiting : signed + awaiting;
  return { items, total, signed, awaiting };
}

function isWanted(db: Db, { shelf, origin, lesson, area, type, q }: BankFilter) {
  const sql = db.$client;
  const said = content(db, shelf);
  const words = (q ?? '')
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
  return sql`
    (${origin ?? null}::text is null or own = (${origin ?? null} = 'own'))
    and (${lesson ?? null}::text is null or lesson = ${lesson ?? null})
    and (${area ?? null}::text is null or ${said}->>'area' = ${area ?? null})
    and (${type ?? null}::text is null or ${said}->>'type' = ${type ?? null})
    and ${said}->>'stem' ilike all (${words}::text[])`;
}

const isSigned = ({ $client: sql }: Db, state: BankFilter['state']) =>
  state ? sql`(signed is not null) = ${state === 'signed'}` : sql`true`;

/** @returns how many questions stand on each shelf; none unless the actor may write there */
export async function counts(
  db: Db,
  actor: Actor,
  school: string
): Promise<Record<ShelfName, number>> {
  const none = { asked: 0, drafts: 0, review: 0, withdrawn: 0 };
  if (!can(actor, 'content.write', { school })) return none;
  const [row] = await db.$client<Record<ShelfName, number>[]>`
    select count(*) filter (where retired_at is null)::int as asked,
      count(*) filter (where retired_at is not null and school_id is not null)::int as withdrawn,
      (select count(*) from item_drafts
        where school_id = ${school} and submitted_at is null)::int as drafts,
      (select count(*) from item_drafts
        where school_id = ${school} and submitted_at is not null)::int as review
    from items where school_id is null or school_id = ${school}`;
  return row!;
}

/**
 * @returns the next question after this one that awaits review, from the end on to the first; null
 *   where none does, or the actor may not sign
 */
export async function nextAwaiting(
  db: Db,
  actor: Actor,
  school: string,
  item: string
): Promise<string | null> {
  if (!can(actor, 'item.sign', { school })) return null;
  const sql = db.$client;
  const [next] = await sql<{ item: string }[]>`${listed(db, school)}, placed as (
      select item, signed, row_number() over (order by ${inOrder(db)}) as place
      from listed
      where ${isOn(db, 'asked')} or item = ${item})
    select item from placed where signed is null and item <> ${item}
    order by place < (select place from placed where item = ${item}), place limit 1`;
  return next?.item ?? null;
}

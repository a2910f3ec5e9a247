/** The students whom the dashboards show: who is asked for, in which order, and which page. */
import type { PendingQuery, Row } from 'postgres';
import type { Db } from './db/connect';
import { isSeenBy } from './students';
import type { Actor } from '../domain/actor';
import { pageSize, type StudentFilter } from '../domain/student-filter';

type Fragment = PendingQuery<Row[]>;

/** What filters and orders ask for; the rest is fetched for a page. */
const kept = ({ $client: sql }: Db) => sql`
  standings.account_id, as_of, last_day, late, hours, readiness, risks, lessons`;

/**
 * For queries: `shown`, a row a student whom the actor sees and the filter asks for, with what
 * they can be ordered by; of those who have left nothing but the school's own record.
 */
export function shown(db: Db, actor: Actor, school: string, filter: StudentFilter): Fragment {
  const { $client: sql } = db;
  const { cohort, risk, who, name } = filter;
  const some = `%${name.replace(/[\\%_]/g, '\\$&')}%`;
  const isNamed = sql`(${name} = '' or member_records.name ilike ${some})`;
  const isSeen = isSeenBy(db, actor, school, sql`member_records.account_id`);
  if (who === 'left')
    return sql`
      shown as (
        select member_records.id as record, member_records.name, left_day, ${kept(db)}
        from member_records left join standings on false
        where member_records.school_id = ${school} and member_records.role = 'student'
          and state <> 'current' and ${isNamed} and ${isSeen}
          and ${cohort === null && risk === null})`;
  return sql`
    shown as (
      select member_records.id as record, member_records.name, null::int as left_day, ${kept(db)}
      from members join member_records on member_records.school_id = members.school_id
          and member_records.account_id = members.account_id
        left join standings on standings.school_id = members.school_id
          and standings.account_id = members.account_id
      where members.school_id = ${school} and members.role = 'student'
        and ${isNamed} and ${isSeen}
        and (${cohort}::uuid is null or members.account_id in (select account_id
          from cohort_members where cohort_id = ${cohort} and school_id = ${school}))
        and (${risk}::text is null or ${risk} = any(risks)
          or (${risk} = 'any' and cardinality(risks) > 0)))`;
}

/**
 * For queries: the order of `by`, which is null last, and of equals by name, so that pages neither
 * lose nor repeat anybody; and the page, or all.
 */
export function ordered(
  { $client: sql }: Db,
  by: Fragment | null,
  { dir, page }: Pick<StudentFilter, 'dir' | 'page'>,
  all: boolean
): Fragment {
  const way = dir === 'desc' ? sql`desc` : sql`asc`;
  const names = sql`lower(name) ${by ? sql`` : way}, record ${by ? sql`` : way}`;
  const rows = all ? sql`` : sql`limit ${pageSize} offset ${(page - 1) * pageSize}`;
  return sql`order by ${by ? sql`${by} ${way} nulls last,` : sql``} ${names} ${rows}`;
}

/** How many there are under a filter, and of which kind of risk. */
export interface Counted {
  found: number;
  /** Of how many it is known how they stand. */
  known: number;
  atRisk: number;
  risks: Record<string, number>;
}

/** For queries: `Counted`, over `shown`. */
export const counted = ({ $client: sql }: Db) => sql`
  select count(*)::int as found, count(as_of)::int as known, (count(*) filter (where cardinality(risks) > 0))::int as "atRisk",
    coalesce((select json_object_agg(kind, n) from (select kind, count(*)::int as n
      from shown cross join unnest(risks) as kind group by kind) as kinds), '{}') as risks
  from shown`;

/** Which students the dashboards show, in which order: it stands in the address. */
import * as v from 'valibot';
import { riskKinds, riskNames } from './at-risk';

export const pageSize = 50;

export const studentSorts = [
  'name',
  'last',
  'lessons',
  'late',
  'hours',
  'readiness',
  'risk'
] as const;
export type StudentSort = (typeof studentSorts)[number];

const uuid = v.pipe(v.string(), v.uuid());
const page = v.pipe(v.string(), v.regex(/^[1-9]\d{0,4}$/), v.transform(Number));
/** The database takes no NUL in a text. */
const text = v.pipe(v.string(), v.regex(/^[^\0]*$/), v.trim(), v.maxLength(100));

/** What an address says wrongly is left out. */
export const StudentFilter = v.object({
  /** Null: all students that the reader sees. */
  cohort: v.fallback(v.optional(v.nullable(uuid), null), null),
  /** Its slug or id; null: the first. */
  course: v.fallback(
    v.optional(v.nullable(v.pipe(v.string(), v.regex(/^[\w-]{1,100}$/))), null),
    null
  ),
  /** Those with any reason, or with one of a kind. */
  risk: v.fallback(v.optional(v.nullable(v.picklist(['any', ...riskKinds])), null), null),
  who: v.fallback(v.optional(v.picklist(['current', 'left']), 'current'), 'current'),
  name: v.fallback(v.optional(text, ''), ''),
  /** A column, or `area-3`. */
  sort: v.fallback(
    v.optional(
      v.union([v.picklist(studentSorts), v.pipe(v.string(), v.regex(/^area-[\w.]{1,20}$/))]),
      'name'
    ),
    'name'
  ),
  dir: v.fallback(v.optional(v.picklist(['asc', 'desc']), 'asc'), 'asc'),
  page: v.fallback(v.optional(page, '1'), 1)
});
export type StudentFilter = v.InferOutput<typeof StudentFilter>;

export const readStudentFilter = (search: URLSearchParams): StudentFilter =>
  v.parse(StudentFilter, Object.fromEntries(search));

const usual = readStudentFilter(new URLSearchParams());

/** @returns the part of an address that says so, `?risk=late`; empty where nothing differs */
export function addressOf(filter: StudentFilter): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(filter))
    if (value !== null && value !== usual[key as keyof StudentFilter])
      query.set(key, String(value));
  return query.size > 0 ? `?${query}` : '';
}

const orders: Record<StudentSort, string> = {
  name: 'name',
  last: 'last studied',
  lessons: 'lessons complete',
  late: 'late assignments',
  hours: 'hours',
  readiness: 'readiness',
  risk: 'reasons to look after them'
};
const ofArea = (sort: string) => `readiness in area ${sort.replace('area-', '')}`;

/**
 * @param names of the cohort that is chosen, and of the course whose lessons are counted
 * @returns which students are shown and in which order, line by line, for a file that tells of them
 */
export function filterInWords(
  { risk, who, name, sort, dir }: StudentFilter,
  { cohort, course }: { cohort: string | null; course: string | null }
): [label: string, value: string][] {
  const order = orders[sort as StudentSort] ?? ofArea(sort);
  return [
    ['Who', who === 'left' ? 'Students who have left' : 'Students of the school'],
    ['Cohort', cohort ?? 'All'],
    ...(course === null ? [] : [['Course', course] satisfies [string, string]]),
    [
      'Look after',
      risk === null ? 'Everybody' : risk === 'any' ? 'For any reason' : riskNames[risk]
    ],
    ...(name === '' ? [] : [['Name contains', name] satisfies [string, string]]),
    ['Sorted by', `${order}, ${dir === 'desc' ? 'down' : 'up'}`]
  ];
}

/** Which way a column is sorted at first: of most what is most, of names A to Z. */
const downFirst: ReadonlySet<string> = new Set(['late', 'risk']);

/** @returns the same list by another column; a second time the other way round; from page 1 */
export function sortedBy(filter: StudentFilter, sort: string): StudentFilter {
  const first = downFirst.has(sort) ? 'desc' : 'asc';
  const other = filter.dir === 'asc' ? 'desc' : 'asc';
  return { ...filter, sort, dir: filter.sort === sort ? other : first, page: 1 };
}

/** @returns how many pages there are, at least one */
export const pagesOf = (found: number): number => Math.max(1, Math.ceil(found / pageSize));

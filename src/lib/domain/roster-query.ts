/** Which members of a school are asked for, as the address says it. */
import * as v from 'valibot';
import { roles } from './actor';
import { storable } from './items/item';

export const standings = ['current', 'former', 'all'] as const;

/** What cannot be read is read as nothing said. */
export const RosterQuery = v.object({
  standing: v.fallback(v.picklist(standings), 'current'),
  role: v.fallback(v.nullable(v.picklist(roles)), null),
  cohort: v.fallback(v.nullable(v.pipe(v.string(), v.uuid())), null),
  name: v.fallback(v.pipe(v.string(), v.trim(), storable, v.maxLength(100)), '')
});
export type RosterQuery = v.InferOutput<typeof RosterQuery>;

export const readRosterQuery = (search: URLSearchParams): RosterQuery =>
  v.parse(RosterQuery, Object.fromEntries(search));

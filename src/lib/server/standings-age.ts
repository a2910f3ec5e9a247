/** How old what is kept of students' standing may be, and who sees to it that it gets no older. */
import type { Db } from './db/connect';
import { add } from './jobs';
import * as standings from './standings';
import { keyOf, reckon } from './tasks/reckon';
import { can, type Actor } from '../domain/actor';

/** So few students are reckoned while somebody waits. */
const few = 100;
/** So old it may be, in ms: of few students, and of more. */
const most = { few: 60_000, many: 600_000 };

/** What is shown of it; `pending` while it is reckoned anew behind the page. */
export interface Age {
  /** When the oldest of it was reckoned; null where some of it never was. */
  asOf: string | null;
  pending: boolean;
}

/**
 * Reckons what is too old: at once where that is quick, else by a job, while what there is is shown.
 * @param now also what age is counted from
 * @param force as if it were all too old
 * @returns null unless the actor may see it
 */
export async function freshen(
  db: Db,
  actor: Actor,
  school: string,
  now: Date,
  { force = false } = {}
): Promise<Age | null> {
  if (!can(actor, 'result.view', { school })) return null;
  const { students, kept, oldest } = await ageOf(db, school);
  const isMissing = kept < students;
  const limit = students <= few ? most.few : most.many;
  const isOld = oldest !== null && now.getTime() - oldest.getTime() >= limit;
  if (!force && !isMissing && !isOld)
    return { asOf: oldest?.toISOString() ?? null, pending: false };
  if (students <= few) {
    await standings.rebuild(db, school, now);
    return { asOf: students > 0 ? now.toISOString() : null, pending: false };
  }
  await add(db.$client, reckon, { school }, { key: keyOf({ school }) });
  return { asOf: isMissing ? null : (oldest?.toISOString() ?? null), pending: true };
}

/**
 * Whoever asks has been checked.
 * @returns when the oldest of what is kept was reckoned; null where some never was, or there is nobody
 */
export async function asOf(db: Db, school: string): Promise<Date | null> {
  const { students, kept, oldest } = await ageOf(db, school);
  return kept < students ? null : oldest;
}

async function ageOf({ $client: sql }: Db, school: string) {
  const [row] = await sql<{ students: number; kept: number; oldest: string | null }[]>`
    select count(*)::int as students, count(as_of)::int as kept, min(as_of) as oldest
    from members left join standings using (school_id, account_id)
    where school_id = ${school} and role = 'student'`;
  const { students, kept, oldest } = row!;
  return { students, kept, oldest: oldest === null ? null : new Date(oldest) };
}

/** How a course gets a new version of its rule of completion. */
import { noteIn } from './audit';
import type { Change } from './cohorts';
import * as courses from './completion-course';
import { askedBy, topicsOf } from './completion-facts';
import { keepsHours } from './credited-hours';
import type { Db, Transaction } from './db/connect';
import { add } from './jobs';
import { completeSchool } from './tasks/complete';
import { can } from '../domain/actor';
import { flawOfStart, type NewRule, type Rule } from '../domain/completion-rule';
import { dayOf } from '../domain/day';
import { fromLocal } from '../domain/local-time';

export type Outcome =
  | { outcome: 'done'; version: number }
  | { outcome: 'missing' }
  /** Somebody else has made one since; `newest` is what stands there now. */
  | { outcome: 'stale'; newest: number }
  | { outcome: 'invalid'; field: 'course' | 'rule' | 'from'; error: string };

const invalid = (field: 'course' | 'rule' | 'from', error: string): Outcome => ({
  outcome: 'invalid',
  field,
  error
});

/**
 * Makes a new version. Those before it stay, and whoever has begun under one may still finish by it.
 * @param zone of the one who makes it: a day begins there at midnight
 */
export async function make(
  db: Db,
  change: Change & { zone: string },
  { course: key, after, rule, from, reason }: NewRule
): Promise<Outcome> {
  const { actor, school, today, now } = change;
  if (!can(actor, 'completion.manage', { school })) return { outcome: 'missing' };
  const error = from === null ? null : flawOfStart(dayOf(from)!, today);
  if (error) return invalid('from', error);
  const flaw = await flawOf(db, school, key, rule);
  if (flaw) return flaw;
  // Today means from now on: nothing that was done this morning was done under it.
  const planned = from === null ? now : new Date(fromLocal(`${from}T00:00`, change.zone)!);
  const start = planned > now ? planned : now;
  return db.$client.begin(async (tx): Promise<Outcome> => {
    // One at a time, so that two do not become one.
    await tx`select from schools where id = ${school} for no key update`;
    const newest = await newestOf(tx, school, key);
    if (newest !== after) return { outcome: 'stale', newest };
    const version = newest + 1;
    await tx`
      insert into completion_rules
        (school_id, course, version, rule, effective_from, actor_id, reason, at)
      values (${school}, ${key}, ${version}, ${JSON.stringify(rule)}::jsonb,
        ${start.toISOString()}, ${actor.id}, ${reason}, ${now.toISOString()})`;
    const subject = { course: key, version };
    await noteIn(tx, { school, actor: actor.id, action: 'completion.rule', subject, reason }, now);
    await add(tx, completeSchool, { school }, { key: `complete:${school}:${key}:${version}`, runAt: start }); // prettier-ignore
    return { outcome: 'done', version };
  });
}

async function newestOf(tx: Transaction, school: string, course: string): Promise<number> {
  const [row] = await tx<{ newest: number }[]>`
    select coalesce(max(version), 0)::int as newest from completion_rules
    where school_id = ${school} and course = ${course}`;
  return row!.newest;
}

/** What the rule asks for that is not there; null where all is. */
export async function flawOf(
  db: Db,
  school: string,
  key: string,
  rule: Rule
): Promise<Extract<Outcome, { outcome: 'invalid' }> | null> {
  const no = (field: 'course' | 'rule', error: string) =>
    ({ outcome: 'invalid', field, error }) as const;
  const course = await courses.find(db, school, key);
  if (!course) return no('course', 'There is no such course of your school');
  const asked = askedBy([rule]);
  const lesson = asked.lessons.find((id) => !course.lessons.has(id));
  if (lesson !== undefined) return no('rule', `The course has no lesson "${lesson}": take it out`);
  if (asked.hours && !(await keepsHours(db, school)))
    return no('rule', 'Your school keeps no hours yet: take them out');
  const [quizzes, skills, topics] = await Promise.all([
    idsOf(db.$client<{ id: string }[]>`
      select id from quizzes where id = any(${asked.quizzes}::text[]) and archived_at is null
        and (school_id is null or school_id = ${school})`),
    idsOf(db.$client<{ id: string }[]>`
      select id from skills where id = any(${asked.skills}::uuid[]) and school_id = ${school}
        and retired_at is null`),
    topicsOf(db, school, asked.topics)
  ]);
  if (asked.quizzes.some((id) => !quizzes.has(id)))
    return no('rule', 'One of its quizzes is not offered: take it out or offer it again');
  if (asked.skills.some((id) => !skills.has(id)))
    return no('rule', 'One of its skills is not on the list of your school: take it out');
  const known = new Set(topics.map(({ key }) => key));
  const topic = asked.topics.find((one) => !known.has(one));
  return topic === undefined ? null : no('rule', `There is no topic "${topic}": take it out`);
}

const idsOf = async (rows: PromiseLike<{ id: string }[]>) =>
  new Set((await rows).map(({ id }) => id));

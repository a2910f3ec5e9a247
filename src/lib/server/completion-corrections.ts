/** Completions that staff enter or take back: one row more, with who and why. */
import { noteIn } from './audit';
import type { Change } from './cohorts';
import * as courses from './completion-course';
import type { Db } from './db/connect';
import { happened } from './events';
import { isSeenBy } from './students';
import { can } from '../domain/actor';
import { flawOfCorrection, type CompletionCorrection } from '../domain/completion-correction';
import type { CompletionKind } from '../domain/completion-evidence';
import { fromLocal } from '../domain/local-time';

export type Outcome =
  | { outcome: 'done'; number: number }
  | { outcome: 'missing' }
  /** Something was recorded since: `newest` is the number of the row that counts now. */
  | { outcome: 'stale'; newest: number }
  | { outcome: 'invalid'; field: 'course' | 'kind' | 'on'; error: string };

/** @param change with the zone of the one who corrects, where a day begins at midnight */
export async function correct(
  db: Db,
  change: Change & { zone: string },
  correction: CompletionCorrection
): Promise<Outcome> {
  const { actor, school, today, now, zone } = change;
  if (!can(actor, 'completion.manage', { school })) return { outcome: 'missing' };
  const { student, course, after, kind, on, reason } = correction;
  if (!(await courses.find(db, school, course)))
    return { outcome: 'invalid', field: 'course', error: 'There is no such course of your school' };
  return db.$client.begin(async (tx): Promise<Outcome> => {
    const [record] = await tx`
      select from member_records where school_id = ${school} and id = ${student}
        and ${isSeenBy(db, actor, school, tx`account_id`)} for no key update`;
    if (!record) return { outcome: 'missing' };
    const [newest] = await tx<{ number: number; kind: CompletionKind }[]>`
      select number, kind from course_completions
      where school_id = ${school} and record_id = ${student} and course = ${course}
      order by number desc limit 1`;
    const number = newest?.number ?? 0;
    if (number !== after) return { outcome: 'stale', newest: number };
    const flaw = flawOfCorrection({ kind, on }, newest?.kind ?? null, today);
    if (flaw) return { outcome: 'invalid', ...flaw };
    const at = kind === 'granted' ? fromLocal(`${on}T00:00`, zone) : null;
    const written = await tx`
      insert into course_completions
        (school_id, record_id, course, number, kind, completed_at, actor_id, reason, at)
      values (${school}, ${student}, ${course}, ${number + 1}, ${kind}, ${at}, ${actor.id},
        ${reason}, ${now.toISOString()})
      on conflict do nothing returning 1`;
    // The rule was met in this very moment.
    if (written.length === 0) return { outcome: 'stale', newest: number + 1 };
    const action = kind === 'granted' ? 'completion.grant' : 'completion.withdraw';
    const subject = { record: student, course, number: number + 1 };
    await noteIn(tx, { school, actor: actor.id, action, subject, reason }, now);
    const fact = { member: student, course, row: number + 1, kind, completedAt: at };
    await happened(tx, school, 'completion.corrected', fact, now);
    return { outcome: 'done', number: number + 1 };
  });
}

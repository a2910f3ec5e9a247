/** Quizzes, assignments and what instructors wrote, as lines of a record. */
import type { Db } from './db/connect';
import type { RecordOwner } from './own-record';
import type { Reader } from './record-lines';
import { dateOf } from '../domain/day';
import { inWords } from '../domain/papers/sheet';
import { reportReasons, type ReportReason } from '../domain/reasons';
import type { RecordLine } from '../domain/record-part';

const percent = (share: number) => `${Math.round(share * 1000) / 10}%`;

interface Attempt {
  id: string;
  title: string;
  number: number;
  startedAt: string;
  finishedAt: string | null;
  endedBy: 'learner' | 'time' | null;
  score: number | null;
  passed: boolean | null;
  told: boolean;
}

/** Attempts at the quizzes of the school, trials left out. */
export async function quizLines(
  { $client: sql }: Db,
  { school, account }: RecordOwner,
  reader: Reader
): Promise<RecordLine[]> {
  const rows = await sql<Attempt[]>`
    select attempts.id, attempts.rules->>'title' as title, number,
      to_jsonb(started_at) as "startedAt", to_jsonb(finished_at) as "finishedAt",
      ended_by as "endedBy", score, passed, logged_at is not null or ${reader === 'staff'} as told
    from attempts join quizzes on quizzes.id = quiz_id
    where quizzes.school_id = ${school} and account_id = ${account} and not trial
    order by started_at desc, attempts.id`;
  return rows.map((row) => ({
    ...{ id: row.id, on: row.startedAt, by: null },
    says: `${row.title}, attempt ${row.number}: ${outcomeOf(row)}`,
    more: row.endedBy === 'time' ? ['Ended by the clock'] : []
  }));
}

function outcomeOf({ finishedAt, told, score, passed }: Attempt): string {
  if (!finishedAt) return 'not finished';
  if (!told) return 'handed in, the result is not released yet';
  if (score === null) return 'handed in, waits to be graded';
  return `${percent(score)}${passed === null ? '' : passed ? ', passed' : ', not passed'}`;
}

interface Assigned {
  id: string;
  title: string;
  dueDay: number;
  createdAt: string;
  by: string | null;
  withdrawn: boolean;
  extensions: { due: number; reason: string; by: string | null }[];
}

/** What was asked of a student, by name or by cohort, with every extension. */
export async function assignmentLines(
  { $client: sql }: Db,
  { school, record, account }: RecordOwner
): Promise<RecordLine[]> {
  const rows = await sql<Assigned[]>`
    select assignments.id, title, assignments.due_day as "dueDay", accounts.name as by,
      to_jsonb(assignments.created_at) as "createdAt", withdrawn_at is not null as withdrawn,
      coalesce((select jsonb_agg(jsonb_build_object('due', due_day, 'reason', reason,
          'by', extenders.name) order by at)
        from assignment_extensions left join accounts as extenders on extenders.id = actor_id
        where assignment_extensions.school_id = ${school} and record_id = ${record}
          and assignment_id = assignments.id), '[]') as extensions
    from assignments left join accounts on accounts.id = created_by
    where assignments.school_id = ${school} and (
      exists (select from assigned where assigned.assignment_id = assignments.id
        and assigned.account_id = ${account})
      or exists (select from assignment_extensions where assignment_id = assignments.id
        and record_id = ${record}))
    order by assignments.created_at desc, assignments.id`;
  return rows.map(({ id, title, dueDay, createdAt, by, withdrawn, extensions }) => ({
    ...{ id, on: createdAt, by },
    says: `${title}, due ${inWords(dateOf(dueDay))}`,
    more: [
      ...extensions.map(
        ({ due, reason, by }) =>
          `Extended to ${inWords(dateOf(due))}${by ? ` by ${by}` : ''}: “${reason}”`
      ),
      ...(withdrawn ? ['Withdrawn by the school'] : [])
    ]
  }));
}

interface Written {
  id: string;
  at: string;
  by: string | null;
  title: string;
  text: string;
}

/** Comments on written notes, extra time with its reason, and replies to reports. */
export async function noteLines(
  { $client: sql }: Db,
  { school, account }: RecordOwner,
  reader: Reader
): Promise<RecordLine[]> {
  const [comments, grants, replies] = await Promise.all([
    sql<Written[]>`
      select note_gradings.id, to_jsonb(graded_at) as at, accounts.name as by,
        attempts.rules->>'title' as title, comment as text
      from note_gradings join attempt_answers on attempt_answers.id = answer_id
        join attempts on attempts.id = attempt_id join quizzes on quizzes.id = quiz_id
        left join accounts on accounts.id = grader_id
      where quizzes.school_id = ${school} and attempts.account_id = ${account}
        and (logged_at is not null or ${reader === 'staff'})`,
    sql<
      (Omit<Written, 'text' | 'title'> & { reason: string; minutes: number; attempts: number })[]
    >`
      select audit.id, to_jsonb(at) as at, accounts.name as by, reason,
        (subject->>'extraMinutes')::int as minutes, (subject->>'extraAttempts')::int as attempts
      from audit left join accounts on accounts.id = actor_id
      where school_id = ${school} and action = 'quiz.allow'
        and subject->>'account' = ${account ?? ''} and reason <> ''`,
    sql<(Omit<Written, 'title'> & { reason: ReportReason; reply: string | null })[]>`
      select reports.id, to_jsonb(reports.created_at) as at, accounts.name as by, reason,
        comment as text, reply
      from reports left join accounts on accounts.id = resolved_by
      where school_id = ${school} and account_id = ${account}`
  ]);
  const lines: RecordLine[] = [
    ...comments.map(({ id, at, by, title, text }) => ({
      ...{ id, on: at, by, says: `A written note in ${title} was graded` },
      more: text ? [`“${text}”`] : []
    })),
    ...grants.map(({ id, at, by, reason, minutes, attempts }) => ({
      ...{ id, on: at, by, more: [`“${reason}”`] },
      says: `Allowed at a quiz: ${minutes} more minutes, ${attempts} more attempts`
    })),
    ...replies.map(({ id, at, by, reason, text, reply }) => ({
      ...{ id, on: at, by, says: `Reported a question: ${reportReasons[reason].toLowerCase()}` },
      more: [text && `“${text}”`, reply && `The school replied: “${reply}”`].filter(
        (one): one is string => Boolean(one)
      )
    }))
  ];
  return lines.sort((a, b) => (a.on! < b.on! ? 1 : -1));
}

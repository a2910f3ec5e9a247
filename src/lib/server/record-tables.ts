/** All rows that a school holds about a student, by table, to be taken along. */
import type { PendingQuery, Row, Sql } from 'postgres';
import type { Db } from './db/connect';
import type { RecordOwner } from './own-record';
import type { Reader } from './record-lines';

/** Rows of a table as objects of plain values. */
export type Table = Record<string, unknown>[];

/** More is not a student's record: a file of that size opens nowhere. */
const mostRows = 200_000;

/** Tables that hold the record itself, or refer to it: each has `school_id` and `record_id`. */
const ofRecord = [
  'member_events',
  'program_students',
  'hour_entries',
  'attestations',
  'attested_entries',
  'attendances',
  'intervals',
  'course_completions',
  'skill_sign_offs',
  'assignment_extensions',
  'papers',
  'disclosures',
  'amendment_requests',
  'amendment_steps',
  'record_holds',
  'disposals',
  'record_views'
] as const;

/** What is about others, or only says what the whole file says. */
const without = ['school_id', 'record_id', 'account_id', 'actor_id', 'code_key', 'device'];

type Select = (sql: Sql, owner: RecordOwner, reader: Reader) => PendingQuery<Row[]>;

/** The attempts at the school's quizzes; the score only where the reader may know it. */
const attemptsOf = (sql: Sql, { school, account }: RecordOwner) => sql`
  attempts, quizzes
  where quizzes.id = attempts.quiz_id and quizzes.school_id = ${school} and attempts.account_id = ${account} and not trial`;
const told = (sql: Sql, reader: Reader) =>
  sql`(attempts.logged_at is not null or ${reader === 'staff'})`;

/** Tables that refer to the account; once that is deleted they have nothing. */
const ofAccount: Record<string, Select> = {
  member_records: (sql, { school, record }) => sql`
    select to_jsonb(member_records) as row from member_records
    where school_id = ${school} and id = ${record}`,
  paper_revocations: (sql, { school, record }) => sql`
    select to_jsonb(paper_revocations) as row from paper_revocations
      join papers on papers.school_id = paper_revocations.school_id and papers.id = paper_id
    where papers.school_id = ${school} and papers.record_id = ${record}`,
  paper_consents: (sql, { school, record }) => sql`
    select to_jsonb(paper_consents) as row from paper_consents
      join papers on papers.school_id = paper_consents.school_id and papers.id = paper_id
    where papers.school_id = ${school} and papers.record_id = ${record}`,
  cohorts: (sql, { school, account }) => sql`
    select jsonb_build_object('id', cohorts.id, 'name', name, 'exam_day', exam_day) as row
    from cohort_members join cohorts on cohorts.id = cohort_id
    where cohort_members.school_id = ${school} and account_id = ${account}`,
  assignments: (sql, { school, account }) => sql`
    select to_jsonb(assigned) || jsonb_build_object('title', title, 'kind', kind,
      'created_at', created_at, 'withdrawn_at', withdrawn_at) as row
    from assigned join assignments on assignments.id = assignment_id
    where assigned.school_id = ${school} and assigned.account_id = ${account}`,
  attempts: (sql, owner, reader) => sql`
    select to_jsonb(attempts) - '{score,passed,rules}'::text[] || jsonb_build_object(
      'title', attempts.rules->>'title',
      'score', case when ${told(sql, reader)} then score end,
      'passed', case when ${told(sql, reader)} then passed end) as row
    from ${attemptsOf(sql, owner)}`,
  attempt_items: (sql, owner, reader) => sql`
    select to_jsonb(attempt_items) - '{score,dropped}'::text[] || jsonb_build_object(
      'score', case when ${told(sql, reader)} then attempt_items.score end) as row
    from attempt_items, ${attemptsOf(sql, owner)} and attempt_id = attempts.id`,
  attempt_answers: (sql, owner) => sql`
    select to_jsonb(attempt_answers) as row
    from attempt_answers, ${attemptsOf(sql, owner)} and attempt_id = attempts.id`,
  note_gradings: (sql, owner, reader) => sql`
    select to_jsonb(note_gradings) - 'grader_id' as row
    from note_gradings join attempt_answers on attempt_answers.id = answer_id,
      ${attemptsOf(sql, owner)} and attempt_id = attempts.id and ${told(sql, reader)}`,
  quiz_allowances: (sql, { school, account }) => sql`
    select to_jsonb(quiz_allowances) as row from quiz_allowances
      join quizzes on quizzes.id = quiz_id
    where school_id = ${school} and account_id = ${account}`,
  reports: (sql, { school, account }) => sql`
    select to_jsonb(reports) - 'resolved_by' as row from reports
    where school_id = ${school} and account_id = ${account}`,
  announcements: (sql, { school, account }) => sql`
    select to_jsonb(announcement_deliveries) || jsonb_build_object('subject', subject,
      'text', text, 'sent_at', sent_at) as row
    from announcement_deliveries join announcements on announcements.id = announcement_id
    where school_id = ${school} and account_id = ${account}`
};

/** The names of all tables, in the order in which they are written. */
export const tableNames: readonly string[] = [...Object.keys(ofAccount), ...ofRecord];

/** @returns the rows of one of `tableNames`, in no order of note. Whoever asks has been checked. */
export async function rowsOf(
  { $client: sql }: Db,
  owner: RecordOwner,
  table: string,
  reader: Reader
): Promise<Table> {
  const select = ofAccount[table];
  const rows = (await (select
    ? sql`${select(sql, owner, reader)} limit ${mostRows}`
    : sql`
        select to_jsonb(kept) as row from ${sql(table)} as kept
        where school_id = ${owner.school} and record_id = ${owner.record}
        limit ${mostRows}`)) as unknown as { row: Record<string, unknown> }[];
  return rows.map(({ row }) =>
    Object.fromEntries(Object.entries(row).filter(([name]) => !without.includes(name)))
  );
}

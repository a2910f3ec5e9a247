/** Requests to amend records as students and their schools read them. */
import { validate } from 'uuid';
import type { Db, Transaction } from './db/connect';
import { can, type Actor } from '../domain/actor';
import {
  isOn,
  statusOf,
  waited,
  type StatementOnPaper,
  type Status,
  type StepKind,
  type Waited
} from '../domain/amendment';
import { partTitles, type RecordPart } from '../domain/record-part';

export interface Step {
  id: string;
  kind: StepKind;
  text: string;
  correction: string | null;
  by: string;
  at: string;
}

export interface Amendment {
  id: string;
  student: { id: string; name: string };
  part: RecordPart;
  line: string | null;
  /** The line as it stood when it was asked about. */
  lineSaid: string | null;
  wrong: string;
  should: string;
  at: string;
  status: Status;
  steps: Step[];
}

const selected = ({ $client: sql }: Pick<Db, '$client'>, school: string) => sql`
  select amendment_requests.id, jsonb_build_object('id', record_id, 'name', member_records.name)
      as student,
    part, line, line_said as "lineSaid", wrong, should, to_jsonb(amendment_requests.at) as at,
    coalesce((select jsonb_agg(jsonb_build_object('id', id, 'kind', kind, 'text', text,
        'correction', correction, 'by', actor_name, 'at', at) order by number)
      from amendment_steps where amendment_steps.school_id = ${school}
        and request_id = amendment_requests.id), '[]') as steps
  from amendment_requests join member_records
    on member_records.school_id = amendment_requests.school_id and member_records.id = record_id
  where amendment_requests.school_id = ${school}`;

const toAmendment = (row: Omit<Amendment, 'status'>): Amendment => ({
  ...row,
  status: statusOf(row.steps)
});

/** @returns what was asked of a record, the newest first. Whoever asks has been checked. */
export async function listOf(
  db: Pick<Db, '$client'>,
  { school, record }: { school: string; record: string }
): Promise<Amendment[]> {
  const rows = await db.$client<Omit<Amendment, 'status'>[]>`
    ${selected(db, school)} and record_id = ${record}
    order by amendment_requests.at desc, amendment_requests.id`;
  return rows.map(toAmendment);
}

/** A request in the queue of a school. */
export type Queued = Amendment & { waited: Waited };

/** @returns all requests at a school: those that wait first, the oldest of them first; none unless the actor may answer */
export async function list(db: Db, actor: Actor, school: string, now: Date): Promise<Queued[]> {
  if (!can(actor, 'record.manage', { school })) return [];
  const rows = await db.$client<Omit<Amendment, 'status'>[]>`
    ${selected(db, school)} order by amendment_requests.at, amendment_requests.id`;
  const all = rows.map((row) => ({
    ...toAmendment(row),
    waited: waited(new Date(row.at), now)
  }));
  const open = all.filter(({ status }) => status === 'open');
  return [...open, ...all.filter(({ status }) => status !== 'open').reverse()];
}

/** @returns one request of a school; null where it is not there, or not the actor's to answer */
export async function find(
  db: Db,
  actor: Actor,
  school: string,
  id: string,
  now: Date
): Promise<Queued | null> {
  if (!can(actor, 'record.manage', { school }) || !validate(id)) return null;
  const [row] = await db.$client<Omit<Amendment, 'status'>[]>`
    ${selected(db, school)} and amendment_requests.id = ${id}`;
  return row ? { ...toAmendment(row), waited: waited(new Date(row.at), now) } : null;
}

/** @returns how many requests wait at a school */
export async function waiting(db: Db, actor: Actor, school: string): Promise<number> {
  if (!can(actor, 'record.manage', { school })) return 0;
  const [row] = await db.$client<{ count: number }[]>`
    select count(*)::int as count from amendment_requests
    where school_id = ${school} and not exists (select from amendment_steps
      where amendment_steps.school_id = ${school} and request_id = amendment_requests.id
        and kind <> 'statement')`;
  return row!.count;
}

/** Days for which an answer is told of on the student's first page. */
const lately = 14;

/** @returns what schools have answered somebody of late, the newest first */
export const answeredOf = (
  { $client: sql }: Pick<Db, '$client'>,
  account: string,
  now: Date
) => sql<{ id: string; school: string; slug: string }[]>`
  select request_id as id, schools.name as school, slug
  from member_records join amendment_steps on amendment_steps.school_id = member_records.school_id
      and record_id = member_records.id
    join schools on schools.id = member_records.school_id
  where account_id = ${account} and kind in ('accepted', 'refused')
    and amendment_steps.at > ${new Date(now.getTime() - lately * 86_400_000).toISOString()}
  order by amendment_steps.at desc, request_id`;

/** What a student says to a refusal, and of which part: the newest of each request. */
export interface StandingStatement extends StatementOnPaper {
  record: string;
  /** Of the student, as the school writes it. */
  name: string;
  part: RecordPart;
}

/** @returns the statements that stand on these records of a school, the oldest first */
export async function statementsOf(
  { $client: sql }: { $client: Db['$client'] | Transaction },
  school: string,
  records: readonly string[]
): Promise<StandingStatement[]> {
  const rows = await sql<(Omit<StandingStatement, 'about'> & { lineSaid: string | null })[]>`
    select * from (
      select distinct on (request_id) amendment_steps.record_id as record, part,
        line_said as "lineSaid", text, amendment_steps.at, member_records.name,
        to_char(amendment_steps.at at time zone time_zone, 'YYYY-MM-DD') as on
      from amendment_steps join member_records
        on member_records.school_id = amendment_steps.school_id
        and member_records.id = amendment_steps.record_id
      join amendment_requests
        on amendment_requests.school_id = amendment_steps.school_id
        and amendment_requests.id = request_id
      join schools on schools.id = amendment_steps.school_id
      where amendment_steps.school_id = ${school} and kind = 'statement'
        and amendment_steps.record_id = any(${records as string[]}::uuid[])
      order by request_id, amendment_steps.number desc) as newest
    order by at, record`;
  return rows.map(({ lineSaid, record, name, part, text, on }) => ({
    ...{ record, name, part, text, on },
    about: lineSaid ?? partTitles[part]
  }));
}

/** @returns those that go out with a paper of this kind: what they are about is told by it */
export async function statementsOn(
  db: { $client: Db['$client'] | Transaction },
  school: string,
  records: readonly string[],
  kind: Parameters<typeof isOn>[0]
): Promise<StatementOnPaper[]> {
  const all = await statementsOf(db, school, records);
  return all
    .filter(({ part }) => isOn(kind, part))
    .map(({ record, about, name, text, on }) =>
      // Of several students each is named.
      kind === 'report' ? { record, about: `${name}: ${about}`, text, on } : { about, text, on }
    );
}

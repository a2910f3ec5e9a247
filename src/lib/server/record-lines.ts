/** What a school holds about a student, line by line, as the student reads it. */
import { completionLines, disclosureLines, paperLines, skillLines } from './record-paper-lines';
import { assignmentLines, noteLines, quizLines } from './record-study-lines';
import { hourLines } from './record-hour-lines';
import type { Db } from './db/connect';
import * as hourSettings from './hour-settings';
import { eventRecordOf } from './member-record';
import * as events from './member-events';
import type { RecordOwner } from './own-record';
import { dateAt, dateOf, dayOf } from '../domain/day';
import { eventInWords } from '../domain/member-words';
import { inWords } from '../domain/papers/sheet';
import { listedParts, type RecordLine, type RecordPart } from '../domain/record-part';

/** Whether what may not be told a student yet, such as a score that is not released, is left out. */
export type Reader = 'student' | 'staff';

/** @returns the lines of a part, the newest first. Whoever asks has been checked. */
export const linesOf = async (
  db: Db,
  owner: RecordOwner,
  part: RecordPart,
  reader: Reader
): Promise<RecordLine[]> => dated(db, { owner, part, reader, zone: await zoneOf(db, owner) });

/** Which lines of a record are asked for, by whom, and by which clocks they are dated. */
interface Asked {
  owner: RecordOwner;
  part: RecordPart;
  reader: Reader;
  zone: string;
}

const zoneOf = async (db: Db, { school }: RecordOwner): Promise<string> =>
  (await hourSettings.find(db, school)).timeZone;

/** Moments become dates by the clocks of the school: whoever reads a record reads the same ones. */
async function dated(db: Db, asked: Asked): Promise<RecordLine[]> {
  const lines = await linesIn(db, asked);
  return lines.map(({ on, ...line }) => ({
    ...line,
    on: on && dayOf(on) === null ? dateAt(new Date(on), asked.zone) : on
  }));
}

async function linesIn(db: Db, { owner, part, reader, zone }: Asked): Promise<RecordLine[]> {
  switch (part) {
    case 'membership':
      return membershipLines(db, owner);
    case 'cohorts':
      return cohortLines(db, owner);
    case 'hours':
      return hourLines(db, owner);
    case 'completions':
      return completionLines(db, owner, zone);
    case 'skills':
      return skillLines(db, owner);
    case 'quizzes':
      return quizLines(db, owner, reader);
    case 'assignments':
      return assignmentLines(db, owner);
    case 'notes':
      return noteLines(db, owner, reader);
    case 'papers':
      return paperLines(db, owner, zone);
    case 'disclosures':
      return disclosureLines(db, owner);
    case 'whole':
      return [];
  }
}

/** @returns one line, as the student reads it; null where it is not there */
export const lineOf = async (
  db: Db,
  owner: RecordOwner,
  part: RecordPart,
  id: string
): Promise<RecordLine | null> =>
  (await linesOf(db, owner, part, 'student')).find((line) => line.id === id) ?? null;

/** A part with its lines: so many of them. */
export interface Section {
  part: RecordPart;
  count: number;
  lines: RecordLine[];
}

/** @param most lines of each part; `count` says how many there are @returns every part in its order */
export async function sectionsOf(
  db: Db,
  owner: RecordOwner,
  reader: Reader,
  most: number
): Promise<Section[]> {
  const zone = await zoneOf(db, owner);
  return Promise.all(
    listedParts.map(async (part) => {
      const lines = await dated(db, { owner, part, reader, zone });
      return { part, count: lines.length, lines: lines.slice(0, most) };
    })
  );
}

interface Facts {
  name: string;
  number: string | null;
  email: string;
  role: string;
  state: string;
  joined: number;
  left: number | null;
  leaveFrom: number | null;
  leaveUntil: number | null;
}

/** What is written about the person, and what happened. */
async function membershipLines(db: Db, { school, record }: RecordOwner): Promise<RecordLine[]> {
  const [[facts], log] = await Promise.all([
    db.$client<Facts[]>`
      select name, number, email, role, state, joined_day as joined, left_day as left,
        leave_from as "leaveFrom", leave_until as "leaveUntil"
      from member_records where school_id = ${school} and id = ${record}`,
    events.list(db, school, record)
  ]);
  const day = (at: number) => inWords(dateOf(at));
  const { leaveFrom, leaveUntil, left, joined } = facts!;
  const away =
    leaveFrom !== null &&
    `Leave of absence: from ${day(leaveFrom)}${leaveUntil === null ? '' : ` to ${day(leaveUntil)}`}`;
  const said: [id: string, says: string | false][] = [
    ['name', `Name: ${facts!.name}`],
    ['number', `Student number: ${facts!.number ?? 'none'}`],
    ['email', `E-mail: ${facts!.email}`],
    ['role', `Role: ${facts!.role}`],
    ['joined', `First day: ${day(joined)}`],
    [
      'left',
      left !== null && `${facts!.state === 'withdrawn' ? 'Withdrew' : 'Last day'}: ${day(left)}`
    ],
    ['leave', away]
  ];
  const stands = said.flatMap(([id, says]) =>
    says ? [{ id, on: null, says, more: [], by: null }] : []
  );
  const happened = log.map(eventRecordOf).map(({ kind, detail, date, reason, by, at }) => ({
    ...{ id: `${at} ${kind}`, on: date, by },
    says: eventInWords(kind, detail, inWords),
    more: reason ? [`“${reason}”`] : []
  }));
  return [...stands, ...happened];
}

interface Followed {
  id: string;
  name: string | null;
  version: number | null;
  started: number;
  by: string;
  at: string;
}

/** The cohorts that somebody is in, and the programs that they have followed. */
async function cohortLines(
  { $client: sql }: Db,
  { school, record, account }: RecordOwner
): Promise<RecordLine[]> {
  const [cohorts, programs] = await Promise.all([
    sql<{ id: string; name: string }[]>`
      select cohorts.id, name from cohort_members join cohorts on cohorts.id = cohort_id
      where cohort_members.school_id = ${school} and account_id = ${account} order by name`,
    sql<Followed[]>`
      select program_students.id, content->>'name' as name, program_students.version,
        started_day as started, program_students.actor_name as by,
        to_jsonb(program_students.at) as at
      from program_students left join program_versions
        on program_versions.school_id = program_students.school_id
        and program_versions.program_id = program_students.program_id
        and program_versions.version = program_students.version
      where program_students.school_id = ${school} and record_id = ${record}
      order by program_students.at desc, program_students.id`
  ]);
  return [
    ...cohorts.map(({ id, name }) => ({
      ...{ id, on: null, says: `In the cohort ${name}`, more: [], by: null }
    })),
    ...programs.map(({ id, name, version, started, by, at }) => ({
      ...{ id, on: at, by },
      says:
        name === null ? 'Follows no program' : `Follows the program ${name}, version ${version}`,
      more: name === null ? [] : [`Began ${inWords(dateOf(started))}`]
    }))
  ];
}

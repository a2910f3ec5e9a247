/** What papers about a student say, read from the school's records as they stand now. */
import { statementsOn } from './amendment-list';
import { attestationsOf } from './paper-attestations';
import * as courses from './courses';
import type { Db } from './db/connect';
import * as hourSettings from './hour-settings';
import { linesOf } from './hours';
import * as letterheads from './letterheads';
import { passedQuizzes, signedSkills } from './paper-studies';
import * as programs from './programs';
import type { Member } from './roster';
import { unprintable } from './pdf/pdf';
import { dateOf, studyDay } from '../domain/day';
import { progress } from '../domain/hour-progress';
import { totals } from '../domain/hour-totals';
import type { CourseDone, Enrolled, Paper } from '../domain/papers/paper';
import {
  hundredths,
  lacking,
  openCorrections,
  paperHours,
  paperTotals,
  type PaperLine
} from '../domain/papers/paper-hours';
import type { NewPaper } from '../domain/papers/request';

export type OfStudent = Extract<NewPaper, { student: string }>;

export type Facts = { ok: true; paper: Paper } | { ok: false; field: string; error: string };
const refuse = (field: string, error: string): Facts => ({ ok: false, field, error });

/** @param member the student, whom the actor may see */
export async function factsOf(
  db: Db,
  school: string,
  member: Member,
  asked: OfStudent
): Promise<Facts> {
  const owner = { school, record: member.id };
  const [head, settings, program, ledger, completions, statements] = await Promise.all([
    letterheads.find(db, school),
    hourSettings.find(db, school),
    programs.followedBy(db, owner),
    linesOf(db, owner),
    completedCourses(db, school, member.id),
    statementsOn(db, school, [member.id], asked.kind)
  ]);
  const strange = unprintable(`${member.name}${program?.content.name ?? ''}${head.name}`);
  if (strange.length > 0)
    return refuse(
      'student',
      `Papers cannot print ${strange.join(' ')}: correct the name on the record, in Latin letters`
    );

  const lines: PaperLine[] = ledger.map(({ evidence, ...line }) => ({ ...line, ...evidence }));
  const base = {
    ...{ school: head, zone: settings.timeZone },
    holder: { record: member.id, name: member.name, number: member.number },
    enrolled: enrolledOf(member, program?.startedDay ?? null),
    program: program && {
      ...{ name: program.content.name, version: program.version, hours: program.content.hours }
    },
    ...(statements.length > 0 && { statements })
  };
  const done = completions.map(({ completedAt, ...course }) => ({
    ...course,
    on: dateOf(studyDay(new Date(completedAt), settings.timeZone))
  }));
  const hours = paperHours(lines, program?.content ?? null, settings.minutesPerHour);

  if (asked.kind === 'certificate' && asked.course !== null) {
    const course = done.find(({ key }) => key === asked.course);
    return course
      ? { ok: true, paper: { kind: 'certificate', ...base, of: { kind: 'course', course } } }
      : refuse('course', 'No completion of this course stands on the student’s record');
  }
  const open = openCorrections(lines);
  if (open > 0) return refuse('student', openWords(open));
  switch (asked.kind) {
    case 'transcript': {
      const [attested, skills, quizzes] = await Promise.all([
        attestationsOf(db, owner, settings.timeZone),
        signedSkills(db, owner),
        passedQuizzes(db, owner, settings.timeZone)
      ]);
      const more = { ...(skills.length > 0 && { skills }), ...(quizzes.length > 0 && { quizzes }) };
      const known = { hours, attested, courses: done, ...more };
      return { ok: true, paper: { kind: 'transcript', ...base, ...known } };
    }
    case 'letter':
      return { ok: true, paper: { kind: 'letter', ...base, hours, to: asked.addressee || null } };
    case 'certificate': {
      if (!program) return refuse('course', 'The student follows no program: choose a course');
      const attested = lines.filter((line) => line.attested);
      const hourMs = settings.minutesPerHour * 60_000;
      const way = progress(program.content, totals(attested), hourMs);
      const missing = lacking(way.missing, settings.minutesPerHour);
      if (missing !== null)
        return refuse('course', `${missing} hours that the program asks for are not attested yet`);
      const on = dateOf(Math.max(...attested.map(({ day }) => day)));
      const all = hundredths(paperTotals(hours).approved, settings.minutesPerHour) / 100;
      return {
        ok: true,
        paper: { kind: 'certificate', ...base, of: { kind: 'program', on, hours: all } }
      };
    }
  }
}

const openWords = (count: number): string =>
  `${count === 1 ? 'A correction' : `${count} corrections`} of attested hours ${count === 1 ? 'is' : 'are'} ` +
  'not attested yet: attest first, so that the paper says what stands';

/** Since when and until when: from the day on which the program began, where one is followed. */
const enrolledOf = (member: Member, started: number | null): Enrolled => ({
  from: dateOf(started ?? member.joinedDay),
  until: member.leftDay === null ? null : dateOf(member.leftDay),
  standing: member.standing
});

/** @returns the courses that a record has completed, by when; whoever asks has been checked */
export async function completedCourses({ $client: sql }: Db, school: string, record: string) {
  const rows = await sql<
    (Omit<CourseDone, 'on' | 'title'> & { title: string | null; completedAt: string })[]
  >`
    select course as key, courses.title, rule_version as rule, to_jsonb(completed_at) as "completedAt"
    from (
      select distinct on (course) * from course_completions
      where school_id = ${school} and record_id = ${record} order by course, number desc) as newest
      left join courses on courses.school_id = ${school} and courses.id::text = course
    where kind <> 'withdrawn' order by completed_at, course`;
  const shipped = new Map(courses.catalogue().courses.map(({ slug, title }) => [slug, title]));
  return rows.map((row) => ({ ...row, title: row.title ?? shipped.get(row.key) ?? row.key }));
}

/** What was completed, signed off, issued and given to others, as lines of a record. */
import { historyOf } from './completion-view';
import * as courses from './courses';
import type { Db } from './db/connect';
import { listOf } from './disclosures';
import type { RecordOwner } from './own-record';
import { columns, toIssued } from './papers';
import * as skills from './skills';
import { dateAt } from '../domain/day';
import { groundTitles } from '../domain/papers/ground';
import { paperTitles } from '../domain/papers/paper';
import { inWords } from '../domain/papers/sheet';
import type { RecordLine } from '../domain/record-part';

const counted = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`;
const on = (at: string, zone: string) => inWords(dateAt(new Date(at), zone));

export async function completionLines(
  db: Db,
  { school, record }: RecordOwner,
  zone: string
): Promise<RecordLine[]> {
  const [rows, own] = await Promise.all([
    historyOf(db, school, record),
    db.$client<{ id: string; title: string }[]>`
      select id::text as id, title from courses where school_id = ${school}`
  ]);
  const titles = new Map([
    ...courses.catalogue().courses.map(({ slug, title }) => [slug, title] as const),
    ...own.map(({ id, title }) => [id, title] as const)
  ]);
  const said = { earned: 'completed', granted: 'entered as completed', withdrawn: 'taken back' };
  return rows
    .map((row): RecordLine => {
      const { course, number, kind, evidence, completedAt, version, reason, by, at } = row;
      const shows = evidence && [
        counted(evidence.lessons.length, 'lesson'),
        counted(evidence.quizzes.length, 'quiz').replace('quizs', 'quizzes'),
        counted(evidence.topics.length, 'topic'),
        counted(evidence.skills.length, 'skill'),
        ...(evidence.hours === null ? [] : [`${evidence.hours} hours`])
      ];
      return {
        ...{ id: `${course} ${number}`, on: at, by },
        says: `${titles.get(course) ?? course}: ${said[kind]}${completedAt ? ` on ${on(completedAt, zone)}` : ''}`,
        more: [
          ...(version === null ? [] : [`By version ${version} of the rule`]),
          ...(shows ? [`Shown by ${shows.filter((one) => !one.startsWith('0 ')).join(', ')}`] : []),
          ...(reason ? [`“${reason}”`] : [])
        ]
      };
    })
    .sort((a, b) => (a.on! < b.on! ? 1 : -1));
}

export async function skillLines(db: Db, { school, record }: RecordOwner): Promise<RecordLine[]> {
  const rows = await skills.ofRecord(db, school, record);
  return rows.map(({ id, title, kind, day, note, by }) => ({
    ...{ id, on: day, by },
    says: `${title}: ${kind === 'signed' ? 'signed off' : 'taken back'}`,
    more: note ? [`“${note}”`] : []
  }));
}

export async function paperLines(
  db: Db,
  { school, record }: RecordOwner,
  zone: string
): Promise<RecordLine[]> {
  const rows = await db.$client<Parameters<typeof toIssued>[0][]>`
    select ${columns(db)} from papers where papers.school_id = ${school} and record_id = ${record}
    order by issued_at desc, year desc, serial desc`;
  return rows.map(toIssued).map(({ id, kind, number, issuedAt, by, revoked }) => ({
    ...{ id, on: issuedAt, by },
    says: `${paperTitles[kind]} ${number}`,
    more: revoked ? [`Revoked ${on(revoked.at, zone)} by ${revoked.by}: “${revoked.reason}”`] : []
  }));
}

export async function disclosureLines(
  db: Db,
  { school, record }: RecordOwner
): Promise<RecordLine[]> {
  const rows = await listOf(db, school, record);
  return rows.map(({ id, recipient, what, purpose, ground, by, at }) => ({
    ...{ id, on: at, by },
    says: `To ${recipient}: ${what}`,
    more: [purpose, ...(ground ? [groundTitles[ground]] : [])]
  }));
}

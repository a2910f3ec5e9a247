/** What completes the shipped course at the demo school, and who is that far. */
import { randomUUID } from 'node:crypto';
import type { Change } from './cohorts';
import { settle } from './completions';
import { make } from './completion-rules';
import { lessonsOf } from './content/catalogue';
import * as courses from './courses';
import type { Db } from './db/connect';
import type { DemoStudent } from './demo-quizzes';
import * as skills from './skills';
import type { Actor } from '../domain/actor';
import { studyDay } from '../domain/day';

const day = 86_400_000;

/** A rule, a newer one that asks for more, and a skill that two have shown. */
export async function seedCompletion(
  db: Db,
  admin: Actor,
  school: string,
  students: readonly DemoStudent[],
  now: Date
): Promise<void> {
  const { timeZone } = students[0]!;
  const by = (daysAgo: number): Change & { zone: string } => {
    const at = new Date(now.getTime() - daysAgo * day);
    return { actor: admin, school, today: studyDay(at, timeZone), now: at, zone: timeZone };
  };
  const made = await skills.create(db, by(27), {
    title: 'Draping',
    summary: 'Covers the client while turning, and says what comes next.'
  });
  if (made.outcome !== 'done') throw new Error(`No demo skill: ${made.outcome}`);
  const [course] = courses.catalogue().courses;
  const lessons = lessonsOf(course!).map(({ id }) => id);
  const skill = { kind: 'skill' as const, skill: made.id };
  const rules = [
    { count: 2, daysAgo: 27, reason: 'The first rule of the course.' },
    { count: 4, daysAgo: 7, reason: 'Two lessons more, by decision of the faculty.' }
  ];
  for (const [after, { count, daysAgo, reason }] of rules.entries()) {
    const read = { kind: 'lessons' as const, lessons: lessons.slice(0, count), checks: false };
    const rule = [read, skill];
    await make(db, by(daysAgo), { course: course!.slug, after, rule, from: null, reason });
  }
  for (const { id } of students.slice(0, 2)) {
    const [record] = await db.$client<{ id: string }[]>`
      select id from member_records where school_id = ${school} and account_id = ${id}`;
    await skills.sign(db, by(3), 'Demo admin', made.id, {
      ...{ id: randomUUID(), student: record!.id, kind: 'signed' as const, note: '' },
      day: by(3).today
    });
  }
  for (const { id } of students) await settle(db, id, now);
}

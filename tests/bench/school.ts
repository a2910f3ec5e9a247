/** A school of students with what they have done of the course that ships, made in bulk. */
import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { studyDay } from '../../src/lib/domain/day';
import { catalogue } from '../../src/lib/server/courses';

const cardsEach = 250;
const answersPerCard = 4;
const cohorts = 4;
const finishedEach = 20;
const hoursEach = 20;

export interface BenchSchool {
  id: string;
  slug: string;
  course: string;
  /** An instructor who sees everybody. */
  staff: string;
}

/**
 * @param first number of the first account, beyond those of other measurements
 * @param cards of each student, with four answers each
 */
export async function fillSchool(
  sql: Sql,
  { first, students, cards = cardsEach }: { first: number; students: number; cards?: number }
): Promise<BenchSchool> {
  const school = { id: randomUUID(), slug: `bench-${first}` };
  const staff = randomUUID();
  const today = studyDay(new Date(), 'UTC');
  const course = catalogue().courses[0]!;
  const lessons = course.modules.flatMap((module) => module.lessons);
  const items = lessons.flatMap((lesson) =>
    lesson.items.filter(({ reserved }) => !reserved).map(({ id }) => id)
  );
  const own = items.slice(0, cards);
  const account = (n: string) =>
    sql.unsafe(`('00000000-0000-4000-8000-' || lpad((${first} + ${n})::text, 12, '0'))::uuid`);
  await sql.begin(async (tx) => {
    await tx`insert into schools (id, slug, name, time_zone, created_at)
      values (${school.id}, ${school.slug}, 'A school', 'UTC', now())`;
    await tx`
      insert into accounts (id, email, name, password_hash, time_zone, created_at)
      select ${account('n')}, 'school-' || (${first}::int + n) || '@bench.test',
        'Student ' || lpad(n::text, 4, '0'), 'none', 'UTC', now()
      from generate_series(0, ${students - 1}::int) n
      union all select ${staff}::uuid, ${`${staff}@bench.test`}, 'Staff', 'none', 'UTC', now()`;
    await tx`
      insert into members (school_id, account_id, role, joined_at)
      select ${school.id}::uuid, ${account('n')}, 'student', now() - interval '90 days'
      from generate_series(0, ${students - 1}::int) n
      union all select ${school.id}::uuid, ${staff}::uuid, 'instructor', now()`;
    await tx`
      insert into cohorts (id, school_id, name, created_at)
      select gen_random_uuid(), ${school.id}, 'Cohort ' || n, now()
      from generate_series(1, ${cohorts}::int) n`;
    await tx`
      insert into cohort_members (school_id, cohort_id, account_id)
      select ${school.id}, cohorts.id, ${account('n')}
      from generate_series(0, ${students - 1}::int) n
        join cohorts on school_id = ${school.id} and name = 'Cohort ' || n % ${cohorts}::int + 1`;
    // Foreign keys hold by construction; checking them row by row takes most of the time.
    await tx`set local session_replication_role = replica`;
    await tx`
      insert into completions (account_id, lesson_id, completed_at)
      select ${account('n')}, lesson, now()
      from generate_series(0, ${students - 1}::int) n,
        unnest(${lessons.slice(0, finishedEach).map(({ id }) => id)}::text[]) as lesson`;
    await tx`
      insert into answers (id, account_id, item_id, item_version, context, response, score,
        correct, answered_at, received_at, study_day, latency_ms, hint, option_count, rating,
        mapper_version, weights_version)
      select gen_random_uuid(), ${account('n')}, item, 1, 'review', '{"option": "b"}',
        score, score = 1, now() - day * interval '1 day', now(), ${today}::int - day,
        4000, false, 4, case when score = 1 then 3 else 1 end, 2, 1
      from generate_series(1, ${answersPerCard}::int) round,
        generate_series(0, ${students - 1}::int) n,
        unnest(${own}::text[]) with ordinality as own (item, card),
        lateral (select (${answersPerCard}::int - round) * 10 + (card + n)::int % 20 + 1 as day,
          case when (card * 7 + n + round) % 10 < 7 then 1 else 0 end as score) as given`;
    await tx`
      insert into cards (account_id, item_id, stability, difficulty, first_day, last_day, due_day,
        reps, lapses, last_answer_id, last_answered_at, revision)
      select ${account('n')}, item, 5 + (card + n) % 40, 5, ${today}::int - 50,
        ${today}::int - (card + n)::int % 20 - 1, ${today}::int + (card + n)::int % 19,
        ${answersPerCard}, 0, gen_random_uuid(), now() - ((card + n) % 20 + 1) * interval '1 day',
        gen_random_uuid()
      from generate_series(0, ${students - 1}::int) n,
        unnest(${own}::text[]) with ordinality as own (item, card)`;
    await tx`
      insert into assignments (id, school_id, kind, title, subject, due_day, created_by, created_at)
      select gen_random_uuid(), ${school.id}, 'lessons', 'Read ' || n,
        jsonb_build_object('lessons', jsonb_build_array(lesson)), ${today}::int + n::int - 6,
        ${staff}, now() - interval '20 days'
      from unnest(${lessons.slice(finishedEach - 6, finishedEach + 4).map(({ id }) => id)}::text[])
        with ordinality as given (lesson, n)`;
    await tx`
      insert into assignment_cohorts (school_id, assignment_id, cohort_id)
      select ${school.id}, assignments.id, cohorts.id from assignments, cohorts
      where assignments.school_id = ${school.id} and cohorts.school_id = ${school.id}`;
    await tx`insert into hour_settings (school_id, online, idle_minutes, minutes_per_hour, manual,
        changed_at)
      values (${school.id}, true, 5, 60, true, now())`;
    await tx`
      insert into hour_entries (school_id, id, record_id, kind, mode, day, ms, source, evidence,
        actor_id, actor_name, reason, at)
      select ${school.id}, gen_random_uuid(), member_records.id, 'class', 'in-person',
        ${today}::int - n, 4 * 3600000, 'manual', '{}', ${staff}, 'Staff', 'By the register', now()
      from member_records, generate_series(1, ${hoursEach}::int) n
      where school_id = ${school.id} and role = 'student'`;
    await tx`
      insert into completion_rules (school_id, course, version, rule, effective_from, actor_id, reason,
        at)
      values (${school.id}, ${course.slug}, 1, ${JSON.stringify([
        { kind: 'lessons', lessons: lessons.map(({ id }) => id), checks: true }
      ])}::text::jsonb, now() - interval '60 days', ${staff}, '', now() - interval '60 days')`;
  });
  return { ...school, course: course.slug, staff };
}

/** How far a student is with what was assigned, by its kind: read off the logs, never stored. */
import type { Db } from './db/connect';

/**
 * For queries in which `assignments` is named so and a row of `assigned` is `assignment_students`:
 * a student's progress, `progress (total, done, right, last_at)`. Of questions the first answer
 * since the assignment counts, of a quiz an attempt begun since; a lesson that was read before is
 * read; a goal of recall that was reached stays reached.
 */
export const progress = ({ $client: sql }: Db) => sql`
  lateral (
    select count(*)::int as total, count(first.at)::int as done,
      (count(*) filter (where first.score = 1))::int as "right", max(first.at) as last_at
    from unnest(assignment_students.items) as asked (id) join items on items.id = asked.id
      left join lateral (
        select score, answered_at as at from counting_answers
        where counting_answers.account_id = assignment_students.account_id
          and counting_answers.item_id = asked.id and answered_at >= assignments.created_at
        order by answered_at, counting_answers.id limit 1) as first on true
    where first.at is not null or (items.retired_at is null and not reserved)
    having assignments.kind = 'practice'
    union all
    select count(*)::int, count(finished.at)::int, count(finished.at)::int, max(finished.at)
    from jsonb_array_elements_text(assignments.subject->'lessons') as asked (id)
      join lessons on lessons.id = asked.id
      left join school_lessons on school_lessons.lesson_id = lessons.id
      left join lateral (
        select min(completed_at) as at from completions
        where completions.account_id = assignment_students.account_id
          and completions.lesson_id in (asked.id, school_lessons.origin)) as finished on true
    where finished.at is not null or lessons.retired_at is null
    having assignments.kind = 'lessons'
    union all
    select 1, least(1, count(*))::int, least(1, count(*))::int, max(finished_at)
    from attempts
    where quiz_id = assignments.subject->>'quiz' and not trial and finished_at is not null
      and attempts.account_id = assignment_students.account_id
      and started_at >= assignments.created_at
    having assignments.kind in ('quiz', 'note')
    union all
    select 1, count(*)::int, count(*)::int, max(reached_at)
    from assignment_goals
    where assignment_goals.assignment_id = assignments.id
      and assignment_goals.account_id = assignment_students.account_id
    having assignments.kind = 'recall'
  ) as progress`;

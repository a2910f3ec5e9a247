/** Answers as memory models are fitted to and judged by them: in streams, learner by learner. */
import type { Sql } from 'postgres';
import type { Answered } from '../domain/trials';
import { finalDays } from '../domain/exam-date';

/** Whose answers. */
export type Subject =
  { scope: 'platform' } | { scope: 'cohort'; id: string } | { scope: 'account'; id: string };

/** The answers of one learner to one item, in the order of time. */
export interface History {
  account: string;
  item: string;
  type: string;
  answers: Answered[];
}

interface Row extends Answered {
  account: string;
  item: string;
  type: string;
}

const batch = 2000;

/**
 * Only what counts: answers that were not taken back or dropped by a correction. Those that say
 * less of memory are marked as not fair: crammed in the last days before an exam, or rated by hand.
 * @param oneOf of so many cards one is read, always the same ones; 1 reads all
 * @returns each learner's cards, a learner at a time
 */
export async function* histories(
  sql: Sql,
  subject: Subject,
  oneOf = 1
): AsyncGenerator<History[], void> {
  let cards: History[] = [];
  const rows = sql<Row[]>`
    with exams as materialized (
      select account_id, exam_day from schedules where exam_day is not null
    )
    select given.account_id as account, given.item_id as item, content->>'type' as type, rating,
      study_day as "studyDay", (extract(epoch from answered_at) * 1000)::float8 as at,
      weights_version as "weightsVersion",
      not (context = 'quiz' and exam_day is not null
          and study_day between exam_day - ${finalDays}::int + 1 and exam_day)
        and not exists (select from note_gradings where answer_id = given.id) as fair
    from counting_answers as given
      join item_versions on item_versions.item_id = given.item_id and version = item_version
      left join exams on exams.account_id = given.account_id
    where rating is not null and ${of(sql, subject)} and ${sample(sql, oneOf)}
    order by given.account_id, given.item_id, answered_at, given.id`.cursor(batch);
  for await (const part of rows)
    for (const { account, item, type, ...answer } of part) {
      let card = cards.at(-1);
      if (card && card.account !== account) {
        yield cards;
        cards = [];
        card = undefined;
      }
      if (card?.item === item) card.answers.push(answer);
      else cards.push({ account, item, type, answers: [answer] });
    }
  if (cards.length > 0) yield cards;
}

/**
 * @param since only later ones
 * @returns how many answers count, second ones of a day included
 */
export async function countAnswers(sql: Sql, subject: Subject, since: Date | null) {
  const [row] = await sql<{ n: number }[]>`
    select count(*)::int as n from counting_answers as given
    where rating is not null and ${of(sql, subject)}
      and answered_at > ${since?.toISOString() ?? '-infinity'}::timestamptz`;
  return row!.n;
}

function of(sql: Sql, subject: Subject) {
  if (subject.scope === 'account') return sql`given.account_id = ${subject.id}`;
  if (subject.scope === 'platform') return sql`true`;
  return sql`given.account_id in (
    select account_id from cohort_members where cohort_id = ${subject.id})`;
}

const sample = (sql: Sql, oneOf: number) =>
  oneOf <= 1
    ? sql`true`
    : sql`abs(hashtext(given.account_id::text || given.item_id)::bigint) % ${oneOf} = 0`;

/** Holds every completion against the logs and the rule of its time, and looks for any that lacks. */
import { askedBy } from './completion-facts';
import { versionsAt, type Version } from './completion-versions';
import { candidates, earnedBy, recordEarned } from './completions';
import type { Db, Transaction } from './db/connect';
import type { Compared, Difference } from './replay';
import { models } from './weights';
import { byTime, recallOn, replay, type Review } from '../domain/card';
import { proves, type CreditedHours, type Evidence } from '../domain/completion-evidence';
import { rulesFor } from '../domain/completion-rule';
import { grouped } from '../domain/grouped';
import { clockHours } from '../domain/hours';

interface Row {
  school: string;
  record: string;
  account: string;
  course: string;
  version: number;
  completedAt: string;
  evidence: Evidence;
}

/** @returns how many completions there are, and those that the logs do not bear out, or call for */
export async function completions(db: Db, tx: Transaction): Promise<Compared> {
  // The same database as the transaction sees it: the pool may have this one connection.
  const within: Db = Object.create(db, { $client: { value: tx } });
  const differences: Difference[] = [];
  // Of an account that is gone the logs are gone too: what the school keeps is all there is.
  const rows = await tx<Row[]>`
    select course_completions.school_id as school, record_id as record, account_id as account,
      course, rule_version as version, to_jsonb(completed_at) as "completedAt", evidence
    from course_completions join member_records on member_records.id = record_id
    where kind = 'earned' and account_id is not null`;
  const rulesOf = new Map<string, (Version & { course: string })[]>();
  const schools = await tx<{ school: string }[]>`
    select distinct school_id as school from completion_rules`;
  for (const { school } of schools) rulesOf.set(school, await versionsAt(within, school));
  for (const row of rows) {
    const versions = rulesOf.get(row.school)!.filter(({ course }) => course === row.course);
    const wrong = await whatIsWrong(within, row, versions);
    if (wrong === null) continue;
    const { account, course, evidence: stored } = row;
    const name = `Completion of ${course} by ${account}, in the log itself: ${wrong}`;
    differences.push({ account, name, stored, rebuilt: null, mend: null });
  }
  differences.push(...(await missing(within, rulesOf)));
  return { count: rows.length, differences };
}

/** @returns in words what of a completion does not follow from the logs; null where all does */
async function whatIsWrong(db: Db, row: Row, versions: readonly Version[]): Promise<string | null> {
  const { version, evidence } = row;
  const at = new Date(row.completedAt);
  const begunAt = evidence.begunAt === null ? null : new Date(evidence.begunAt);
  const by = rulesFor(versions, begunAt, at).find((one) => one.version === version);
  if (!by) return 'its rule did not hold then';
  if (!proves(by.rule, evidence)) return 'its evidence does not meet its rule';
  const lacking = await unknownIn(db, row);
  if (lacking > 0) return `${lacking} of what it names is not in the logs`;
  const asked = askedBy([by.rule]);
  for (const topic of evidence.topics.filter((one) => asked.topics.includes(one.topic))) {
    const recall = await recallThen(db, row, topic);
    if (Math.abs(recall - topic.recall) > 1e-6) return `recall of ${topic.topic} was ${recall}`;
  }
  if (evidence.hours) {
    const hours = await hoursIn(db, row.record, evidence.hours);
    if (Math.abs(hours - evidence.hours.hours) > 1e-6) return `its hours add up to ${hours}`;
  }
  return null;
}

/** How much of what the evidence names is not there, or came later than the completion. */
async function unknownIn(
  { $client: sql }: Db,
  { account, record, completedAt, evidence }: Row
): Promise<number> {
  const answers = [
    ...new Set([
      ...evidence.lessons.flatMap(({ checks }) => Object.values(checks)),
      ...evidence.topics.flatMap((topic) => topic.answers)
    ])
  ];
  const finished = evidence.lessons.map(({ finishedAt }) => finishedAt);
  // What the school has removed when its time was over is missing rightly.
  const [removed] = await sql`
    select from disposals where record_id = ${record} and rule = 'quizzes' limit 1`;
  const attempts = removed ? [] : evidence.quizzes.map(({ attempt }) => attempt);
  const signed = evidence.skills.map(({ signOff }) => signOff);
  const attested = evidence.hours?.attestations ?? [];
  const [row] = await sql<{ found: number }[]>`
    select ((select count(*) from answers where id = any(${answers}::uuid[])
          and account_id = ${account} and received_at <= ${completedAt})
      + (select count(*) from unnest(${finished}::text[]) as moment
          where moment::timestamptz <= ${completedAt} and exists (select from completions
            where account_id = ${account} and completed_at = moment::timestamptz))
      + (select count(*) from attempts where id = any(${attempts}::uuid[])
          and account_id = ${account} and finished_at <= ${completedAt})
      + (select count(*) from skill_sign_offs where id = any(${signed}::uuid[])
          and record_id = ${record} and kind = 'signed' and at <= ${completedAt})
      + (select count(*) from attestations where id = any(${attested}::uuid[])
          and record_id = ${record} and withdraws is null and at <= ${completedAt}
          and not exists (select from attestations as back
            where back.withdraws = attestations.id and back.at <= ${completedAt})))::int as found`;
  const named = [answers, finished, attempts, signed, attested];
  return named.reduce((sum, { length }) => sum + length, 0) - row!.found;
}

/** What the lines of the ledger add up to that some attestations are about. */
async function hoursIn(
  db: Db,
  record: string,
  { attestations, minutesPerHour }: CreditedHours
): Promise<number> {
  const [row] = await db.$client<{ ms: number }[]>`
    select coalesce(sum(ms), 0)::float8 as ms from hour_entries where record_id = ${record}
      and id in (select entry_id from attested_entries
        where attestation_id = any(${attestations}::uuid[]))`;
  return clockHours(row!.ms, minutesPerHour);
}

/** What was remembered of a topic, by the answers that were there. */
async function recallThen(
  db: Db,
  { account, completedAt }: Row,
  { day, answers }: Evidence['topics'][number]
): Promise<number> {
  const rows = await db.$client<(Omit<Review, 'answeredAt'> & { item: string; at: string })[]>`
    select item_id as item, id, coalesce(regrade.rating, answers.rating) as rating,
      study_day as "studyDay", answered_at as at, weights_version as "weightsVersion"
    from answers left join lateral (
        select answer_id, answer_regrades.rating from answer_regrades
        where answer_id = answers.id and regraded_at <= ${completedAt}
        order by regraded_at desc, correction_id desc limit 1) as regrade on true
    where account_id = ${account} and received_at <= ${completedAt}
      and item_id in (select item_id from answers where id = any(${answers}::uuid[]))
      and (regrade.answer_id is null or regrade.rating is not null)
      and not exists (select from answer_undos
        where answer_id = answers.id and undone_at <= ${completedAt})`;
  const model = await models(
    db,
    rows.map(({ weightsVersion }) => weightsVersion)
  );
  const recalls = [...grouped(rows, ({ item }) => item)].flatMap(([item, own]) => {
    const reviews = own.map(({ at, ...review }) => ({ ...review, answeredAt: new Date(at) }));
    // The target moves the day on which it comes back, and no memory.
    const card = replay(reviews.sort(byTime), { item, target: 0.9, model });
    return card ? [recallOn(card, day, model(card.weightsVersion))] : [];
  });
  return recalls.reduce((sum, recall) => sum + recall, 0) / Math.max(1, recalls.length);
}

/** Those who have completed a course by now of whom nothing is recorded. */
async function missing(
  db: Db,
  rulesOf: ReadonlyMap<string, (Version & { course: string })[]>
): Promise<Difference[]> {
  const now = new Date();
  const differences: Difference[] = [];
  for (const [school, all] of rulesOf) {
    const recorded = await db.$client<{ record: string; course: string }[]>`
      select record_id as record, course from course_completions where school_id = ${school}`;
    const known = new Set(recorded.map(({ record, course }) => `${record} ${course}`));
    const students = await candidates(db, { school }, now);
    for (const [course, versions] of grouped(all, (version) => version.course))
      for (const student of students) {
        if (known.has(`${student.record} ${course}`)) continue;
        const rebuilt = await earnedBy(db, student, course, versions, now);
        if (!rebuilt) continue;
        const { account } = student;
        const name = `Completion of ${course} by ${account}`;
        const mend = (tx: Transaction) => recordEarned(tx, student, course, rebuilt, now);
        differences.push({ account, name, stored: null, rebuilt, mend });
      }
  }
  return differences;
}

/** What a school asks of who completes a course: data, in versions that each begin at a moment. */
import * as v from 'valibot';
import { storable } from './items/item';
import { dayOf } from './day';

export const requirementKinds = ['lessons', 'quiz', 'recall', 'skill', 'hours'] as const;
export type RequirementKind = (typeof requirementKinds)[number];

/** A recall is asked over so many answered questions, unless the school says otherwise. */
export const usualAnswers = 20;
const mostRequirements = 40;
const mostLessons = 300;
const mostHours = 5000;
/** Further ahead no rule begins; a mistyped year is found by it. */
const mostDaysAhead = 3 * 366;

const share = (complaint: string) =>
  v.pipe(
    v.number(complaint),
    v.gtValue(0, complaint),
    v.maxValue(1, complaint),
    v.transform((given) => Math.round(given * 1000) / 1000)
  );

export const Requirement = v.variant(
  'kind',
  [
    v.object({
      kind: v.literal('lessons'),
      /** Their ids, as the course had them: a lesson that is added later is asked by no version before. */
      lessons: v.pipe(
        v.array(v.string('Name the lessons by their ids')),
        v.minLength(1, 'Choose at least one lesson'),
        v.maxLength(mostLessons, `Choose at most ${mostLessons} lessons`),
        v.check((ids) => new Set(ids).size === ids.length, 'Name each lesson once')
      ),
      /** Whether the questions in them are to be answered too, rightly or not. */
      checks: v.boolean('Say whether the questions in the lessons are to be answered')
    }),
    v.object({
      kind: v.literal('quiz'),
      quiz: v.string('Name the quiz'),
      share: share('Give the share of points to reach, above 0% and at most 100%')
    }),
    v.object({
      kind: v.literal('recall'),
      /** See `topicKey`. */
      topic: v.string('Name the topic'),
      share: v.pipe(
        share('Give the recall to hold, above 0% and at most 97%'),
        v.maxValue(0.97, 'Ask for a recall of at most 97%: nobody holds more over many questions')
      ),
      /** How many of its questions must have been answered before recall says anything. */
      answers: v.pipe(
        v.number('Say over how many answered questions'),
        v.integer('Give the answered questions as a whole number'),
        v.minValue(3, 'Ask for at least 3 answered questions'),
        v.maxValue(1000, 'Ask for at most 1,000 answered questions')
      )
    }),
    v.object({
      kind: v.literal('skill'),
      skill: v.pipe(v.string('Name the skill'), v.uuid('Name the skill by its id'))
    }),
    v.object({
      kind: v.literal('hours'),
      hours: v.pipe(
        v.number('Give the hours as a number'),
        v.gtValue(0, 'Ask for more than 0 hours'),
        v.maxValue(mostHours, `Ask for at most ${mostHours} hours`)
      )
    })
  ],
  `Say what is asked: ${requirementKinds.join(', ')}`
);
export type Requirement = v.InferOutput<typeof Requirement>;

/** What a requirement is about, so that none stands there twice. */
const subjectOf = (asked: Requirement): string => {
  if (asked.kind === 'quiz') return `quiz ${asked.quiz}`;
  if (asked.kind === 'recall') return `recall ${asked.topic}`;
  return asked.kind === 'skill' ? `skill ${asked.skill}` : asked.kind;
};

export const Rule = v.pipe(
  v.array(Requirement, 'List what is asked'),
  v.minLength(1, 'Ask for at least one thing'),
  v.maxLength(mostRequirements, `Ask for at most ${mostRequirements} things`),
  v.check(
    (rule) => new Set(rule.map(subjectOf)).size === rule.length,
    'Ask for each thing once: the same quiz, topic or skill stands there twice'
  )
);
export type Rule = v.InferOutput<typeof Rule>;

/** A version of a course's rule. What is in force is decided by `effectiveFrom`, never by a change. */
export interface RuleVersion {
  version: number;
  rule: Rule;
  effectiveFrom: Date;
}

/** A rule that is only being considered. */
export const RuleToTry = v.object({
  course: v.pipe(v.string('Name the course'), v.minLength(1, 'Name the course')),
  rule: Rule
});

const date = 'Write the day as 2027-03-31';
const reason = 'Say in a few words why';

export const NewRule = v.object({
  /** See `completion_rules.course`. */
  course: v.pipe(v.string('Name the course'), v.minLength(1, 'Name the course')),
  /** The newest version that was read, 0 for none: somebody else's is not passed over. */
  after: v.pipe(v.number('Name the version that was read'), v.integer()),
  rule: Rule,
  /** The day on which it begins; null: now. */
  from: v.nullable(
    v.pipe(
      v.string(date),
      v.check((text) => dayOf(text) !== null, `There is no such day. ${date}`)
    )
  ),
  reason: v.pipe(
    v.string(reason),
    v.trim(),
    v.minLength(3, reason),
    v.maxLength(500, 'Shorten the reason to 500 characters'),
    storable
  )
});
export type NewRule = v.InferOutput<typeof NewRule>;

/**
 * @param from the day on which a rule is to begin
 * @param today where its author is
 * @returns what to mend; null where it can be. A rule never begins in the past: what was completed
 *   before it was made cannot have been measured by it
 */
export function flawOfStart(from: number, today: number): string | null {
  if (from < today) return 'This day is over: a rule begins today at the earliest';
  return from > today + mostDaysAhead
    ? 'This is more than three years ahead: check the year'
    : null;
}

/**
 * The version in force at a moment: the newest of those that have begun. One that was made later
 * and begins earlier stands in for what was planned before it.
 * @returns null before the first
 */
export function inForce<Version extends RuleVersion>(
  versions: readonly Version[],
  at: Date
): Version | null {
  const begun = versions.filter(({ effectiveFrom }) => effectiveFrom <= at);
  return begun.reduce<Version | null>(
    (newest, one) => (newest && newest.version > one.version ? newest : one),
    null
  );
}

/**
 * The versions by which a student may complete a course now: the one in force, and the one that was
 * when they began. A school may raise what it asks, and nobody who has begun is asked for more; it
 * may lower it, and everybody gains. (Where no rule was in force when they began, the first that
 * came counts as theirs.)
 * @param begunAt when the student began the course at this school; null: not yet
 * @returns the newest first; none before the first rule begins
 */
export function rulesFor<Version extends RuleVersion>(
  versions: readonly Version[],
  begunAt: Date | null,
  now: Date
): Version[] {
  const newest = inForce(versions, now);
  if (!newest) return [];
  const own = begunAt && (inForce(versions, begunAt) ?? firstAfter(versions, begunAt));
  const isOther = own && own.version !== newest.version && own.effectiveFrom <= now;
  return isOther ? [newest, own] : [newest];
}

function firstAfter<Version extends RuleVersion>(
  versions: readonly Version[],
  at: Date
): Version | null {
  const starts = versions.map(({ effectiveFrom }) => effectiveFrom.getTime());
  const first = Math.min(...starts.filter((start) => start > at.getTime()));
  return Number.isFinite(first) ? inForce(versions, new Date(first)) : null;
}

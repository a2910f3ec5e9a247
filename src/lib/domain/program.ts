/**
 * What a program asks of a student, in clock hours, by subject. A school writes it, perhaps from an
 * example of a state’s rule; whether it is what the law asks only the school can say.
 */
import * as v from 'valibot';
import { dayOf } from './day';
import { SubjectId } from './hours-input';
import { sentence, storable } from './items/item';

const hours = (most = 5000) => {
  const complaint = `Give hours, more than 0 and at most ${most}`;
  return v.pipe(v.number(complaint), v.gtValue(0, complaint), v.maxValue(most, complaint));
};

const Subject = v.object({
  id: v.pipe(
    v.nonNullable(SubjectId, 'Give the subject an id'),
    v.notValue('constructor', 'Choose another id')
  ),
  title: v.pipe(sentence, v.maxLength(120, 'Shorten the title to 120 characters')),
  hours: hours(),
  /** Whether hours at a distance count toward it. */
  distance: v.optional(v.boolean(), true),
  /** Lessons whose online time belongs to it: a lesson’s id, or a course’s for all of its lessons. */
  lessons: v.optional(
    v.pipe(
      v.array(v.pipe(v.string(), storable, v.maxLength(200))),
      v.maxLength(500, 'Name at most 500 lessons')
    ),
    []
  )
});
export type Subject = v.InferOutput<typeof Subject>;

export const Program = v.pipe(
  v.object({
    name: v.pipe(sentence, v.maxLength(120, 'Shorten the name to 120 characters')),
    /** In all, also for what belongs to no subject. */
    hours: hours(),
    /** How much of it may be at a distance, 0 to 1; null where nothing limits it. */
    distanceShare: v.optional(
      v.nullable(
        v.pipe(
          v.number('Give a share from 0 to 1'),
          v.minValue(0, 'Give a share from 0 to 1'),
          v.maxValue(1, 'Give a share from 0 to 1')
        )
      ),
      null
    ),
    /** From which day on students begin under it. */
    effective: v.pipe(
      v.string('Write the date as 2027-03-31'),
      v.check((text) => dayOf(text) !== null, 'There is no such date: write it as 2027-03-31')
    ),
    /** Where these numbers come from, as the school says. */
    source: v.optional(v.pipe(v.string(), v.trim(), storable, v.maxLength(500)), ''),
    subjects: v.pipe(v.array(Subject), v.maxLength(60, 'Name at most 60 subjects'))
  }),
  v.forward(
    v.check(
      ({ subjects }) => new Set(subjects.map(({ id }) => id)).size === subjects.length,
      'Two subjects have the same id: give each its own'
    ),
    ['subjects']
  ),
  v.forward(
    v.check(
      ({ subjects, hours }) => subjects.reduce((sum, one) => sum + one.hours, 0) <= hours + 1e-9,
      'The subjects ask for more hours than the program in all: raise its hours or lower theirs'
    ),
    ['hours']
  )
);
export type Program = v.InferOutput<typeof Program>;
export type ProgramInput = v.InferInput<typeof Program>;

/** @returns the subject that time on a lesson belongs to; null for none. A lesson goes before its course */
export function subjectOf(
  program: Pick<Program, 'subjects'> | null,
  lesson: string | null
): string | null {
  if (!program || lesson === null) return null;
  const naming = (name: string) =>
    program.subjects.find(({ lessons }) => lessons.includes(name))?.id ?? null;
  return naming(lesson) ?? naming(lesson.split('/')[0]!);
}

/** An example of a rule, as `content/hour-rules.yaml` has it. */
export const HourRule = v.strictObject({
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  title: sentence,
  state: v.nullable(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/, 'Give the two letters of the state'))),
  hours: hours(),
  /** The month in which it stood so. */
  asOf: v.pipe(v.string(), v.regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'Write the month as 2024-01')),
  /** Of `sources.yaml`; none where nobody has looked it up in the rule itself. */
  source: v.optional(v.string()),
  note: v.optional(sentence),
  subjects: v.optional(
    v.array(v.strictObject({ id: Subject.entries.id, title: sentence, hours: hours() })),
    []
  )
});
export type HourRule = v.InferOutput<typeof HourRule>;

/** The versions of each rule by its id, the newest last. */
export const HourRules = v.record(
  v.string(),
  v.pipe(
    v.array(HourRule),
    v.minLength(1, 'Give at least one version'),
    v.check(
      (versions) => versions.every(({ version }, i) => version === i + 1),
      'Number the versions 1, 2, 3 in order'
    ),
    v.check(
      (versions) => versions.every(({ asOf }, i) => i === 0 || asOf > versions[i - 1]!.asOf),
      'Each version is of a later month than the one before'
    )
  )
);
export type HourRules = v.InferOutput<typeof HourRules>;

/** @returns what a school’s program begins with when it is taken from an example */
export const fromRule = (rule: HourRule, effective: string): ProgramInput => ({
  name: rule.state ? `Massage program (${rule.title})` : 'Massage program',
  hours: rule.hours,
  distanceShare: null,
  effective,
  source: `${rule.title}, as of ${rule.asOf}${rule.source ? '' : ', not looked up in the rule itself'}`,
  subjects: rule.subjects
});

/** Which program a student follows, and by which plan. */
export const Enrollment = v.object({
  program: v.nullable(v.pipe(v.string(), v.uuid('Choose a program'))),
  started: v.pipe(
    v.string('Write the date as 2027-03-31'),
    v.check((text) => dayOf(text) !== null, 'There is no such date: write it as 2027-03-31')
  ),
  /** Clock hours a week that are planned; null where no plan is made. */
  weeklyHours: v.optional(v.nullable(hours(80)), null)
});
export type Enrollment = v.InferOutput<typeof Enrollment>;

/** A program as it is to be from now on. */
export const ProgramChange = v.object({
  /** The version that was read; 0 for a new program. */
  seen: v.pipe(v.number(), v.integer(), v.minValue(0)),
  rule: v.optional(
    v.nullable(v.object({ id: v.pipe(v.string(), v.maxLength(100)), version: v.number() })),
    null
  ),
  content: Program
});

/** Who is to follow the newest version of a program. */
export const ProgramStudents = v.object({
  students: v.pipe(
    v.array(v.pipe(v.string(), v.uuid('Give students by the ids of their records'))),
    v.minLength(1, 'Choose at least one student'),
    v.maxLength(2000, 'Choose at most 2,000 students at once')
  ),
  started: Enrollment.entries.started,
  weeklyHours: Enrollment.entries.weeklyHours
});

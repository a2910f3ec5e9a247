/** What completes a course at a school, and who has completed it. */
import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid
} from 'drizzle-orm/pg-core';
import { schools } from './accounts';
import { moment } from './columns';
import { memberRecords } from './membership';
import { completionKinds, type Evidence } from '../../../domain/completion-evidence';
import type { Rule } from '../../../domain/completion-rule';

/** Versions of the rule of a course. Rows are added, never changed (a trigger holds that). */
export const completionRules = pgTable(
  'completion_rules',
  {
    schoolId: uuid('school_id')
      .notNull()
      .references(() => schools.id),
    /** Slug of a course that ships, id of one of the school's; as `lessons.course`. */
    course: text().notNull(),
    version: integer().notNull(),
    rule: jsonb().$type<Rule>().notNull(),
    /** Never before `at`. */
    effectiveFrom: moment('effective_from').notNull(),
    /** An account, which may be deleted since. */
    actorId: uuid('actor_id').notNull(),
    reason: text().notNull(),
    at: moment('at').notNull()
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.course, t.version] }),
    check('completion_rules_version', sql`${t.version} > 0`),
    check('completion_rules_start', sql`${t.effectiveFrom} >= ${t.at}`)
  ]
);

/**
 * Who has completed a course, by which version of the rule, when, and by what. Rows are added,
 * never changed: a correction is a row more, and the newest counts. Number 1 is the only one that
 * is ever added without an actor, and only where there is none: a course is completed once.
 */
export const courseCompletions = pgTable(
  'course_completions',
  {
    schoolId: uuid('school_id').notNull(),
    recordId: uuid('record_id').notNull(),
    course: text().notNull(),
    /** 1, 2, … of this student in this course. */
    number: integer().notNull(),
    kind: text({ enum: completionKinds }).notNull(),
    /** Null where staff have entered it. */
    ruleVersion: integer('rule_version'),
    /** Null where it is taken back. */
    completedAt: moment('completed_at'),
    evidence: jsonb().$type<Evidence>(),
    /** An account, which may be deleted since; null where the rule itself was met. */
    actorId: uuid('actor_id'),
    reason: text().notNull(),
    at: moment('at').notNull()
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.recordId, t.course, t.number] }),
    foreignKey({
      name: 'course_completions_record',
      columns: [t.schoolId, t.recordId],
      foreignColumns: [memberRecords.schoolId, memberRecords.id]
    }),
    foreignKey({
      name: 'course_completions_rule',
      columns: [t.schoolId, t.course, t.ruleVersion],
      foreignColumns: [completionRules.schoolId, completionRules.course, completionRules.version]
    }),
    index('course_completions_course').on(t.schoolId, t.course, t.completedAt),
    check('course_completions_number', sql`${t.number} > 0`),
    check(
      'course_completions_earned',
      sql`(${t.kind} = 'earned') = (${t.actorId} is null)
        and (${t.kind} = 'earned') = (${t.ruleVersion} is not null)
        and (${t.kind} = 'earned') = (${t.evidence} is not null)`
    ),
    check('course_completions_at', sql`(${t.kind} = 'withdrawn') = (${t.completedAt} is null)`)
  ]
);

/** What is shown in person and signed off there. */
export const skills = pgTable(
  'skills',
  {
    id: uuid().primaryKey(),
    schoolId: uuid('school_id')
      .notNull()
      .references(() => schools.id),
    title: text().notNull(),
    /** What an instructor looks for. */
    summary: text().notNull(),
    createdAt: moment('created_at').notNull(),
    /** Since when it is no longer offered; what was signed off stays. */
    retiredAt: moment('retired_at')
  },
  (t) => [
    unique('skills_school').on(t.schoolId, t.id),
    unique('skills_title').on(t.schoolId, t.title)
  ]
);

/** Who has shown a skill to whom. Rows are added, never changed; the newest of a student counts. */
export const skillSignOffs = pgTable(
  'skill_sign_offs',
  {
    /** Made by the client: sending it twice signs once. */
    id: uuid().primaryKey(),
    schoolId: uuid('school_id').notNull(),
    recordId: uuid('record_id').notNull(),
    skillId: uuid('skill_id').notNull(),
    kind: text({ enum: ['signed', 'withdrawn'] }).notNull(),
    /** The study day on which it was shown. */
    day: integer().notNull(),
    /** What was seen, or why it is taken back. */
    note: text().notNull(),
    /** An account, which may be deleted since: hence the name as it was. */
    actorId: uuid('actor_id').notNull(),
    actorName: text('actor_name').notNull(),
    at: moment('at').notNull()
  },
  (t) => [
    foreignKey({
      name: 'skill_sign_offs_record',
      columns: [t.schoolId, t.recordId],
      foreignColumns: [memberRecords.schoolId, memberRecords.id]
    }),
    foreignKey({
      name: 'skill_sign_offs_skill',
      columns: [t.schoolId, t.skillId],
      foreignColumns: [skills.schoolId, skills.id]
    }),
    index('skill_sign_offs_record_skill').on(t.recordId, t.skillId, t.at)
  ]
);

/**
 * What other systems are told of a school: each type once, with what is said of it. Ids, moments and
 * where the API tells the rest; no names of people.
 */
import * as v from 'valibot';
import { roles } from './actor';
import { entryKinds, entrySources, modes } from './hours';
import { eventKinds, type EventKind } from './membership';
import { paperKinds } from './papers/paper';

const uuid = v.pipe(v.string(), v.uuid());
const moment = v.pipe(v.string(), v.isoTimestamp());
const date = v.pipe(v.string(), v.isoDate());
const whole = v.pipe(v.number(), v.integer());

/** The school’s record of somebody, which stays whatever becomes of membership and account. */
const member = v.object({
  id: uuid,
  /** The school’s own number of the person (in OneRoster `sourcedId`), as of then. */
  number: v.nullable(v.string())
});

/** Changes of a membership; coming in is an event of its own. */
export const memberChanges = eventKinds.filter(
  (kind): kind is Exclude<EventKind, 'joined' | 'returned'> =>
    kind !== 'joined' && kind !== 'returned'
);

const line = {
  member,
  entry: uuid,
  mode: v.picklist(modes),
  /** Of the student’s program. */
  subject: v.nullable(v.string()),
  date,
  ms: whole,
  source: v.picklist(entrySources),
  meeting: v.nullable(uuid)
};
const skill = { member, skill: uuid, signOff: uuid, date };
const paper = {
  paper: v.object({ id: uuid, number: v.string(), kind: v.picklist(paperKinds) }),
  /** Null: a report about many. */
  member: v.nullable(member)
};

/**
 * @param says what happened
 * @param entries what is said of it, beside `url`
 * @param at where the API tells the rest
 * @param notes what is to be known of the fields, which stand in backticks
 */
const define = <E extends v.ObjectEntries>(
  says: string,
  entries: E,
  at: (data: v.InferOutput<v.ObjectSchema<E, undefined>>) => string,
  notes = ''
) => ({ says, notes, data: v.object(entries), at: at as (data: never) => string });

const ofMember = (place: string) => (data: { member: { id: string } | null }) =>
  `${place}/${data.member!.id}`;

export const events = {
  'member.joined': define(
    'Somebody became a member, or is one again.',
    { member, role: v.picklist(roles), again: v.boolean() },
    ofMember('members')
  ),
  'member.changed': define(
    'A membership changed: role, cohort, leave, the end of it.',
    {
      member,
      change: v.picklist(memberChanges),
      date,
      role: v.nullable(v.picklist(roles)),
      cohort: v.nullable(v.object({ id: uuid, name: v.string() })),
      until: v.nullable(date),
      field: v.nullable(v.picklist(['name', 'email', 'number']))
    },
    ofMember('members'),
    '`date` is the day from which it counts. `until` is the last day of a leave, `field` what was corrected about the person.'
  ),
  'completion.recorded': define(
    'A student met the rule of a course.',
    { member, course: v.string(), row: whole, completedAt: moment },
    ofMember('completion/students'),
    '`completedAt` is when the last thing that was missing was done.'
  ),
  'completion.corrected': define(
    'Staff entered a completion, or took one back.',
    {
      member,
      course: v.string(),
      row: whole,
      kind: v.picklist(['granted', 'withdrawn']),
      completedAt: v.nullable(moment)
    },
    ofMember('completion/students'),
    'Of a course the highest `row` counts.'
  ),
  'hours.entered': define(
    'Hours came into a student’s ledger, by hand or by attendance.',
    { ...line, kind: v.picklist(entryKinds) },
    ofMember('hours'),
    'Time online is not told of line by line: read it from the ledger.'
  ),
  'hours.corrected': define(
    'A line of the ledger is worth more or less now.',
    { ...line, corrects: uuid },
    ofMember('hours'),
    '`ms` is the difference.'
  ),
  'hours.attested': define(
    'The school attested the hours of a student in a period.',
    { member, attestation: uuid, from: date, until: date, lines: whole, ms: whole },
    ofMember('hours')
  ),
  'hours.attestation_withdrawn': define(
    'The school took an attestation back.',
    { member, attestation: uuid, from: date, until: date },
    ofMember('hours')
  ),
  'skill.signed_off': define(
    'An instructor signed a skill off.',
    skill,
    ofMember('completion/students')
  ),
  'skill.sign_off_withdrawn': define(
    'An instructor took a sign-off of a skill back.',
    skill,
    ofMember('completion/students')
  ),
  'assignment.done': define(
    'A student did all of an assignment.',
    { member, assignment: uuid, doneAt: moment },
    ({ assignment }) => `assignments/${assignment}`,
    'Told once, within a minute as a rule, though an answer be taken back since. `doneAt` is when the last of it was done, or when it was assigned, if it was done before.'
  ),
  'quiz.attempt_graded': define(
    'It is known what an attempt at a quiz of the school is worth: when it ends, or with the last note that an instructor grades.',
    { member, quiz: v.string(), attempt: uuid, number: whole, finishedAt: moment },
    ({ quiz }) => `quizzes/${quiz}/results`,
    'Told once, though it be corrected since. `number` counts the attempts of the student. Students may learn of it later than staff: see `quiz.released`.'
  ),
  'quiz.released': define(
    'Students may see their results of a quiz from now on.',
    { quiz: v.string() },
    ({ quiz }) => `quizzes/${quiz}/results`
  ),
  'paper.issued': define(
    'The school issued a paper: a transcript, a letter, a certificate, a report.',
    paper,
    ({ paper }) => `papers/${paper.id}`
  ),
  'paper.revoked': define(
    'The school revoked a paper.',
    paper,
    ({ paper }) => `papers/${paper.id}`
  ),
  ping: define(
    'A test that somebody sent to one webhook.',
    { webhook: uuid },
    ({ webhook }) => `webhooks/${webhook}`
  )
};

export type EventType = keyof typeof events;
export const eventTypes = Object.keys(events) as EventType[];
/** What a webhook can be told of; a test goes to it whatever it listens to. */
export const heardTypes = eventTypes.filter((type) => type !== 'ping');

export type EventData<T extends EventType> = v.InferOutput<(typeof events)[T]['data']>;
/** What whoever makes an event knows: of a member the id of the record. */
export type Fact<T extends EventType> = {
  [K in keyof EventData<T>]: K extends 'member'
    ? string | Extract<EventData<T>[K], null>
    : EventData<T>[K];
};

/** @returns where the API tells the rest, below the address of the school */
export const placeOf = <T extends EventType>(type: T, fact: Fact<T>): string => {
  const { member, ...rest } = fact as { member?: string | null };
  return events[type].at({ ...rest, member: member && { id: member } } as never);
};

/** Which events are read: those after one, or from the first that is kept. */
export const EventQuery = v.object({
  after: v.optional(v.nullable(v.pipe(v.string(), v.uuid('Give the id of an event'))), null),
  limit: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^[1-9]\d{0,2}$/, 'Give a number from 1 to 500'),
      v.transform(Number),
      v.maxValue(500, 'Give a number from 1 to 500')
    ),
    '100'
  )
});

/** @returns the body that a webhook is sent */
export const bodyOf = (event: { type: string; at: string; data: unknown }): string =>
  JSON.stringify({ type: event.type, timestamp: event.at, data: event.data });

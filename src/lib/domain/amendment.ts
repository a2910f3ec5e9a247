/** Asking a school to amend a record, as 34 CFR 99.20 to 99.22 has it. */
import * as v from 'valibot';
import { storable } from './items/item';
import { recordParts, type RecordPart } from './record-part';

/** What follows a request: the first that is no statement ends it. */
export const stepKinds = ['accepted', 'refused', 'withdrawn', 'statement'] as const;
export type StepKind = (typeof stepKinds)[number];

export type Status = 'open' | Exclude<StepKind, 'statement'>;
export const statusTitles: Record<Status, string> = {
  open: 'Waiting for an answer',
  accepted: 'Accepted',
  refused: 'Refused',
  withdrawn: 'Withdrawn'
};

/**
 * Days within which we ask a school to answer. 34 CFR 99.20 says “within a reasonable time” and no
 * number; for access to a record 99.10 says 45 days, which we take here too.
 */
export const answerDays = 45;

export interface Waited {
  /** Whole days since it was asked. */
  days: number;
  /** Days that are left; below zero once it is late. */
  left: number;
}

/** @param at when it was asked @returns how long it has waited */
export function waited(at: Date, now: Date): Waited {
  const days = Math.max(0, Math.floor((now.getTime() - at.getTime()) / 86_400_000));
  return { days, left: answerDays - days };
}

/** @returns the status that the steps of a request lead to */
export const statusOf = (steps: readonly { kind: StepKind }[]): Status => {
  const end = steps.find(({ kind }) => kind !== 'statement');
  return (end?.kind as Status | undefined) ?? 'open';
};

/** Kinds of papers that tell something of a part: a statement about it goes out with them. */
const partsOn: Record<'transcript' | 'letter' | 'certificate' | 'report', readonly RecordPart[]> = {
  transcript: ['membership', 'cohorts', 'hours', 'completions', 'skills', 'quizzes', 'whole'],
  letter: ['membership', 'cohorts', 'hours', 'whole'],
  certificate: ['membership', 'cohorts', 'hours', 'completions', 'whole'],
  report: ['membership', 'hours', 'whole']
};

/** @returns whether a paper of a kind tells something of a part */
export const isOn = (kind: keyof typeof partsOn, part: RecordPart): boolean =>
  partsOn[kind].includes(part);

const id = v.pipe(v.string('Make the id a UUID'), v.uuid('Make the id a UUID'), v.toLowerCase());
const words = (complaint: string, most = 2000) =>
  v.pipe(
    v.string(complaint),
    v.trim(),
    v.minLength(3, complaint),
    storable,
    v.maxLength(most, `Keep it under ${most.toLocaleString('en')} characters`)
  );

export const NewAmendment = v.object({
  /** Made by the client: sent twice, it is asked once. */
  id,
  part: v.picklist(recordParts, `Choose a part: ${recordParts.join(', ')}`),
  /** The line that it is about, by its id; empty for the whole part. */
  line: v.optional(
    v.nullable(
      v.pipe(
        v.string(),
        storable,
        v.maxLength(200),
        v.transform((text) => text || null)
      )
    ),
    null
  ),
  wrong: words('Say what is wrong, in your own words'),
  should: words('Say what it should say instead')
});
export type NewAmendment = v.InferOutput<typeof NewAmendment>;

/** What the school answers. */
export const Decision = v.variant(
  'kind',
  [
    v.object({
      id,
      kind: v.literal('accepted'),
      reason: words('Say in a sentence what the school found: the student reads it'),
      /** What was corrected, and where it is to be seen. */
      correction: words('Say what was corrected, and where the student can see it', 500)
    }),
    v.object({
      id,
      kind: v.literal('refused'),
      reason: words('Say why: the student reads it, and may ask for a hearing')
    })
  ],
  'Choose: accepted or refused'
);
export type Decision = v.InferOutput<typeof Decision>;

/** What a student says to a refusal; it stays with the record, and goes out with that part of it. */
export const Statement = v.object({
  id,
  text: words('Write what you want to be read beside it')
});
export type Statement = v.InferOutput<typeof Statement>;

export const Withdrawal = v.object({ id });
export type Withdrawal = v.InferOutput<typeof Withdrawal>;

/** A student's statement as papers carry it. */
export interface StatementOnPaper {
  /** Whose it is, on a paper about many. */
  record?: string;
  about: string;
  text: string;
  /** The date. */
  on: string;
}

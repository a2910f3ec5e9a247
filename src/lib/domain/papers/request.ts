/** What staff and students may ask of papers, as forms and the API send it. */
import * as v from 'valibot';
import { dayOf } from '../day';
import { sentence, storable } from '../items/item';
import { groundIds } from './ground';

const id = (complaint: string) => v.pipe(v.string(complaint), v.uuid(complaint), v.toLowerCase());
const ownId = id('Make the id a UUID');

const line = (most: number) =>
  v.pipe(v.string(), v.trim(), storable, v.maxLength(most, `Keep it under ${most} characters`));

const needed = (complaint: string, most = 200) =>
  v.pipe(
    v.string(complaint),
    v.trim(),
    v.minLength(2, complaint),
    storable,
    v.maxLength(most, `Keep it under ${most} characters`)
  );

/** By what the school may give it, as pages ask. */
export const GivenGround = v.picklist(groundIds, 'Choose by what the school may give it');
/** The same for other systems, which may not know it. */
const ground = v.optional(
  v.nullable(
    v.picklist(groundIds, `Choose by what the school may give it: ${groundIds.join(', ')}`)
  ),
  null
);

/** That a record leaves the school: to whom, and why. 34 CFR 99.32 asks for both. */
const To = v.object({
  recipient: needed('Say to whom it goes, such as the board or an employer'),
  purpose: needed('Say why, in a few words: the student can read it', 500),
  ground
});

const Month = v.pipe(
  v.string('Write the month as 2027-03'),
  v.regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'Write the month as 2027-03')
);
const day = v.pipe(
  v.string('Write the date as 2027-03-31'),
  v.check((text) => dayOf(text) !== null, 'There is no such date: write it as 2027-03-31')
);

const ofStudent = {
  /** Made by the client: sent twice, one paper is issued. */
  id: ownId,
  student: id('Choose a student'),
  /** To whom the school itself gives it; null where the student gets it. */
  to: v.optional(v.nullable(To), null)
};

export const NewPaper = v.variant(
  'kind',
  [
    v.object({ ...ofStudent, kind: v.literal('transcript') }),
    v.object({
      ...ofStudent,
      kind: v.literal('letter'),
      /** Whom it addresses; empty: to whom it may concern. */
      addressee: v.optional(line(200), '')
    }),
    v.object({
      ...ofStudent,
      kind: v.literal('certificate'),
      /** Of which course; null for the whole program. */
      course: v.optional(v.nullable(needed('Choose a course')), null)
    }),
    v.object({
      ...{ id: ownId, kind: v.literal('hours-report'), month: Month },
      to: v.optional(v.nullable(To), null)
    }),
    v.object({
      ...{ id: ownId, kind: v.literal('state-csv'), from: day, until: day },
      to: v.optional(v.nullable(To), null)
    })
  ],
  'Choose a kind: transcript, letter, certificate, hours-report or state-csv'
);
export type NewPaper = v.InferOutput<typeof NewPaper>;

export const PaperRevocation = v.object({
  reason: v.pipe(
    v.string('Say why: whoever checks the paper only reads that it does not stand'),
    v.trim(),
    v.minLength(3, 'Say why it is revoked: it is kept, and the student reads it'),
    storable,
    v.maxLength(1000, 'Keep the reason under 1,000 characters')
  )
});

/** Whether whoever checks the paper reads the holder's name. */
export const Consent = v.object({
  showsName: v.boolean('Say whether your name is shown')
});

/** That a record was shown or given to somebody outside the school otherwise than by a paper. */
export const NewDisclosure = v.object({
  id: ownId,
  student: id('Choose a student'),
  recipient: To.entries.recipient,
  what: needed('Say what was given, such as the hours of March', 500),
  purpose: To.entries.purpose,
  ground
});
export type NewDisclosure = v.InferOutput<typeof NewDisclosure>;

export const LetterheadInput = v.object({
  approval: line(100),
  address: v.pipe(
    v.array(v.pipe(sentence, v.maxLength(100, 'Keep each line under 100 characters'))),
    v.maxLength(4, 'Four lines fit on a letterhead')
  ),
  contact: line(200),
  signer: line(100),
  signerTitle: line(100)
});
export type LetterheadInput = v.InferOutput<typeof LetterheadInput>;

/** Papers of a school, for its staff, over the HTTP API. */
import { body, operation, parameter, replies } from './api-operations';
import {
  boolean,
  date,
  input,
  list,
  moment,
  object,
  orNull,
  ref,
  text,
  uuid,
  type Json
} from './api-schemas';
import { Once } from '../domain/client-id';
import { groundIds } from '../domain/papers/ground';
import { paperKinds } from '../domain/papers/paper';
import {
  LetterheadInput,
  NewDisclosure,
  NewPaper,
  PaperRevocation
} from '../domain/papers/request';

const issued = {
  id: uuid,
  number: { ...text, description: 'As people read it, `2026-000123`' },
  kind: { enum: paperKinds },
  code: { ...text, description: 'By which whoever holds the paper checks it' },
  by: text,
  issuedAt: moment,
  issuedOn: { ...date, description: 'The date that it bears, in the time zone of its school' },
  revoked: orNull(object({ by: text, at: moment, on: date, reason: text })),
  hasCredential: boolean,
  showsName: { ...boolean, description: 'Whether whoever checks it reads the holder’s name' }
};
const student = orNull(object({ id: uuid, name: text }));
const letterhead = {
  ...{ approval: text, address: list(text), contact: text },
  ...{ signer: text, signerTitle: text }
};

export const paperSchemas: Record<string, Json> = {
  NewPaper: {
    ...input(NewPaper),
    description:
      'Issued from the records as they stand now. The `id` is made by the client; sent again, one ' +
      'paper is issued. `student` is a member’s id. With `to` the school itself gives it to ' +
      'somebody, which is logged as a disclosure. A certificate without a `course` is of the program.'
  },
  IssuedPaper: object({ ...issued, student }),
  Paper: object(
    { ...issued, student, content: { type: 'object' } },
    { description: '`content` is what it says; it never changes.' }
  ),
  OwnPaper: object({ ...issued, school: text }),
  Disclosure: object({
    ...{ id: uuid, recipient: text, what: text, purpose: text, by: text, at: moment },
    ground: { ...orNull({ enum: groundIds }), description: 'By which rule of 34 CFR 99.31' }
  }),
  Letterhead: object({ name: text, ...letterhead })
};

const school = parameter('school', 'Its slug');
const paper = parameter('paper', 'Its id', 'path', uuid);
const ofStudent = parameter('student', 'A member’s id', 'query', uuid);

/** A file, of one of these types. */
export const file = (description: string, ...types: string[]): Json => ({
  description,
  content: Object.fromEntries(
    types.map((type) => [type, { schema: { type: 'string', format: 'binary' } }])
  )
});

export const paperPaths: Record<string, Json> = {
  '/schools/{school}/papers': {
    get: operation(
      'For staff: papers that were issued, the newest first; reports are for administrators',
      { 200: replies('Papers', object({ papers: list(ref('IssuedPaper')) })) },
      { parameters: [school, ofStudent] }
    ),
    post: operation(
      'For administrators: issue a paper',
      { 201: replies('The paper', ref('Paper')) },
      { parameters: [school], requestBody: body(ref('NewPaper')) }
    )
  },
  '/schools/{school}/papers/{paper}': {
    get: operation(
      'For staff: a paper with what it says',
      { 200: replies('The paper', ref('Paper')) },
      { parameters: [school, paper] }
    )
  },
  '/schools/{school}/papers/{paper}/file': {
    get: operation(
      'For staff: a paper as a file; that it was read is noted',
      { 200: file('The file', 'application/pdf', 'text/csv') },
      { parameters: [school, paper] }
    )
  },
  '/schools/{school}/papers/{paper}/revocation': {
    post: operation(
      'For administrators: revoke a paper for good',
      { 200: replies('The paper', ref('Paper')) },
      { parameters: [school, paper], requestBody: body(input(PaperRevocation)) }
    )
  },
  '/schools/{school}/disclosures': {
    get: operation(
      'For staff: to whom a student’s record was given, the newest first',
      { 200: replies('Disclosures', object({ disclosures: list(ref('Disclosure')) })) },
      { parameters: [school, { ...ofStudent, required: true }] }
    ),
    post: operation(
      'For staff: note that a record was given to somebody otherwise than by a paper',
      { 204: { description: 'Noted' } },
      { parameters: [school], requestBody: body(input(NewDisclosure)) }
    )
  },
  '/schools/{school}/letterhead': {
    get: operation(
      'For staff: how the school is named on its papers',
      { 200: replies('It', ref('Letterhead')) },
      { parameters: [school] }
    ),
    put: operation(
      'For administrators: change how the school is named on papers from now on',
      { 200: replies('It', ref('Letterhead')) },
      { parameters: [school], requestBody: body(input(LetterheadInput)) }
    )
  },
  '/schools/{school}/keys': {
    post: operation(
      'For administrators: sign with another key from now on; sent again, it is one key',
      { 201: replies('Its id', object({ key: text })) },
      { parameters: [school], requestBody: body(input(Once)) }
    )
  }
};

/** Papers for those about whom they are, and for whoever holds one, over the HTTP API. */
import { body, open, operation, parameter, replies } from './api-operations';
import { file } from './api-paper-paths';
import {
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
import { paperKinds } from '../domain/papers/paper';
import { Consent } from '../domain/papers/request';

const paper = parameter('paper', 'Its id', 'path', uuid);
const school = parameter('school', 'Its id', 'path', uuid);
const json = { type: 'object' };

export const ownPaperPaths: Record<string, Json> = {
  '/papers': {
    get: operation('Papers that your schools have issued about you, the newest first', {
      200: replies('Papers', object({ papers: list(ref('OwnPaper')) }))
    })
  },
  '/papers/{paper}/file': {
    get: operation(
      'A paper of yours as a file',
      { 200: file('The file', 'application/pdf') },
      { parameters: [paper] }
    )
  },
  '/papers/{paper}/credential': {
    get: operation(
      'A certificate of yours as an Open Badges 3.0 credential, signed by the school (VC-JWT)',
      { 200: file('The credential', 'application/vc+jwt') },
      { parameters: [paper] }
    )
  },
  '/papers/{paper}/consent': {
    put: operation(
      'Say whether whoever checks the paper reads your name',
      { 204: { description: 'Noted' } },
      { parameters: [paper], requestBody: body(input(Consent)) }
    )
  },
  '/disclosures': {
    get: operation('To whom your schools have given something of your record', {
      200: replies(
        'Disclosures, the newest first',
        object({ disclosures: list({ allOf: [ref('Disclosure'), object({ school: text })] }) })
      )
    })
  },
  '/verify/{code}': {
    get: operation(
      'Whether a paper is ours and stands; the name only where its holder lets it be shown',
      {
        200: replies(
          'The paper',
          object({
            ...{ kind: { enum: paperKinds }, school: text, number: text, issuedAt: moment },
            ...{ issuedOn: date, revokedAt: orNull(moment), revokedOn: orNull(date) },
            ...{ name: orNull(text), sha256: orNull(text) },
            statements: list(object({ about: text, text, on: date }))
          })
        )
      },
      { parameters: [parameter('code', 'As it is printed')], ...open }
    )
  },
  '/issuers/{school}': {
    get: operation(
      'A school as the issuer of credentials',
      { 200: replies('Its profile', json) },
      { parameters: [school], ...open }
    )
  },
  '/issuers/{school}/keys': {
    get: operation(
      'The public keys by which a school has signed, as a JWK set',
      { 200: file('The keys', 'application/jwk-set+json') },
      { parameters: [school], ...open }
    )
  },
  '/issuers/{school}/keys/{key}': {
    get: operation(
      'One of them, as a JWK',
      { 200: file('The key', 'application/jwk+json') },
      { parameters: [school, parameter('key', 'Its thumbprint')], ...open }
    )
  },
  '/issuers/{school}/status/{list}': {
    get: operation(
      'Which credentials are revoked, as a signed Bitstring Status List',
      { 200: file('The list', 'application/vc+jwt') },
      { parameters: [school, parameter('list', 'Its number')], ...open }
    )
  }
};

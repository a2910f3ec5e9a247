/**
 * A certificate as an Open Badges 3.0 credential (1EdTech, "Open Badges Specification v3.0"), which
 * is a verifiable credential (W3C VC Data Model 2.0), and the list that tells whether it was revoked
 * (W3C Bitstring Status List 1.0).
 */
import { completed, completedOn } from './certificate';
import type { Certificate, Letterhead } from './paper';

/** How many credentials a list has room for: fewer would tell by their number whose is whose. */
export const listLength = 131_072;

export interface Issuer {
  /** The address of its profile. */
  id: string;
  /** Of the school's page. */
  url: string;
}

export interface BadgeFrame {
  /** The address of the paper's page, which is the credential's name. */
  id: string;
  issuer: Issuer;
  /** Of what is achieved, the same for everybody who achieves it. */
  achievement: string;
  issuedAt: Date;
  status: { list: string; index: number };
}

const contexts = [
  'https://www.w3.org/ns/credentials/v2',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'
];

/** To whole seconds, as `nbf` counts them: the two must be the same moment (OB 3.0, 8.2.6.1). */
const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);
const moment = (at: Date): string => new Date(seconds(at) * 1000).toISOString().replace('.000', '');

export const profileOf = ({ name }: Pick<Letterhead, 'name'>, { id, url }: Issuer) => ({
  ...{ id, type: ['Profile'], name, url }
});

/**
 * A statement of the student (34 CFR 99.21) is not in it: what the model has for more about a
 * credential is evidence of the work by which it was earned, and a doubt of the record would be
 * shown as that. Its description says, in words that a wallet shows, that there is one, and where it
 * is read: on the page of the paper, which tells it to whoever has the credential.
 * @returns the credential, as a school signs it
 */
export function badgeOf(paper: Certificate, frame: BadgeFrame) {
  const { school, holder, of } = paper;
  const name = completed(paper);
  const criteria =
    of.kind === 'course'
      ? of.course.rule === null
        ? 'The school has entered that the course was completed.'
        : `What version ${of.course.rule} of the school’s completion rule for this course asks for.`
      : `${of.hours.toFixed(2)} clock hours of the program, attested by the school.`;
  return {
    '@context': contexts,
    id: frame.id,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name,
    ...(paper.statements && {
      description: `The student has added a statement to the record that this rests on. It is read at ${frame.id}`
    }),
    issuer: profileOf(school, frame.issuer),
    validFrom: moment(frame.issuedAt),
    awardedDate: `${completedOn(paper)}T00:00:00Z`,
    credentialSubject: {
      id: `urn:uuid:${holder.record}`,
      type: ['AchievementSubject'],
      identifier: [
        {
          ...{ type: 'IdentityObject', identityType: 'name', hashed: false },
          identityHash: holder.name
        }
      ],
      achievement: {
        id: frame.achievement,
        type: ['Achievement'],
        achievementType: of.kind === 'course' ? 'Course' : 'CertificateOfCompletion',
        name,
        description: `${of.kind === 'course' ? 'Course' : 'Program'} of ${school.name}`,
        criteria: { narrative: criteria }
      }
    },
    credentialStatus: {
      id: `${frame.status.list}#${frame.status.index}`,
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: String(frame.status.index),
      statusListCredential: frame.status.list
    }
  };
}

/** A credential about a subject, from a moment on. */
interface Credential {
  id: string;
  issuer: { id: string } | string;
  validFrom: string;
  credentialSubject: { id: string };
}

/** @returns the payload of its JWT: the credential, and what JWTs call the same (OB 3.0, 8.2.4.1) */
export const payloadOf = <T extends Credential>(credential: T) => ({
  ...credential,
  iss: typeof credential.issuer === 'string' ? credential.issuer : credential.issuer.id,
  jti: credential.id,
  nbf: Math.floor(Date.parse(credential.validFrom) / 1000),
  sub: credential.credentialSubject.id
});

/** @returns one bit for each credential of a list, the first of a byte at its left; set: revoked */
export function bitsOf(revoked: readonly number[]): Uint8Array {
  const bits = new Uint8Array(listLength / 8);
  for (const index of revoked) bits[index >> 3]! |= 0x80 >> (index & 7);
  return bits;
}

/**
 * @param encoded the bits, compressed by gzip, in base64url
 * @param at when it last changed
 */
export const statusListOf = (issuer: Issuer, list: string, encoded: string, at: Date) => ({
  '@context': contexts.slice(0, 1),
  id: list,
  type: ['VerifiableCredential', 'BitstringStatusListCredential'],
  issuer: issuer.id,
  validFrom: moment(at),
  credentialSubject: {
    id: `${list}#list`,
    type: 'BitstringStatusList',
    statusPurpose: 'revocation',
    encodedList: `u${encoded}`
  }
});

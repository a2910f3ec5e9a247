/** Credentials, checked by other libraries than those that made them, without asking us. */
import { decodeList } from '@digitalbazaar/vc-bitstring-status-list';
import { createVerifier } from 'fast-jwt';
import { createPublicKey, randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import * as amendments from '../../src/lib/server/amendments';
import * as badges from '../../src/lib/server/badges';
import type { Db } from '../../src/lib/server/db/connect';
import * as ownPapers from '../../src/lib/server/own-papers';
import * as papers from '../../src/lib/server/papers';
import * as keys from '../../src/lib/server/signing-keys';
import { verify } from '../../src/lib/server/verification';
import { freshDatabase } from './database';
import { after, days, noon } from './fixtures';
import { by } from './hour-fixtures';
import { changeBy, issued, paperSchool } from './paper-fixtures';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
beforeAll(async () => {
  vi.stubEnv('SIGNING_SECRET', 'a secret of a test, which is long enough');
  vi.stubEnv('ORIGIN', 'https://palpate.example');
  database = await freshDatabase();
  db = database.db;
});
afterAll(() => database.close());

interface Header {
  alg: string;
  kid: string;
  typ: string;
}
const part = (token: string, i: number) =>
  JSON.parse(Buffer.from(token.split('.')[i]!, 'base64url').toString());

/** As a verifier does: takes the key that the header names from what the school has published. */
async function opened(token: string, school: string): Promise<Record<string, any>> {
  const { alg, kid } = part(token, 0) as Header;
  const jwk = (await keys.published(db, school)).find((key) => key.kid === kid)!;
  const key = createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
  const verifier = createVerifier({ key: key as string, algorithms: [alg as 'EdDSA'] });
  return verifier(token);
}

async function badgeOf(own: Awaited<ReturnType<typeof paperSchool>>, now = noon) {
  const { admin, student, record } = own;
  const certificate = { kind: 'certificate' as const, student: record, course: null };
  const { id } = await issued(db, admin, certificate, now);
  const { credential, code } = (await ownPapers.find(db, student.id, id))!;
  return { id, code, credential: credential! };
}

const uri = v.pipe(
  v.string(),
  v.check((text) => URL.canParse(text))
);
const date = v.pipe(v.string(), v.isoTimestamp());
const including = (type: string) =>
  v.pipe(
    v.array(v.string()),
    v.check((types) => types.includes(type))
  );

/** What the specification asks of an AchievementCredential (Open Badges 3.0, B.1), of what we use. */
const OpenBadge = v.object({
  '@context': v.pipe(
    v.array(uri),
    v.check(
      ([first, second]) =>
        first === 'https://www.w3.org/ns/credentials/v2' &&
        /^https:\/\/purl\.imsglobal\.org\/spec\/ob\/v3p0\/context(-\d+\.\d+\.\d+)?\.json$/.test(
          second!
        )
    )
  ),
  id: uri,
  type: v.pipe(including('VerifiableCredential'), v.includes('OpenBadgeCredential')),
  name: v.string(),
  issuer: v.object({ id: uri, type: including('Profile'), name: v.string(), url: uri }),
  validFrom: date,
  awardedDate: date,
  credentialSubject: v.object({
    id: uri,
    type: including('AchievementSubject'),
    identifier: v.array(
      v.object({
        type: v.literal('IdentityObject'),
        ...{ hashed: v.boolean(), identityHash: v.string(), identityType: v.literal('name') }
      })
    ),
    achievement: v.object({
      id: uri,
      type: including('Achievement'),
      achievementType: v.picklist(['Course', 'CertificateOfCompletion']),
      ...{ name: v.string(), description: v.string() },
      criteria: v.object({ narrative: v.string() })
    })
  }),
  credentialStatus: v.object({
    ...{ id: uri, type: v.literal('BitstringStatusListEntry') },
    ...{ statusPurpose: v.literal('revocation'), statusListIndex: v.pipe(v.string(), v.digits()) },
    statusListCredential: uri
  })
});

test('a certificate is a credential that another library opens by the published key alone', async () => {
  const own = await paperSchool(db);
  const { credential, code } = await badgeOf(own);
  const header = part(credential, 0) as Header;
  // 8.2.3: no other header is allowed, and the key is found at the address of its id.
  expect(Object.keys(header).sort()).toEqual(['alg', 'kid', 'typ']);
  expect(header.kid).toMatch(`https://palpate.example/api/v1/issuers/${own.school}/keys/`);
  const payload = await opened(credential, own.school);
  const badge = v.parse(OpenBadge, payload);
  // 8.2.6.1: what JWTs and credentials each have a word for says the same.
  expect(payload).toMatchObject({
    ...{ iss: badge.issuer.id, jti: badge.id, sub: badge.credentialSubject.id },
    nbf: Date.parse(badge.validFrom) / 1000
  });
  expect(badge.id.replaceAll('-', '')).toContain(code);
  expect(badge.credentialSubject).toMatchObject({
    ...{ id: `urn:uuid:${own.record}`, identifier: [{ identityHash: 'Student', hashed: false }] },
    achievement: { name: 'Massage', criteria: { narrative: expect.stringContaining('6.00') } }
  });

  const [head, , signature] = credential.split('.');
  const changed = {
    ...payload,
    credentialSubject: { ...payload.credentialSubject, id: 'urn:x:y' }
  };
  const forged = [head, Buffer.from(JSON.stringify(changed)).toString('base64url'), signature];
  await expect(opened(forged.join('.'), own.school)).rejects.toThrow();
});

test('what the student says to a refusal is read on the page that the credential names', async () => {
  const own = await paperSchool(db);
  const { student, admin, record } = own;
  const told = async (code: string) => {
    const found = await verify(db, code, '192.0.2.1');
    return found.outcome === 'found' ? found.paper.statements : null;
  };
  const before = await badgeOf(own);
  expect(part(before.credential, 1)).not.toHaveProperty('description');
  const request = {
    ...{ id: randomUUID(), part: 'hours' as const, line: null, wrong: 'Too few', should: 'More' }
  };
  await amendments.ask(db, by(student), request);
  await amendments.decide(db, by(admin), request.id, {
    ...{ id: randomUUID(), kind: 'refused', reason: 'You were away' }
  });
  const text = 'I was there, and signed the sheet';
  await amendments.state(db, by(student), request.id, { id: randomUUID(), text });

  const after = await badgeOf(own);
  const badge = await opened(after.credential, own.school);
  v.parse(OpenBadge, badge);
  expect(badge.description).toContain(badge.id);
  expect(badge).not.toHaveProperty('evidence');
  expect(JSON.stringify(badge)).not.toContain(text);
  expect(await told(after.code)).toEqual([{ about: 'Hours', on: '2026-03-10', text }]);
  // What was issued before says what it said, and a paper that carries it itself tells it to nobody else.
  expect(await told(before.code)).toEqual([]);
  const letter = await issued(db, admin, { kind: 'letter', student: record });
  expect(letter.content).toHaveProperty('statements');
  expect(await told(letter.code)).toEqual([]);
});

test('a revoked one is told by the list that the school has signed, and no other', async () => {
  const own = await paperSchool(db);
  const [kept, revoked] = [await badgeOf(own), await badgeOf(own)];
  const standing = async () => {
    const { signed } = (await badges.statusList(db, own.school, 1))!;
    expect(part(signed, 0).typ).toBe('vc+jwt');
    const { credentialSubject, id, type } = await opened(signed, own.school);
    expect(type).toContain('BitstringStatusListCredential');
    const list = await decodeList({ encodedList: credentialSubject.encodedList });
    return [kept, revoked].map(({ credential }) => {
      const status = part(credential, 1).credentialStatus;
      expect(status.statusListCredential).toBe(id);
      return list.getStatus(Number(status.statusListIndex));
    });
  };
  expect(await standing()).toEqual([false, false]);
  const again = await badges.statusList(db, own.school, 1);
  expect((await badges.statusList(db, own.school, 1))!.signed).toBe(again!.signed);
  const later = changeBy(own.admin, after(noon, days(1)));
  await papers.revoke(db, later, revoked.id, 'Issued by mistake');
  expect(await standing()).toEqual([false, true]);
  expect(await badges.statusList(db, own.school, 2)).toBeNull();
  expect(await badges.statusList(db, (await paperSchool(db)).school, 1)).toBeNull();
});

test('another key signs from now on, and what the earlier one signed is opened as before', async () => {
  const own = await paperSchool(db);
  const first = await badgeOf(own);
  expect(await keys.rotate(db, own.staff, own.school, randomUUID(), noon)).toBeNull();
  const made = await keys.rotate(db, own.admin, own.school, randomUUID(), after(noon, 1000));
  const second = await badgeOf(own, after(noon, 2000));
  expect(part(second.credential, 0).kid).toContain(made!.key);
  expect(part(first.credential, 0).kid).not.toContain(made!.key);
  for (const { credential } of [first, second])
    expect(await opened(credential, own.school)).toHaveProperty('jti');
  expect(await keys.published(db, own.school)).toHaveLength(2);
  const rows = await db.$client<{ sealed: string | null }[]>`
    select sealed from signing_keys where school_id = ${own.school} order by created_at`;
  expect(rows.map(({ sealed }) => sealed === null)).toEqual([true, false]);
});

test('no private key leaves: it is sealed for its school, by a secret that the database has not', async () => {
  const own = await paperSchool(db);
  await badgeOf(own);
  for (const key of await keys.published(db, own.school)) expect(key).not.toHaveProperty('d');
  const [row] = await db.$client<{ sealed: string }[]>`
    select sealed from signing_keys where school_id = ${own.school}`;
  expect(Buffer.from(row!.sealed, 'base64url').toString('latin1')).not.toContain('"d"');
  vi.stubEnv('SIGNING_SECRET', 'another secret of a test, long enough too');
  await expect(badgeOf(own, after(noon, 3000))).rejects.toThrow();
  vi.stubEnv('SIGNING_SECRET', '');
  const { admin, student, record } = own;
  const certificate = { kind: 'certificate' as const, student: record, course: null };
  const plain = await issued(db, admin, certificate, after(noon, 4000));
  expect((await ownPapers.find(db, student.id, plain.id))!.credential).toBeNull();
  vi.stubEnv('SIGNING_SECRET', 'a secret of a test, which is long enough');
});

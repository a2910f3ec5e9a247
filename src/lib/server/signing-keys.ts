/** The keys by which schools sign: the private half is sealed by a secret that no database has. */
import * as jose from 'jose';
import { validate } from 'uuid';
import { noteIn } from './audit';
import type { Db, Transaction } from './db/connect';
import { log } from './log';
import { link } from './mail';
import { canSeal, open, seal } from './sealing';
import { can, type Actor } from '../domain/actor';

export type PublicKey = Record<string, string>;

/** EdDSA over Curve25519 (RFC 8037). */
const algorithm = 'EdDSA';

/** @returns whether this installation can sign: it has what seals keys */
export const canSign = canSeal;

/** What the sealed half of a school's key is bound to. */
const bound = (school: string) => ({ school, as: 'signing key' }) as const;

/** Says once, at start, that certificates are issued without a signed credential. */
export function warnWithoutSecret(): void {
  if (!canSign())
    log.warn(
      'SIGNING_SECRET is not set to 32 letters or more: certificates are not signed, and there are no webhooks'
    );
}

/** The address under which everything stands by which a school's signatures are checked. */
export const issuerPath = (school: string) => `/api/v1/issuers/${school}`;
export const issuerOf = (school: string) => link(issuerPath(school));
export const keyAddress = (school: string, key: string) => `${issuerOf(school)}/keys/${key}`;

/** @param asked by which id a client asked for it; null where nobody did */
async function make(
  tx: Transaction,
  school: string,
  asked: string | null,
  now: Date
): Promise<string> {
  const pair = await jose.generateKeyPair(algorithm, { crv: 'Ed25519', extractable: true });
  const publicKey = (await jose.exportJWK(pair.publicKey)) as PublicKey;
  const id = await jose.calculateJwkThumbprint(publicKey);
  const sealed = seal(bound(school), JSON.stringify(await jose.exportJWK(pair.privateKey)));
  await tx`update signing_keys set sealed = null where school_id = ${school} and sealed is not null`;
  await tx`
    insert into signing_keys (school_id, id, asked_as, public_key, sealed, created_at)
    values (${school}, ${id}, ${asked}, ${JSON.stringify(publicKey)}::text::jsonb, ${sealed},
      ${now.toISOString()})`;
  return id;
}

const lock = (tx: Transaction, school: string) =>
  tx`select pg_advisory_xact_lock(hashtextextended(${`keys ${school}`}, 0))`;

/**
 * Gives a school another key. What the earlier ones signed can be checked as before. Sent again, it
 * is one key.
 * @param id made by the client
 * @returns null where the actor may not, or this installation has no secret
 */
export async function rotate(
  db: Db,
  actor: Actor,
  school: string,
  id: string,
  now: Date
): Promise<{ key: string } | null> {
  if (!can(actor, 'paper.issue', { school }) || !canSign()) return null;
  return db.$client.begin(async (tx) => {
    await lock(tx, school);
    const [before] = await tx<{ key: string }[]>`
      select id as key from signing_keys where school_id = ${school} and asked_as = ${id}`;
    if (before) return { key: before.key };
    const key = await make(tx, school, id, now);
    const deed = { action: 'key.rotate', subject: { key }, reason: '' };
    await noteIn(tx, { school, actor: actor.id, ...deed }, now);
    return { key };
  });
}

/**
 * Signs by the school's newest key, which is made where it has none.
 * @param type what the header calls it
 * @returns the compact JWS
 */
export async function sign(
  tx: Transaction,
  school: string,
  payload: jose.JWTPayload,
  type: 'JWT' | 'vc+jwt',
  now: Date
): Promise<string> {
  await lock(tx, school);
  const [known] = await current(tx, school);
  if (!known) await make(tx, school, null, now);
  const [key] = known ? [known] : await current(tx, school);
  const privateKey = await jose.importJWK(JSON.parse(open(bound(school), key!.sealed)), algorithm);
  return new jose.SignJWT(payload)
    .setProtectedHeader({ alg: algorithm, kid: keyAddress(school, key!.id), typ: type })
    .sign(privateKey);
}

const current = (tx: Transaction, school: string) => tx<{ id: string; sealed: string }[]>`
  select id, sealed from signing_keys where school_id = ${school} and sealed is not null`;

/** @returns every public key that the school has ever had, as JWKs, the newest first */
export async function published(db: Db, school: string): Promise<PublicKey[]> {
  if (!validate(school)) return [];
  const rows = await db.$client<{ id: string; key: PublicKey }[]>`
    select id, public_key as key from signing_keys where school_id = ${school}
    order by created_at desc, id`;
  return rows.map(({ id, key }) => ({
    ...{ ...key, kid: keyAddress(school, id), alg: algorithm, use: 'sig' }
  }));
}

/** Certificates as signed credentials, and the published lists of those that were revoked. */
import { randomInt } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { v5, validate } from 'uuid';
import type { Db, Transaction } from './db/connect';
import { link } from './mail';
import * as letterheads from './letterheads';
import { issuerOf, published, sign } from './signing-keys';
import {
  badgeOf,
  bitsOf,
  listLength,
  payloadOf,
  profileOf,
  statusListOf
} from '../domain/papers/badge';
import type { Certificate } from '../domain/papers/paper';

const listAddress = (school: string, list: number) => `${issuerOf(school)}/status/${list}`;

/** What credentials name as their issuer. */
export const issuer = (school: string) => ({ id: issuerOf(school), url: link('/') });

/** What is achieved has one name for all who achieve it; there is nothing to read at it. */
const achievementOf = (school: string, { of }: Certificate, program: string) =>
  `urn:uuid:${v5(of.kind === 'course' ? `course ${of.course.key}` : `program ${program}`, school)}`;

/** Half of a list is used before the next begins, so that a free place is found at once. */
const places = listLength / 2;

/** A place that nothing tells of: chosen by chance. Nobody else may choose meanwhile. */
async function place(tx: Transaction, school: string): Promise<{ list: number; index: number }> {
  const [row] = await tx<{ count: number }[]>`
    select count(*)::int as count from papers where school_id = ${school} and status_list is not null`;
  const list = Math.floor(row!.count / places) + 1;
  for (;;) {
    const index = randomInt(listLength);
    const taken = await tx`
      select from papers
      where school_id = ${school} and status_list = ${list} and status_index = ${index}`;
    if (taken.length === 0) return { list, index };
  }
}

/**
 * @param tx holds the lock under which papers of the school are numbered
 * @returns the credential of a certificate, signed, and its place in the list of the revoked
 */
export async function credentialOf(
  tx: Transaction,
  school: string,
  paper: Certificate,
  { address, now }: { address: string; now: Date }
) {
  const { list, index } = await place(tx, school);
  const badge = badgeOf(paper, {
    id: address,
    issuer: issuer(school),
    achievement: achievementOf(school, paper, paper.program?.name ?? ''),
    issuedAt: now,
    status: { list: listAddress(school, list), index }
  });
  const credential = await sign(tx, school, payloadOf(badge), 'JWT', now);
  return { credential, list, index };
}

/**
 * @returns the list as a signed credential, which changes only when something is revoked, and when
 *   it did; null where the school has none of that number
 */
export async function statusList(db: Db, school: string, list: number) {
  if (!validate(school) || !Number.isInteger(list) || list < 1 || list > 1e6) return null;
  return db.$client.begin(async (tx) => {
    const rows = await tx<{ index: number; issuedAt: string; revokedAt: string | null }[]>`
      select status_index as index, to_jsonb(issued_at) as "issuedAt", to_jsonb(at) as "revokedAt"
      from papers left join paper_revocations on paper_revocations.school_id = papers.school_id
        and paper_id = papers.id
      where papers.school_id = ${school} and status_list = ${list}`;
    if (rows.length === 0) return null;
    const first = Math.min(...rows.map(({ issuedAt }) => Date.parse(issuedAt)));
    const revoked = rows.filter((row) => row.revokedAt !== null);
    const changedAt = new Date(
      Math.max(first, ...revoked.map((row) => Date.parse(row.revokedAt!)))
    );
    const bits = bitsOf(revoked.map(({ index }) => index));
    const encoded = gzipSync(bits).toString('base64url');
    const credential = statusListOf(issuer(school), listAddress(school, list), encoded, changedAt);
    const signed = await sign(tx, school, payloadOf(credential), 'vc+jwt', changedAt);
    return { signed, changedAt };
  });
}

/** @returns what credentials call their issuer; null where the school has signed nothing */
export async function profile(db: Db, school: string) {
  const keys = await published(db, school);
  return keys.length > 0 ? profileOf(await letterheads.find(db, school), issuer(school)) : null;
}

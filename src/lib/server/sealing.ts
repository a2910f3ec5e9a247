/** Secrets of schools in the database: sealed by SIGNING_SECRET, which the database has not. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Whose secret it is, and what for: sealed for one, it opens as no other. */
export interface Bound {
  school: string;
  as: 'signing key' | 'webhook secret';
}

/** @returns whether this installation can: it has SIGNING_SECRET, of 32 letters at least */
export const canSeal = (): boolean => (process.env.SIGNING_SECRET ?? '').length >= 32;

function keyOf({ school, as }: Bound): Buffer {
  const secret = process.env.SIGNING_SECRET ?? '';
  return Buffer.from(hkdfSync('sha256', secret, school, `palpate ${as}`, 32));
}

/** AES-256-GCM: what was changed in the database does not open. */
export function seal(bound: Bound, text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(bound), nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** @throws where the secret is another one than that which sealed it */
export function open(bound: Bound, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64url');
  const cipher = createDecipheriv('aes-256-gcm', keyOf(bound), bytes.subarray(0, 12));
  cipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([cipher.update(bytes.subarray(28)), cipher.final()]).toString('utf8');
}

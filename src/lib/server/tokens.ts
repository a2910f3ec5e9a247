import { createHash, randomBytes } from 'node:crypto';

/** @returns a secret for a link or a mail: 160 random bits, safe in an address */
export const makeToken = (): string => randomBytes(20).toString('base64url');

/** What is stored in place of a token; it has enough entropy to need no salt. */
export const hashToken = (token: string): string =>
  createHash('sha256').update(token).digest('hex');

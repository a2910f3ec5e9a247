/** The secrets of webhooks, and what is signed with them: standardwebhooks.com, symmetric. */
import { createHmac, randomBytes } from 'node:crypto';
import { open, seal } from './sealing';

const bound = (school: string) => ({ school, as: 'webhook secret' }) as const;

const prefix = 'whsec_';

/** @returns a new secret, as its receiver is given it */
export const makeSecret = (): string => prefix + randomBytes(24).toString('base64');

export const sealSecret = (school: string, secret: string): string => seal(bound(school), secret);

/** @throws where SIGNING_SECRET is another one than that which sealed it */
export const openSecret = (school: string, sealed: string): string => open(bound(school), sealed);

/**
 * @param secrets that sign: while one takes the place of another, both
 * @param message.id the same for each attempt, by which a receiver knows what it has had
 * @returns the headers by which a receiver checks who sent it
 */
export function signedHeaders(
  secrets: readonly string[],
  message: { id: string; body: string },
  now: Date
): Record<string, string> {
  const seconds = Math.floor(now.getTime() / 1000);
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(prefix.length), 'base64');
    const signed = `${message.id}.${seconds}.${message.body}`;
    return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
  });
  return {
    'webhook-id': message.id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': signatures.join(' ')
  };
}

import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Db } from './db/connect';
import { hashToken } from './tokens';

const minutes = 60;

/**
 * How many tries in how many seconds. A whole class may sit behind one address, so limits by
 * address are wide, and those by account and by e-mail narrow.
 */
const rules = {
  'log-in-account': { points: 10, duration: 15 * minutes },
  'log-in-address': { points: 50, duration: 15 * minutes },
  'sign-up-email': { points: 5, duration: 60 * minutes },
  'sign-up-address': { points: 200, duration: 60 * minutes },
  'forgot-email': { points: 5, duration: 60 * minutes },
  'forgot-address': { points: 50, duration: 60 * minutes },
  'email-change': { points: 5, duration: 60 * minutes },
  'class-code': { points: 10, duration: 10 * minutes },
  /** Codes that no paper has: whoever checks real ones is never held up. */
  'verify-address': { points: 30, duration: 15 * minutes },
  report: { points: 60, duration: 60 * minutes },
  /** By account: nobody founds more schools a day. */
  school: { points: 5, duration: 24 * 60 * minutes },
  /** By school: letters to people who have not asked for them. */
  invitation: { points: 1000, duration: 24 * 60 * minutes },
  /** Codes that are none: guessing one of so many letters takes longer than any code lasts. */
  'join-address': { points: 100, duration: 60 * minutes },
  'join-account': { points: 20, duration: 60 * minutes },
  /** By school: so many letters a day nobody reads. */
  announcement: { points: 10, duration: 24 * 60 * minutes }
} satisfies Record<string, { points: number; duration: number }>;

/** @returns how many tries a rule allows at once */
export const mostOf = (rule: keyof typeof rules): number => rules[rule].points;

/**
 * One rule, and who it counts: an e-mail, an account, a school or a network address; and how many
 * tries at once, one unless said.
 */
export type Claim = [rule: keyof typeof rules, who: string, tries?: number];

/** Too many tries; how long until the next one is heard. */
export type Limited = { outcome: 'limited'; seconds: number };

/**
 * Counts one try against each claim. The count is taken before the work, so that a hundred tries
 * at once are a hundred; it is kept in PostgreSQL, for every process and across restarts.
 * @param claims in order; after the first that is used up, the later ones are not counted
 * @returns null where all claims have room
 */
export async function take(db: Db, ...claims: Claim[]): Promise<Limited | null> {
  for (const [rule, who, tries = 1] of claims) {
    try {
      await limiters(db)[rule].consume(key(who), tries);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      // Refused at once, many would use up what is left for few.
      if (tries > 1) await limiters(db)[rule].reward(key(who), tries);
      return { outcome: 'limited', seconds: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)) };
    }
  }
  return null;
}

/** Takes back the tries of each claim: they were right, so they do not count. */
export async function giveBack(db: Db, ...claims: Claim[]): Promise<void> {
  for (const [rule, who, tries = 1] of claims) await limiters(db)[rule].reward(key(who), tries);
}

/** Forgets all tries of each claim. */
export async function clear(db: Db, ...claims: Claim[]): Promise<void> {
  for (const [rule, who] of claims) await limiters(db)[rule].delete(key(who));
}

/** @returns when to try again, in words for the person who waits */
export function explain({ seconds }: Limited): string {
  const wait = Math.ceil(seconds / minutes);
  if (wait > 90) return `Too many tries. Try again in ${Math.ceil(wait / 60)} hours.`;
  return `Too many tries. Try again in ${wait === 1 ? 'a minute' : `${wait} minutes`}.`;
}

/**
 * The part of a network address that one subscriber has: all of an IPv4 address, but the first
 * 64 bits of an IPv6 address, since the rest can be changed at will.
 */
export function network(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1]) return mapped[1];
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::');
  const groups = head.split(':').filter(Boolean);
  const rest = tail?.split(':').filter(Boolean) ?? [];
  while (tail !== undefined && groups.length + rest.length < 8) groups.push('0');
  return [...groups, ...rest].slice(0, 4).join(':');
}

/** E-mails of people without an account are not ours to keep, so keys are hashed. */
const key = (who: string) => hashToken(who).slice(0, 32);

type Limiters = Record<keyof typeof rules, RateLimiterPostgres>;
const byDatabase = new WeakMap<Db, Limiters>();

function limiters(db: Db): Limiters {
  const known = byDatabase.get(db);
  if (known) return known;
  const made = Object.fromEntries(
    Object.entries(rules).map(([keyPrefix, rule], index) => [
      keyPrefix,
      new RateLimiterPostgres({
        ...rule,
        keyPrefix,
        storeClient: { query: (statement: Statement) => query(db, statement) },
        storeType: 'client',
        tableName: 'rate_limits',
        tableCreated: true,
        clearExpiredByTimeout: index === 0
      })
    ])
  ) as unknown as Limiters;
  byDatabase.set(db, made);
  return made;
}

type Statement = { text: string; values: (string | number)[] };

/** Speaks to postgres.js in the manner of node-postgres. */
async function query(db: Db, { text, values }: Statement) {
  const rows = await db.$client.unsafe(text, values, { prepare: true });
  return { rows, rowCount: rows.count };
}

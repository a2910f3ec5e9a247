/** The codes that are shown in class: each is good for a short while, like those of RFC 6238. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { codeLasts } from '../domain/attendance';

/** @returns a new key, from which the codes of a meeting are made */
export const newKey = (): string => randomBytes(32).toString('hex');

const stepOf = (at: number) => Math.floor(at / codeLasts);

function codeOf(key: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha256', Buffer.from(key, 'hex')).update(counter).digest();
  // RFC 4226, 5.3: where the digest says, four bytes without their sign.
  const offset = digest.at(-1)! & 0xf;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** @returns the code to show at a moment, and when the next one takes its place */
export const codeAt = (key: string, at: number): { code: string; until: number } => ({
  code: codeOf(key, stepOf(at)),
  until: (stepOf(at) + 1) * codeLasts
});

/** @returns whether a code is the one of this moment, or the one before it: typing takes a while */
export const isCode = (key: string, code: string, at: number): boolean =>
  [0, 1].some((ago) => {
    const right = Buffer.from(codeOf(key, stepOf(at) - ago));
    const given = Buffer.from(code);
    return right.length === given.length && timingSafeEqual(right, given);
  });

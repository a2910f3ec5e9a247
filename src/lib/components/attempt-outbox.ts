/**
 * Answers of attempts on their way to the server. Each is kept on this device, the newest of each
 * question, until the server has said what became of it.
 */
import { v7 } from 'uuid';
import type { AttemptSubmissionInput, GradedAnswer } from '$lib/domain/answer';
import { post, type Failure } from './post';
import { shelf } from './shelf';

interface Kept {
  account: string;
  attempt: string;
  submission: AttemptSubmissionInput;
  /** Filled in, but not given yet: where an answer is final, the learner says when. */
  draft: boolean;
  /** On its way at least once: another answer needs another id. */
  sent: boolean;
}

/** What the server made of the answer to a question. */
export interface Delivered {
  position: number;
  verdict: GradedAnswer | null;
  /** Why it does not count; null where it does. */
  rejected: string | null;
}

type Result = { id: string; status: string; verdict?: GradedAnswer | null; error?: string };

const { read, write, isLasting } = shelf<Kept>('palpate.attempts');
const batch = 200;

/** Whose attempt, and which. */
export interface Seat {
  account: string;
  attempt: string;
}

const isAt =
  ({ account, attempt }: Seat) =>
  (kept: Kept) =>
    kept.account === account && kept.attempt === attempt;

/** @returns what is kept of an attempt, drafts too, by position */
export const kept = (seat: Seat) =>
  new Map(
    read()
      .filter(isAt(seat))
      .map((entry) => [entry.submission.position, entry])
  );

/** @returns how many answers of an attempt have still to reach the server */
export const waiting = (seat: Seat) =>
  read().filter((entry) => isAt(seat)(entry) && !entry.draft).length;

/** Whether what waits outlives the page. */
export const outlivesPage = isLasting;

/** Keeps an answer in place of an earlier one to the same question. */
export function keep(seat: Seat, answer: Omit<AttemptSubmissionInput, 'id'>, draft: boolean) {
  const before = kept(seat).get(answer.position);
  const id = before && !before.sent ? before.submission.id : v7();
  const others = read().filter((entry) => entry.submission.id !== before?.submission.id);
  write([...others, { ...seat, submission: { ...answer, id }, draft, sent: false }]);
}

/** Turns drafts into answers. @param position of one; without it all are given */
export const give = (seat: Seat, position?: number) =>
  change(
    (entry) =>
      isAt(seat)(entry) && (position === undefined || entry.submission.position === position),
    { draft: false }
  );

/** Forgets an attempt that is over. */
export const clear = (seat: Seat) => write(read().filter((entry) => !isAt(seat)(entry)));

const flying = new Map<string, Promise<Delivered[] | Failure>>();

/** Sends what waits of an attempt; whoever asks meanwhile hears of the same delivery. */
export function deliver(seat: Seat): Promise<Delivered[] | Failure> {
  const { attempt } = seat;
  const delivery = flying.get(attempt) ?? send(seat, false).finally(() => flying.delete(attempt));
  flying.set(attempt, delivery);
  return delivery;
}

/** Sends what waits though the page goes: nobody hears of it, and it stays kept until it is heard of. */
export function deliverLeaving(seat: Seat): void {
  if (waiting(seat) > 0) void send(seat, true);
}

/** Sends what earlier visits could not. @returns how many answers were delivered */
export async function deliverAll(account: string): Promise<number> {
  const attempts = read().filter((entry) => entry.account === account && !entry.draft);
  let delivered = 0;
  for (const attempt of new Set(attempts.map((entry) => entry.attempt))) {
    const results = await deliver({ account, attempt });
    if (!('error' in results)) delivered += results.length;
  }
  return delivered;
}

async function send(seat: Seat, keepalive: boolean): Promise<Delivered[] | Failure> {
  const mine = read().filter((entry) => isAt(seat)(entry) && !entry.draft);
  const delivered: Delivered[] = [];
  for (let i = 0; i < mine.length; i += batch) {
    const part = mine.slice(i, i + batch).map(({ submission }) => submission);
    const ids = new Set(part.map(({ id }) => id));
    change(({ submission }) => ids.has(submission.id), { sent: true });
    const results = await post<Result>(`attempts/${seat.attempt}/answers`, part, keepalive);
    if ('error' in results) {
      if (results.status === 404) clear(seat);
      return results;
    }
    write(read().filter(({ submission }) => !ids.has(submission.id)));
    delivered.push(
      ...results.map(({ verdict = null, error = null }, n) => ({
        position: part[n]!.position,
        verdict,
        rejected: error
      }))
    );
  }
  return delivered;
}

function change(which: (entry: Kept) => boolean, to: Partial<Kept>) {
  write(read().map((entry) => (which(entry) ? { ...entry, ...to } : entry)));
}

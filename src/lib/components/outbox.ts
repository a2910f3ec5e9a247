/**
 * Answers on their way to the server. Each is kept on this device until the server has said what
 * became of it, so a lost connection, a closed tab or a missing account loses nothing.
 */
import type { SubmissionInput, Verdict } from '$lib/domain/answer';

/** `account` is whose answer it is; null for one given before signing in. */
interface Kept {
  account: string | null;
  submission: SubmissionInput;
}

const key = 'palpate.answers';
const batch = 200;

type Result = Verdict & { id: string; status: string };

/**
 * Sends one answer and keeps it until that has worked.
 * Without an account it is graded only, and kept until it is adopted or discarded.
 */
export async function send(submission: SubmissionInput, account: string | null): Promise<Verdict> {
  keep({ account, submission });
  const results = await post(account ? 'answers' : 'checks', [submission]);
  if ('error' in results) return results;
  const [result] = results;
  if (!result) return { error: 'The server gave no answer. Please try again.' };
  if (account || result.status === 'rejected') forget([submission.id]);
  return result;
}

/** A page and its layout may both ask for it: what is on its way is not sent twice. */
let flushing: Promise<number> | undefined;

/** Sends what an earlier visit of this account could not. @returns how many were delivered */
export const flush = (account: string) =>
  (flushing ??= deliver(account, account).finally(() => (flushing = undefined)));

/** How many answers were given here before anybody signed in. */
export const orphans = () => read().filter((kept) => kept.account === null).length;

/** Records them for an account. @returns how many were delivered */
export const adopt = (account: string) => deliver(null, account);

export const discardOrphans = () => write(read().filter((kept) => kept.account !== null));

async function deliver(from: string | null, account: string): Promise<number> {
  const mine = read().filter((kept) => kept.account === from);
  let delivered = 0;
  for (let i = 0; i < mine.length; i += batch) {
    const part = mine.slice(i, i + batch).map((kept) => kept.submission);
    const results = await post('answers', part);
    if ('error' in results) break;
    forget(results.map(({ id }) => id));
    delivered += results.length;
  }
  return delivered;
}

async function post(
  to: 'answers' | 'checks',
  answers: SubmissionInput[]
): Promise<Result[] | { error: string }> {
  let response: Response;
  try {
    response = await fetch(`/api/v1/${to}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ answers })
    });
  } catch {
    return { error: 'No connection. Your answer is kept on this device: try again in a moment.' };
  }
  if (response.ok) return ((await response.json()) as { results: Result[] }).results;
  if (response.status === 401)
    return { error: 'You have been signed out. Your answer is kept: log in and it will be sent.' };
  const { detail } = (await response.json().catch(() => ({}))) as { detail?: string };
  return { error: detail ?? 'The server could not take the answer. It is kept: try again soon.' };
}

function read(): Kept[] {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '[]') as Kept[];
  } catch {
    return [];
  }
}

function write(kept: Kept[]): void {
  try {
    localStorage.setItem(key, JSON.stringify(kept));
  } catch {
    // Private windows may refuse storage; the answer is still sent, only not kept.
  }
}

const keep = (entry: Kept) =>
  write([...read().filter(({ submission }) => submission.id !== entry.submission.id), entry]);

const forget = (ids: string[]) =>
  write(read().filter(({ submission }) => !ids.includes(submission.id)));

/**
 * Answers on their way to the server. Each is kept on this device until the server has said what
 * became of it, so a lost connection, a closed tab or a missing account loses nothing.
 */
import type { SubmissionInput, Verdict } from '$lib/domain/answer';
import { post } from './post';
import { shelf } from './shelf';

/** `account` is whose answer it is; null for one given before signing in. */
interface Kept {
  account: string | null;
  submission: SubmissionInput;
}

const { read, write } = shelf<Kept>('palpate.answers');
const batch = 200;

type Result = Verdict & { id: string; status: string };

/**
 * Sends one answer and keeps it until that has worked.
 * Without an account it is graded only, and kept until it is adopted or discarded.
 */
export async function send(submission: SubmissionInput, account: string | null): Promise<Verdict> {
  keep({ account, submission });
  const results = await post<Result>(account ? 'answers' : 'checks', [submission]);
  if ('error' in results) return { error: results.error };
  const [result] = results;
  if (!result) return { error: 'The server gave no answer. Please try again.' };
  if (account || result.status === 'rejected') forget([submission.id]);
  return result;
}

/** A page and its layout may both ask for it: what is on its way is not sent twice. */
let flushing: Promise<number> | undefined;

/** Sends what an earlier visit of this account could not. @returns how many were delivered */
export const flush = (account: string) =>
  (flushing ??= deliver(account).finally(() => (flushing = undefined)));

/** How many answers were given here before anybody signed in. */
export const orphans = () => read().filter((kept) => kept.account === null).length;

/** Records them for whoever is signed in. @returns how many were delivered */
export const adopt = () => deliver(null);

export const discardOrphans = () => write(read().filter((kept) => kept.account !== null));

async function deliver(from: string | null): Promise<number> {
  const mine = read().filter((kept) => kept.account === from);
  let delivered = 0;
  for (let i = 0; i < mine.length; i += batch) {
    const part = mine.slice(i, i + batch).map((kept) => kept.submission);
    const results = await post<Result>('answers', part);
    if ('error' in results) break;
    forget(results.map(({ id }) => id));
    delivered += results.length;
  }
  return delivered;
}

const keep = (entry: Kept) =>
  write([...read().filter(({ submission }) => submission.id !== entry.submission.id), entry]);

const forget = (ids: string[]) =>
  write(read().filter(({ submission }) => !ids.includes(submission.id)));

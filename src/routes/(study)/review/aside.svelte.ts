import type { GradedAnswer } from '$lib/domain/answer';
import type { MarkKind } from '$lib/domain/plan';
import { retryLater, type Reason } from '$lib/domain/queue';

interface Entry {
  item: string;
  reason: Reason;
}

/** A question that was set aside: before it was answered, or at its verdict. */
export interface Put<E extends Entry> {
  entry: E;
  kind: MarkKind;
  verdict: GradedAnswer | null;
}

/** What was set aside since the last answer, and the way back. */
export class Aside<E extends Entry> {
  /** The newest last: they are undone one after the other. */
  put = $state.raw<readonly Put<E>[]>([]);
  busy = $state(false);
  /** Why the question could not be set aside. */
  error = $state('');

  /** @returns whether that has worked */
  async set(put: Put<E>): Promise<boolean> {
    if (this.busy) return false;
    const { item } = put.entry;
    this.error = (await this.#send(item, 'PUT', { kind: put.kind })) ?? '';
    if (!this.error) this.put = [...this.put, put];
    return !this.error;
  }

  /** Takes the newest back. @returns it, or why it could not be taken back */
  async undo(): Promise<Put<E> | { error: string }> {
    const put = this.put.at(-1);
    if (!put || this.busy) return { error: '' };
    const error = await this.#send(put.entry.item, 'DELETE');
    if (error) return { error };
    this.put = this.put.slice(0, -1);
    return put;
  }

  /** An answer was given since. */
  clear() {
    this.put = [];
    this.error = '';
  }

  /** @returns what hindered it; null where nothing did */
  async #send(item: string, method: 'PUT' | 'DELETE', body?: object): Promise<string | null> {
    this.busy = true;
    const response = await fetch(`/api/v1/items/${item}/mark`, {
      method,
      ...(body && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body)
      }),
      signal: AbortSignal.timeout(10_000)
    }).catch(() => null);
    this.busy = false;
    if (!response) return 'No connection. Nothing was changed: try again in a moment.';
    if (response.ok) return null;
    return response.status === 401
      ? 'You have been signed out. Nothing was changed: log in and try again.'
      : 'This question cannot be set aside now. Nothing was changed.';
  }
}

/**
 * Brings a question back that was set aside. What was missed comes back as it would have, what was
 * answered right is not asked again today.
 * @param ahead what is still to be asked, the present question first
 * @param isGraded whether the present question shows its verdict, which is not to be taken away
 */
export function broughtBack<E extends Entry>(
  ahead: readonly E[],
  { entry, verdict }: Put<E>,
  isGraded: boolean
): E[] {
  const [current, ...rest] = ahead;
  if (verdict && verdict.next?.days !== 0) return [...ahead];
  const back: E = verdict ? { ...entry, reason: 'missed' } : entry;
  if (!current) return [back];
  if (verdict) return [current, ...retryLater(rest, back)];
  return isGraded ? [current, back, ...rest] : [back, current, ...rest];
}

/** Searching while somebody types: one question at a time, and only the newest reply counts. */
import type { Found } from '$lib/domain/search/request';
import { readQuery } from '$lib/domain/search/query';

/** So long nobody types any more, in ms. */
const pause = 150;

type Reply = { q: string; found: Found | null };

export class Seeking {
  typed = $state('');
  /** What was last found, and by which words; null before anything was looked for. */
  found = $state.raw<Found | null>(null);
  q = $state('');
  /** No reply came: what is shown is of earlier words, and what was typed is kept. */
  isCutOff = $state(false);

  #ask: (q: string, signal: AbortSignal) => Promise<Found>;
  #onFound: (q: string) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking: AbortController | undefined;
  /** What was last asked for. */
  #wanted: string;

  /**
   * @param first what the page came with
   * @param ask the server
   * @param onFound told of each query whose results are shown from now on
   */
  constructor(
    first: Reply,
    ask: (q: string, signal: AbortSignal) => Promise<Found>,
    onFound: (q: string) => void
  ) {
    this.#ask = ask;
    this.#onFound = onFound;
    this.#wanted = first.q;
    this.typed = first.q;
    this.#show(first);
  }

  /** Another page of the same kind has come, or the same one again. */
  open(reply: Reply): void {
    this.stop();
    this.#wanted = reply.q;
    this.typed = reply.q;
    this.#show(reply);
  }

  /** Looks for what is typed by now, once nothing more is typed. */
  follow(): void {
    const q = readQuery(this.typed);
    if (q === this.#wanted) return;
    this.stop();
    this.#wanted = q;
    this.#timer = setTimeout(() => void this.#seek(q), q ? pause : 0);
  }

  /** Looks for it at once, and again if it failed. */
  async now(): Promise<void> {
    const q = readQuery(this.typed);
    if (q === this.q && !this.isCutOff) return;
    this.stop();
    this.#wanted = q;
    await this.#seek(q);
  }

  clear(): void {
    this.typed = '';
    this.follow();
  }

  async #seek(q: string): Promise<void> {
    if (!q) {
      this.#show({ q, found: null });
      this.#onFound(q);
      return;
    }
    const asking = (this.#asking = new AbortController());
    try {
      const found = await this.#ask(q, asking.signal);
      if (asking.signal.aborted) return;
      this.#show({ q, found });
      this.#onFound(q);
    } catch {
      if (!asking.signal.aborted) this.isCutOff = true;
    }
  }

  #show({ q, found }: Reply): void {
    this.q = q;
    this.found = found;
    this.isCutOff = false;
  }

  /** Whatever was asked for is not wanted any more. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#asking?.abort();
  }
}

import type { Answer, Confidence, GradedAnswer, Verdict } from '$lib/domain/answer';
import { isEmpty } from '$lib/domain/items/empty';
import { Stopwatch } from './stopwatch';

/** One go at one question, from its first sight to its verdict. */
export class Attempt {
  readonly watch = new Stopwatch();
  confidence = $state<Confidence>();
  graded = $state.raw<GradedAnswer | null>(null);
  sending = $state(false);
  /** Why the answer could not be taken; it is kept, so that it can be sent again. */
  error = $state('');
  /** What is still to answer, said once Check was pressed too early. */
  missing = $state('');
  #response = $state.raw<Record<string, unknown>>({});
  #hintSeen = false;
  #hintShown = $state(false);
  #last: Answer | null = null;

  get response() {
    return this.#response;
  }
  set response(response) {
    if (this.sending || this.graded) return;
    this.#response = response;
    this.missing = '';
    this.error = '';
  }

  get isEmpty() {
    return isEmpty(this.#response);
  }

  get hintShown() {
    return this.#hintShown;
  }
  toggleHint() {
    this.#hintShown = !this.#hintShown;
    this.#hintSeen = true;
  }

  /**
   * An answer that leaves something out is asked back once; one that says nothing, always.
   * @param missing what is left out, as a sentence
   * @returns whether the answer may be sent
   */
  isReady(missing: string): boolean {
    if (!missing || (this.missing && !this.isEmpty)) return true;
    this.missing = this.isEmpty
      ? `${missing} If you are not sure, “I don’t know” is a fair answer.`
      : `${missing} Press Check again to leave it so.`;
    return false;
  }

  send(submit: (answer: Answer) => Promise<Verdict>, response = this.#response) {
    return this.#send(submit, {
      response,
      latencyMs: this.watch.elapsed,
      hint: this.#hintSeen,
      ...(this.confidence && { confidence: this.confidence })
    });
  }

  /** Sends the answer that failed once more, exactly as it was. */
  async sendAgain(submit: (answer: Answer) => Promise<Verdict>) {
    if (this.#last) await this.#send(submit, this.#last);
  }

  async #send(submit: (answer: Answer) => Promise<Verdict>, answer: Answer) {
    if (this.sending || this.graded) return;
    this.#last = answer;
    this.missing = '';
    this.error = '';
    this.sending = true;
    try {
      const verdict = await submit(answer);
      if ('error' in verdict) this.error = verdict.error;
      else {
        this.#response = answer.response;
        this.graded = verdict;
      }
    } catch {
      this.error = 'Your answer could not be sent. Check your connection, then try again.';
    } finally {
      this.sending = false;
    }
  }
}

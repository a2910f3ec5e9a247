import type { Confidence } from '$lib/domain/answer';

interface Given {
  position: number;
  /** Null where there is no answer yet. */
  response: object | null;
  confidence?: Confidence | null;
}

/** How sure one is of one's answers, by position, where one says so. */
export class Sureness {
  #said = $state.raw<Record<number, Confidence | undefined>>({});

  of(position: number) {
    return this.#said[position];
  }

  /** @returns an answer with what was said of it */
  with<T extends { position: number }>(answer: T): T & { confidence?: Confidence } {
    const confidence = this.#said[answer.position];
    return confidence ? { ...answer, confidence } : answer;
  }

  say(position: number, confidence: Confidence | undefined) {
    this.#said = { ...this.#said, [position]: confidence };
  }

  /** Takes what is kept elsewhere. Said before there is an answer, it is known here only. */
  hear(given: readonly Given[]) {
    for (const { position, response, confidence } of given)
      if (response) this.say(position, confidence ?? undefined);
  }
}

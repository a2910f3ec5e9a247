import { loadTypes } from '$lib/components/items/load';
import {
  clear,
  deliver,
  deliverLeaving,
  give,
  keep,
  kept,
  waiting,
  type Seat
} from '$lib/components/attempt-outbox';
import type { GradedAnswer } from '$lib/domain/answer';
import { isEmpty } from '$lib/domain/items/empty';
import type { AttemptView, OpenAttempt } from '$lib/server/attempt-view';
import type { QuestionView } from '$lib/server/question-view';
import { pauseFor, type Saving } from './saving';
import { ServerClock } from './server-clock';
import { Sureness } from './sureness.svelte';

type Response = Record<string, unknown>;

const longestWait = 30_000;

/**
 * One sitting at an attempt, in one tab: what is on the screen, what is kept on this device and
 * what the server has, which other tabs and devices share.
 */
export class Sitting {
  view = $state.raw() as OpenAttempt;
  /** What is on the screen, by position. */
  responses = $state.raw<Record<number, Response>>({});
  verdicts = $state.raw<Record<number, GradedAnswer>>({});
  /** Final answers that wait for the server. */
  given = $state.raw<ReadonlySet<number>>(new Set());
  saving = $state<Saving>('saved');
  /** Whether an answer has still to arrive. */
  unsaved = $state(false);
  /** What became of an answer that does not count. */
  said = $state('');
  /** Whether it is over: the page asks for the result. */
  finished = $state(false);
  /** Whether one of the answers came too late to count. */
  late = $state(false);
  /** Whether its time has run out, though the server may not have heard of it. */
  timeUp = $state(false);
  /** Until the page is awake nothing can be answered: what was chosen would be lost. */
  awake = $state(false);

  readonly sureness = new Sureness();
  readonly #seat: Seat;
  readonly #clock: ServerClock;
  #changed = new Map<number, number>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tries = 0;

  constructor(account: string, view: OpenAttempt) {
    this.#seat = { account, attempt: view.id };
    this.#clock = new ServerClock(view.now);
    this.#take(view, 0);
  }

  /** Now, by the server's clock. */
  now = () => this.#clock.now();

  get deadline() {
    return this.view.deadlineAt === null ? null : Date.parse(this.view.deadlineAt);
  }

  isAnswered = ({ position }: Pick<QuestionView, 'position'>) =>
    this.view.final ? this.isClosed(position) : !isEmpty(this.responses[position] ?? {});

  /** Whether its final answer was given. */
  isClosed(position: number) {
    if (!this.view.final) return false;
    const question = this.view.questions.find((other) => other.position === position);
    return position in this.verdicts || this.given.has(position) || Boolean(question?.response);
  }

  /** Brings in what this device keeps, and sends it. */
  async begin() {
    this.#merge();
    await this.flush();
    await this.refresh();
  }

  /** Takes what is on the screen now; where answers are final, as a draft. */
  answer({ position, prompt }: QuestionView, response: Response, latencyMs: number) {
    if (this.timeUp || this.isClosed(position)) return;
    this.#changed.set(position, performance.now());
    this.responses = { ...this.responses, [position]: response };
    const answeredAt = new Date(this.now()).toISOString();
    const given = this.sureness.with({ position, response, answeredAt, latencyMs });
    keep(this.#seat, given, this.view.final);
    if (this.view.final) return;
    this.#note('saving');
    this.#later(pauseFor(prompt.type));
  }

  /** Gives the final answer to a question. @returns once it is with the server, or cannot be now */
  async give(question: QuestionView, latencyMs: number) {
    const { position } = question;
    if (this.given.has(position)) return this.flush();
    if (!kept(this.#seat).has(position)) this.answer(question, {}, latencyMs);
    give(this.#seat, position);
    this.given = new Set([...this.given, position]);
    await this.flush();
  }

  /** Where there is no way back: goes on to what the server asks next. */
  async goOn() {
    this.said = '';
    await this.refresh(true);
  }

  /** Sends what waits. @returns whether all of it has arrived */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    let outdated = false;
    while (waiting(this.#seat) > 0 && !this.#timer) {
      if (this.#tries === 0) this.#note('saving');
      const results = await deliver(this.#seat);
      if ('error' in results) {
        this.#fail(results.status);
        return false;
      }
      for (const { position, verdict, rejected } of results) {
        this.given = new Set([...this.given].filter((other) => other !== position));
        if (verdict) this.verdicts = { ...this.verdicts, [position]: verdict };
        if (rejected) this.said = rejected;
        if (rejected?.startsWith('This attempt is over')) this.late = true;
        // A note is told at once in no quiz: the server says that it has it.
        if (rejected || (this.view.final && !verdict)) outdated = true;
      }
    }
    this.#tries = 0;
    const isDone = waiting(this.#seat) === 0;
    this.#note(isDone ? 'saved' : 'saving');
    if (outdated) await this.refresh();
    return isDone;
  }

  /** Sends what waits though the page may go. */
  leave() {
    if (waiting(this.#seat) > 0) this.#later(0);
    deliverLeaving(this.#seat);
  }

  /** Asks the server, which knows of other tabs and devices, and of more time. */
  async refresh(goOn = false) {
    const askedAt = performance.now();
    const sentAt = Date.now();
    const response = await fetch(`/api/v1/attempts/${this.view.id}`).catch(() => null);
    const heardAt = Date.now();
    if (!response?.ok) {
      if (waiting(this.#seat) > 0 || response?.status === 401) this.#fail(response?.status ?? 0);
      return;
    }
    const view = (await response.json()) as AttemptView;
    if (view.state === 'finished') return this.#end();
    await loadTypes(view.questions.map(({ prompt }) => prompt));
    this.#clock.hear(view.now, sentAt, heardAt);
    this.#take(view, askedAt, goOn);
    this.#merge();
  }

  /** Hands in. @returns whether that has worked */
  async handIn(): Promise<boolean> {
    if (!(await this.flush())) return false;
    if (this.finished) return true;
    const address = `/api/v1/attempts/${this.view.id}/finish`;
    const response = await fetch(address, { method: 'POST' }).catch(() => null);
    if (response?.ok) this.#end();
    else this.#fail(response?.status ?? 0);
    return response?.ok ?? false;
  }

  /** The time is over: what is on the screen is given, and the attempt handed in. */
  async runOut() {
    if (this.finished) return;
    if (!this.timeUp) {
      const drafts = kept(this.#seat);
      for (const { position } of this.view.questions)
        if (!this.isClosed(position) && !isEmpty(drafts.get(position)?.submission.response ?? {}))
          give(this.#seat, position);
      this.timeUp = true;
    }
    await this.flush();
    await this.refresh();
    // Staff may have granted more time since.
    if (this.deadline === null || this.now() < this.deadline) this.timeUp = false;
    else if (!this.finished) await this.handIn();
  }

  #end() {
    clearTimeout(this.#timer);
    clear(this.#seat);
    this.finished = true;
  }

  /** @param askedAt what was changed here since then is newer than the view */
  #take(view: OpenAttempt, askedAt: number, goOn = false) {
    // Where there is no way back, a verdict stays until it has been read.
    const [present] = view.linear && this.view && !goOn ? this.view.questions : [];
    const isRead = !present || !(present.position in this.verdicts);
    this.view = isRead ? view : { ...view, questions: [present] };
    const responses = { ...this.responses };
    const verdicts = { ...this.verdicts };
    const isOld = ({ position }: QuestionView) => (this.#changed.get(position) ?? -1) < askedAt;
    const heard = view.questions.filter(isOld);
    this.sureness.hear(heard);
    for (const { position, response, verdict } of heard) {
      if (!this.given.has(position)) responses[position] = response ?? {};
      if (verdict) verdicts[position] = verdict;
    }
    this.responses = responses;
    this.verdicts = verdicts;
  }

  /** What this device keeps is newer than what the server has. */
  #merge() {
    const own = [...kept(this.#seat).values()];
    const open = own.filter(({ submission }) => !this.verdicts[submission.position]);
    const responses = open.map(({ submission }) => [submission.position, submission.response]);
    this.responses = { ...this.responses, ...Object.fromEntries(responses) };
    this.sureness.hear(open.map(({ submission }) => submission));
    const given = own.filter(({ draft }) => this.view.final && !draft);
    this.given = new Set(given.map(({ submission }) => submission.position));
  }

  #later(ms: number) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void (this.timeUp ? this.runOut() : this.flush());
    }, ms);
  }

  #note(saving: Saving) {
    this.saving = saving;
    this.unsaved = waiting(this.#seat) > 0;
  }

  #fail(status: number) {
    this.#note(status === 401 ? 'signed-out' : status === 0 ? 'offline' : 'failed');
    if (status === 404) this.said = 'This attempt is not yours, or no longer there.';
    else if (status !== 401 && (this.unsaved || this.timeUp))
      this.#later(Math.min(longestWait, 1000 * 2 ** this.#tries++));
  }
}

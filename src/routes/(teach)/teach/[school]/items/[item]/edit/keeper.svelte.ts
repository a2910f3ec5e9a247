/** A draft while it is written: kept on this device at once, and at the school soon after. */
import type { Flaw } from '$lib/domain/items/registry';
import type { Draft } from '$lib/server/item-drafts';
import type { Theirs } from '$lib/server/item-publishing';
import { localOf, type Local, type Typed } from './local';

export type Standing =
  'saved' | 'unsaved' | 'saving' | 'offline' | 'failed' | 'signed-out' | 'conflict';
export type Outcome =
  | { published: { item: string; version: number; isKeyedOtherwise: boolean; isNew: boolean } }
  | { flaws: Flaw[] }
  | null;

/** Milliseconds without a key before it is saved, and before it is tried again. */
const pause = 1200;
const again = 5000;

/**
 * @param api the address of the school's drafts
 * @param item of the question
 * @param start what was read
 */
export function keeper(
  api: string,
  item: string,
  start: Typed & Pick<Theirs, 'revision' | 'basedOn'> & { submittedAt: string | null }
) {
  const here = localOf(`palpate-question ${api} ${item}`);
  const address = `${api}/${item}`;
  let standing = $state<Standing>('saved');
  let error = $state('');
  let theirs = $state.raw<Theirs | null>(null);
  let submittedAt = $state(start.submittedAt);
  let { revision, basedOn } = start;
  let hasDraft = $state(start.revision > 0);
  let latest: Typed = { lesson: start.lesson, content: start.content };
  let saved = JSON.stringify(latest);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending: Promise<void> | null = null;

  const keep = (savedAs?: number) =>
    here.keep({ ...latest, revision, basedOn, at: new Date().toISOString(), savedAs });
  const forget = () => here.forget();

  function later(wait: number) {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), wait);
  }

  const isSaved = () => JSON.stringify(latest) === saved;

  /** Called with every change of what is typed. */
  function note(typed: Typed) {
    latest = typed;
    if (isSaved()) {
      clearTimeout(timer);
      if (standing === 'unsaved') standing = 'saved';
      return;
    }
    keep();
    if (standing === 'conflict') return;
    if (standing !== 'saving') standing = 'unsaved';
    later(pause);
  }

  async function ask(method: string, path: string, data?: unknown, keepalive = false) {
    try {
      const response = await fetch(address + path, {
        method,
        keepalive,
        ...(data !== undefined && {
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(data)
        })
      });
      const said: unknown = response.status === 204 ? {} : await response.json().catch(() => ({}));
      return { status: response.status, said: said as Record<string, unknown> };
    } catch {
      return { status: 0, said: {} as Record<string, unknown> };
    }
  }

  function fail(status: number, said: Record<string, unknown>) {
    if (status === 409) {
      theirs = said.theirs as Theirs;
      standing = 'conflict';
      return;
    }
    error = typeof said.detail === 'string' ? said.detail : '';
    standing = status === 0 ? 'offline' : status === 401 ? 'signed-out' : 'failed';
    if (status === 0 || status >= 500) later(again);
  }

  async function send(keepalive: boolean) {
    const text = JSON.stringify(latest);
    standing = 'saving';
    const { status, said } = await ask('PUT', '', { ...latest, revision, basedOn }, keepalive);
    if (status !== 200) return fail(status, said);
    ({ revision, basedOn, submittedAt } = said as unknown as Draft);
    hasDraft = true;
    saved = text;
    standing = isSaved() ? 'saved' : 'unsaved';
    if (!isSaved()) later(pause);
    // A page that is read again may have been asked for before this was saved.
    else if (keepalive) keep(revision);
    else forget();
  }

  /** Saves now. @returns whether all that was typed is saved */
  async function flush(keepalive = false): Promise<boolean> {
    clearTimeout(timer);
    await sending;
    if (standing === 'conflict') return false;
    if (isSaved()) return true;
    sending = send(keepalive);
    await sending;
    sending = null;
    return isSaved();
  }

  /** Publishes what is saved. @returns null where something hindered it, which is then told */
  async function publish(): Promise<Outcome> {
    const isNew = basedOn === null;
    const { status, said } = await ask('POST', '/publish', { revision });
    if (status === 200) {
      forget();
      return {
        published: {
          ...(said as unknown as Draft & { version: number; isKeyedOtherwise: boolean }),
          isNew
        }
      };
    }
    if (status === 422)
      return {
        flaws: (said.errors as { field: string; detail: string }[]).map(({ field, detail }) => ({
          path: field.split('.'),
          message: detail
        }))
      };
    fail(status, said);
    return null;
  }

  return {
    get standing() {
      return standing;
    },
    get error() {
      return error;
    },
    get theirs() {
      return theirs;
    },
    get submittedAt() {
      return submittedAt;
    },
    /** Whether there is something to publish or to discard. */
    get hasDraft() {
      return hasDraft;
    },
    note,
    flush,
    publish,
    /** What this device kept of an earlier visit; null where that was nothing, or is saved. */
    local(): Local | null {
      const kept = here.read();
      if (!kept) return null;
      const isSame = JSON.stringify({ lesson: kept.lesson, content: kept.content }) === saved;
      const isTaken = (kept.savedAs ?? Infinity) <= start.revision;
      if (!isSame && !isTaken) return kept;
      // The page has it by now: it must not come back once that is discarded or published.
      forget();
      return null;
    },
    /** Goes on from what this device kept, as if it had never been left. */
    resume(local: Local) {
      ({ revision, basedOn } = local);
    },
    forget,
    /** What is typed here is to stand, whatever the other has written. */
    async overwrite() {
      if (!theirs) return;
      ({ revision, basedOn } = theirs);
      hasDraft = revision > 0;
      theirs = null;
      standing = 'unsaved';
      saved = '';
      await flush();
    },
    /** What the other has written is to stand; `typed` is that, as the form has it. */
    accept(typed: Typed) {
      if (!theirs) return;
      ({ revision, basedOn } = theirs);
      hasDraft = revision > 0;
      theirs = null;
      latest = typed;
      saved = JSON.stringify(typed);
      standing = 'saved';
      forget();
    },
    /** @returns whether it was thrown away */
    async discard(): Promise<boolean> {
      clearTimeout(timer);
      await sending;
      const { status, said } = hasDraft
        ? await ask('DELETE', '', { revision })
        : { status: 204, said: {} };
      if (status !== 204) fail(status, said);
      else {
        saved = JSON.stringify(latest);
        forget();
      }
      return status === 204;
    },
    /** Asks colleagues to look at it, or no longer. */
    async review(isWanted: boolean) {
      const { status, said } = await ask(isWanted ? 'PUT' : 'DELETE', '/review');
      if (status === 200) submittedAt = (said as unknown as Draft).submittedAt;
      else fail(status, said);
    },
    stop: () => clearTimeout(timer)
  };
}

export type Keeper = ReturnType<typeof keeper>;

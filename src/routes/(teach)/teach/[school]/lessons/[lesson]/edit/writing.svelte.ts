/**
 * The text between an author's hands and the server: kept on this device at every change, saved when
 * the hands rest, and held against what somebody else has saved meanwhile.
 */

export interface Saved {
  text: string;
  revision: number;
}
export interface Theirs extends Saved {
  /** Who saved it. */
  by: string;
}
export type Outcome =
  | { status: 'saved'; revision: number }
  | { status: 'conflict'; theirs: Theirs }
  | { status: 'failed'; error: string; signedOut?: boolean };

/** What this device keeps: the text, and what it was written upon. */
export interface Kept {
  text: string;
  base: Saved;
  /** What was sent and never answered: the server may have one of them all the same. */
  sent?: string[];
}

export interface Settings {
  saved: Saved;
  /** Who saved it, for whoever left something else on this device. */
  by: string;
  save: (text: string, revision: number) => Promise<Outcome>;
  /** Texts that were changed on both sides; null where the changes meet. */
  merge: (base: string, mine: string, theirs: string) => string | null;
  kept: Kept | null;
  keep: (kept: Kept | null) => void;
  /** Calls back after so many ms. @returns how to call that off */
  after: (ms: number, then: () => void) => () => void;
}

const restMs = 1500;
const retryMs = 5000;
const mostSent = 5;

export function createWriting({ save, merge, keep, after, ...begun }: Settings) {
  let base = begun.saved;
  let text = $state(begun.saved.text);
  let status = $state<'saved' | 'unsaved' | 'saving' | 'failed' | 'conflict'>('saved');
  let error = $state('');
  let signedOut = $state(false);
  let theirs = $state.raw<Theirs | null>(null);
  let told = $state('');
  let cancel = () => {};
  let running: Promise<boolean> | null = null;
  let sent: string[] = [];

  const keepAll = () => keep({ text, base, sent });
  const later = (ms: number) => {
    cancel();
    cancel = after(ms, () => void flush());
  };

  function type(next: string) {
    if (next === text) return;
    text = next;
    told = '';
    if (status === 'conflict') return keepAll();
    changed();
  }

  function changed() {
    if (text === base.text) {
      keep(null);
      if (status !== 'saving') status = 'saved';
      return;
    }
    keepAll();
    // What could not be saved stays said until it is.
    if (status === 'saved') status = 'unsaved';
    later(status === 'failed' ? retryMs : restMs);
  }

  /** Saves at once. @returns whether all that was written is saved */
  function flush(): Promise<boolean> {
    cancel();
    return (running ??= send().finally(() => (running = null)));
  }

  async function send(): Promise<boolean> {
    if (status === 'conflict') return false;
    if (text === base.text) return true;
    if (status !== 'failed') status = 'saving';
    const sending = text;
    sent = [...sent.filter((one) => one !== sending), sending].slice(-mostSent);
    keepAll();
    const outcome = await save(sending, base.revision);
    if (outcome.status === 'failed') {
      status = 'failed';
      error = outcome.error;
      signedOut = outcome.signedOut ?? false;
      later(retryMs);
      return false;
    }
    if (outcome.status === 'conflict') return meet(outcome.theirs);
    base = { text: sending, revision: outcome.revision };
    sent = [];
    status = 'saved';
    changed();
    return status === 'saved';
  }

  /** Takes over what another has saved; where both changed the same, the author decides. */
  function meet(other: Theirs): boolean {
    // Our own words, whose answer was lost on its way.
    const isOurs = sent.includes(other.text);
    const merged = isOurs ? text : merge(base.text, text, other.text);
    if (merged === null) {
      status = 'conflict';
      theirs = other;
      keepAll();
      return false;
    }
    base = other;
    sent = [];
    text = merged;
    status = 'saved';
    if (!isOurs) told = `${other.by} has changed the lesson too: both changes are in the text.`;
    changed();
    return text === base.text;
  }

  /** @param decided the text to go on with, made of both */
  function settle(decided: string) {
    if (!theirs) return;
    base = theirs;
    sent = [];
    theirs = null;
    text = decided;
    status = 'saved';
    changed();
  }

  const { kept } = begun;
  if (kept && kept.text === base.text) keep(null);
  else if (kept) {
    text = kept.text;
    sent = kept.sent ?? [];
    told = 'What this device still had of your text is back.';
    if (kept.base.revision === base.revision) changed();
    else {
      const newest = { ...base, by: begun.by };
      base = kept.base;
      meet(newest);
    }
  }

  return {
    get text() {
      return text;
    },
    get status() {
      return status;
    },
    get error() {
      return error;
    },
    /** Whether it failed because nobody is logged in any more. */
    get signedOut() {
      return status === 'failed' && signedOut;
    },
    get theirs() {
      return theirs;
    },
    /** Something that happened to the text by itself; '' for nothing. */
    get told() {
      return told;
    },
    type,
    flush,
    settle,
    close: () => cancel()
  };
}

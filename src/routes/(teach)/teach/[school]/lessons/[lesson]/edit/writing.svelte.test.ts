import { expect, test, vi } from 'vitest';
import { createWriting, type Kept, type Outcome, type Saved } from './writing.svelte';

/** A server with one text, which also others save. */
function desk(kept: Kept | null = null, stored: Saved = { text: 'one\ntwo', revision: 1 }) {
  let server = stored;
  let here = kept;
  let online = true;
  let answers = true;
  const due: (() => void)[] = [];
  const save = vi.fn(async (text: string, revision: number): Promise<Outcome> => {
    if (!online) return { status: 'failed', error: 'No connection.' };
    if (revision !== server.revision)
      return { status: 'conflict', theirs: { ...server, by: 'A colleague' } };
    server = { text, revision: revision + 1 };
    if (!answers) return { status: 'failed', error: 'No connection.' };
    return { status: 'saved', revision: server.revision };
  });
  const writing = createWriting({
    saved: stored,
    by: 'A colleague',
    save,
    // Line by line, where both have as many.
    merge(base, mine, theirs) {
      const [a, b, c] = [base, mine, theirs].map((text) => text.split('\n'));
      const lines = a!.map((line, i) =>
        b![i] === line ? c![i] : c![i] === line || c![i] === b![i] ? b![i] : null
      );
      return lines.includes(null) ? null : lines.join('\n');
    },
    kept: here,
    keep: (kept) => (here = kept),
    after: (_, then) => {
      due.push(then);
      return () => due.splice(due.indexOf(then), 1);
    }
  });
  return {
    writing,
    save,
    server: () => server,
    here: () => here,
    /** The hands rest. */
    rest: async () => {
      due.splice(0).forEach((then) => then());
      await vi.waitFor(() => expect(writing.status).not.toBe('saving'));
    },
    colleague: (text: string) => (server = { text, revision: server.revision + 1 }),
    connect: (is: boolean) => (online = is),
    /** Whether what is saved is also answered. */
    answer: (does: boolean) => (answers = does)
  };
}

test('what is typed is kept here at once, and saved when the hands rest', async () => {
  const { writing, here, rest, server } = desk();
  writing.type('one\n2');
  expect(writing.status).toBe('unsaved');
  expect(here()).toEqual({ text: 'one\n2', base: { text: 'one\ntwo', revision: 1 }, sent: [] });
  await rest();
  expect(server()).toEqual({ text: 'one\n2', revision: 2 });
  expect([writing.status, here()]).toEqual(['saved', null]);
});

test('what is typed while it is being saved is saved next', async () => {
  const { writing, rest, server, save } = desk();
  writing.type('1\ntwo');
  const saving = writing.flush();
  writing.type('1\n2');
  await saving;
  expect(writing.status).toBe('unsaved');
  await rest();
  expect(server().text).toBe('1\n2');
  expect(save).toHaveBeenCalledTimes(2);
});

test('without a connection the text stays here, and is saved later', async () => {
  const { writing, rest, here, server, connect } = desk();
  connect(false);
  writing.type('1\ntwo');
  await rest();
  expect([writing.status, writing.error]).toEqual(['failed', 'No connection.']);
  expect(here()?.text).toBe('1\ntwo');
  connect(true);
  await rest();
  expect(server().text).toBe('1\ntwo');
});

test('two who change different lines both find both changes', async () => {
  const { writing, rest, server, colleague } = desk();
  colleague('one\nTWO');
  writing.type('ONE\ntwo');
  await rest();
  expect(writing.text).toBe('ONE\nTWO');
  expect(writing.told).toContain('A colleague');
  await rest();
  expect(server()).toEqual({ text: 'ONE\nTWO', revision: 3 });
});

test('two who change one line are shown both, and nothing is saved until it is settled', async () => {
  const { writing, rest, server, colleague, here } = desk();
  colleague('one\ntheirs');
  writing.type('one\nmine');
  await rest();
  expect(writing.status).toBe('conflict');
  expect(writing.theirs).toMatchObject({ text: 'one\ntheirs', by: 'A colleague' });
  writing.type('one\nmine, still');
  await rest();
  expect(server().text).toBe('one\ntheirs');
  expect(here()?.text).toBe('one\nmine, still');
  writing.settle('one\nboth');
  await rest();
  expect(server().text).toBe('one\nboth');
  expect(writing.theirs).toBeNull();
});

test('a reload before it was saved gives the text back, and saves it', async () => {
  const base = { text: 'one\ntwo', revision: 1 };
  const { writing, rest, server } = desk({ text: 'one\ntyped', base });
  expect(writing.text).toBe('one\ntyped');
  expect(writing.told).not.toBe('');
  await rest();
  expect(server().text).toBe('one\ntyped');
});

test('what this device still had is held against what was saved since', async () => {
  const base = { text: 'one\ntwo', revision: 1 };
  const saved = { text: 'one\ntheirs', revision: 2 };
  const met = desk({ text: 'one\nmine', base }, saved);
  expect(met.writing.status).toBe('conflict');
  const merged = desk({ text: 'mine\ntwo', base }, saved);
  await merged.rest();
  expect(merged.server().text).toBe('mine\ntheirs');
});

test('a text that is back to what is saved needs no saving', async () => {
  const { writing, rest, save, here } = desk();
  writing.type('one\n2');
  writing.type('one\ntwo');
  await rest();
  expect(save).not.toHaveBeenCalled();
  expect([writing.status, here()]).toEqual(['saved', null]);
});

test('what was saved without an answer is no conflict with oneself', async () => {
  const { writing, rest, server, answer, here } = desk();
  answer(false);
  writing.type('one\n2');
  await rest();
  expect(writing.status).toBe('failed');
  writing.type('one\n2 and more');
  answer(true);
  await rest();
  await rest();
  expect(server()).toEqual({ text: 'one\n2 and more', revision: 3 });
  expect([writing.status, writing.told, here()]).toEqual(['saved', '', null]);
});

test('nor after a reload, and what is kept is forgotten once the server has it', async () => {
  const base = { text: 'one\ntwo', revision: 1 };
  const sent = { text: 'one\n2', revision: 2 };
  const more = desk({ text: 'one\n2, more', base, sent: [sent.text] }, sent);
  await more.rest();
  expect(more.server().text).toBe('one\n2, more');
  const same = desk({ text: sent.text, base }, sent);
  expect([same.writing.status, same.here()]).toEqual(['saved', null]);
});

test('saving twice at once waits for the first', async () => {
  const { writing, save } = desk();
  writing.type('one\n2');
  expect(await Promise.all([writing.flush(), writing.flush()])).toEqual([true, true]);
  expect(save).toHaveBeenCalledTimes(1);
});

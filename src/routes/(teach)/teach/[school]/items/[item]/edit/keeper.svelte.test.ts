import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keeper } from './keeper.svelte';
import type { Typed } from './local';

/** What a browser gives a page: a shelf of its own, and a server that saves. */
const shelf = new Map<string, string>();
let revision = 0;
beforeEach(() => {
  shelf.clear();
  revision = 0;
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => shelf.get(key) ?? null,
    setItem: (key: string, text: string) => shelf.set(key, text),
    removeItem: (key: string) => shelf.delete(key)
  });
  vi.stubGlobal('fetch', async () =>
    Response.json({ revision: ++revision, basedOn: null, submittedAt: null })
  );
});
afterEach(() => vi.unstubAllGlobals());

const typed = (stem: string): Typed => ({ lesson: 'a-lesson', content: { stem } });
const opened = (stem: string, at: number) =>
  keeper('/drafts', 'an-item', { ...typed(stem), revision: at, basedOn: null, submittedAt: null });

test('what was saved on leaving is kept until a page has it, and never comes back after', async () => {
  const page = opened('One', 0);
  page.note(typed('Two'));
  expect(await page.flush(true)).toBe(true);
  // A page that was asked for before it was saved goes on with it.
  expect(opened('One', 0).local()).toMatchObject({ content: { stem: 'Two' }, savedAs: 1 });
  expect(opened('Two', 1).local()).toBeNull();
  expect(shelf.size).toBe(0);
  // The draft is discarded elsewhere: the page begins anew.
  expect(opened('One', 0).local()).toBeNull();
});

test('what a colleague saved over it is not undone by it either', async () => {
  const page = opened('One', 0);
  page.note(typed('Two'));
  await page.flush(true);
  expect(opened('Three', 2).local()).toBeNull();
  expect(opened('One', 0).local()).toBeNull();
});

test('what was never saved stays here until it is', async () => {
  const page = opened('One', 0);
  page.note(typed('Two'));
  page.stop();
  expect(opened('One', 0).local()).toMatchObject({ content: { stem: 'Two' } });
  expect(opened('One', 0).local()).not.toBeNull();
});

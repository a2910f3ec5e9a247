import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Found } from '$lib/domain/search/request';
import { Seeking } from './seeking.svelte';

const of = (total: number): Found => ({ results: [], total });

/** A server whose replies come when the test says so. */
function desk() {
  const asked: { q: string; reply: (found: Found) => void; fail: () => void }[] = [];
  const shown: string[] = [];
  const seeking = new Seeking(
    { q: '', found: null },
    (q) =>
      new Promise((resolve, reject) => {
        asked.push({ q, reply: resolve, fail: () => reject(new Error('no connection')) });
      }),
    (q) => shown.push(q)
  );
  const type = async (typed: string, wait = 1000) => {
    seeking.typed = typed;
    seeking.follow();
    await vi.advanceTimersByTimeAsync(wait);
  };
  const settle = () => vi.advanceTimersByTimeAsync(0);
  return { asked, shown, seeking, type, settle };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('letters typed in quick succession are one question', async () => {
  const { asked, shown, seeking, type, settle } = desk();
  for (const typed of ['d', 'dr', 'dra']) await type(typed, 50);
  expect(asked).toHaveLength(0);
  await type('drape');
  expect(asked.map(({ q }) => q)).toEqual(['drape']);
  asked[0]!.reply(of(3));
  await settle();
  expect([seeking.q, seeking.found?.total, shown]).toEqual(['drape', 3, ['drape']]);
});

test('a late reply to earlier words is dropped', async () => {
  const { asked, shown, seeking, type, settle } = desk();
  await type('dra');
  await type('drape');
  asked[1]!.reply(of(2));
  await settle();
  asked[0]!.reply(of(1));
  await settle();
  expect([seeking.q, seeking.found?.total, shown]).toEqual(['drape', 2, ['drape']]);
});

test('a late failure of earlier words is no failure', async () => {
  const { asked, seeking, type, settle } = desk();
  await type('dra');
  await type('drape');
  asked[0]!.fail();
  await settle();
  expect(seeking.isCutOff).toBe(false);
});

test('without connection what was typed stays, and is looked for again on demand', async () => {
  const { asked, seeking, type, settle } = desk();
  await type('drape');
  asked[0]!.fail();
  await settle();
  expect([seeking.typed, seeking.isCutOff, seeking.found]).toEqual(['drape', true, null]);
  void seeking.now();
  asked[1]!.reply(of(1));
  await settle();
  expect([seeking.q, seeking.isCutOff, seeking.found?.total]).toEqual(['drape', false, 1]);
});

test('cleared while a reply is on its way, it stays clear', async () => {
  const { asked, seeking, type, settle } = desk();
  await type('drape');
  seeking.clear();
  await vi.advanceTimersByTimeAsync(1000);
  asked[0]!.reply(of(1));
  await settle();
  expect([seeking.typed, seeking.found]).toEqual(['', null]);
});

test('spaces around the words, and the same words again, ask nothing', async () => {
  const { asked, type, settle } = desk();
  await type('drape');
  asked[0]!.reply(of(1));
  await settle();
  await type('  drape ');
  expect(asked).toHaveLength(1);
});

test('left, the page asks and tells nothing more', async () => {
  const { asked, shown, seeking, type, settle } = desk();
  await type('drape');
  seeking.stop();
  asked[0]!.reply(of(1));
  await settle();
  expect(shown).toEqual([]);
});

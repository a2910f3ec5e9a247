import { describe, expect, test, vi } from 'vitest';
import type { GradedAnswer } from '$lib/domain/answer';
import { Attempt } from './attempt.svelte';

const graded: GradedAnswer = {
  correct: true,
  score: 1,
  feedback: { explanation: 'So it is.', marks: [] },
  next: null
};

describe('Attempt', () => {
  test('sends what was chosen, with confidence only when it was given', async () => {
    const submit = vi.fn(async () => graded);
    const attempt = new Attempt();
    attempt.response = { option: 'a' };
    attempt.toggleHint();
    attempt.toggleHint();
    await attempt.send(submit);
    expect(submit).toHaveBeenCalledExactlyOnceWith({
      response: { option: 'a' },
      latencyMs: 0,
      hint: true
    });
    expect(attempt.graded).toBe(graded);
  });

  test('keeps the answer when sending fails, and sends the very same again', async () => {
    const submit = vi
      .fn()
      .mockResolvedValueOnce({ error: 'Busy.' })
      .mockRejectedValueOnce(new TypeError('Failed to fetch'))
      .mockResolvedValueOnce(graded);
    const attempt = new Attempt();
    attempt.confidence = 'unsure';
    attempt.response = { option: 'a' };
    await attempt.send(submit);
    expect(attempt.error).toBe('Busy.');
    await attempt.sendAgain(submit);
    expect(attempt.error).toContain('could not be sent');
    await attempt.sendAgain(submit);
    expect(attempt.response).toEqual({ option: 'a' });
    expect(attempt.graded).toBe(graded);
    expect(submit.mock.calls[2]![0]).toBe(submit.mock.calls[0]![0]);
  });

  test('one press too many sends nothing twice, and what was sent stays as it is', async () => {
    let finish = (_: GradedAnswer) => {};
    const submit = vi.fn(() => new Promise<GradedAnswer>((resolve) => (finish = resolve)));
    const attempt = new Attempt();
    attempt.response = { option: 'a' };
    const sent = attempt.send(submit);
    await attempt.send(submit);
    attempt.response = { option: 'b' };
    finish(graded);
    await sent;
    await attempt.send(submit);
    expect(submit).toHaveBeenCalledOnce();
    expect(attempt.response).toEqual({ option: 'a' });
  });

  test('“I don’t know” shows as an empty answer once it is taken', async () => {
    const attempt = new Attempt();
    attempt.response = { option: 'a' };
    await attempt.send(async () => ({ error: 'Busy.' }), {});
    expect(attempt.response).toEqual({ option: 'a' });
    await attempt.send(async () => graded, {});
    expect(attempt.response).toEqual({});
  });

  test('asks an empty answer back always, an unfinished one once for each change', () => {
    const attempt = new Attempt();
    expect(attempt.isReady('Choose one.')).toBe(false);
    expect(attempt.isReady('Choose one.')).toBe(false);
    attempt.response = { bins: { a: 'spa' } };
    expect(attempt.missing).toBe('');
    expect(attempt.isReady('2 left.')).toBe(false);
    expect(attempt.isReady('2 left.')).toBe(true);
    attempt.response = { bins: { a: 'spa', b: 'spa' } };
    expect(attempt.isReady('1 left.')).toBe(false);
    expect(attempt.isReady('')).toBe(true);
  });
});

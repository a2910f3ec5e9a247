import { expect, test } from 'vitest';
import { inThread, warm } from '../../src/lib/server/exchange/thread';
import type { Work } from '../../src/lib/server/exchange/work';
import { choiceItem } from './fixtures';

const reading = (text: string): Work & { kind: 'read' } => ({
  kind: 'read',
  file: { bytes: new TextEncoder().encode(text), name: '', format: 'gift' },
  bank: []
});
const one = reading('Which? {=This ~That}');

test('files are read and written elsewhere, several one after the other', async () => {
  warm();
  const [first, second] = await Promise.all([inThread(one), inThread(one)]);
  expect(first).toMatchObject({ format: 'gift', rows: [{ draft: { stem: 'Which?' } }] });
  expect(second).toEqual(first);
  const wanted = { items: [choiceItem('x')], format: 'gift', title: 'T', now: new Date() } as const;
  const bytes = await inThread({ kind: 'write', wanted });
  expect(new TextDecoder().decode(bytes as Uint8Array)).toContain('What about x?');
});

test('what takes too long is ended, and the next is read as if nothing had been', async () => {
  const many = Array.from({ length: 20_000 }, (_, i) => `Which is ${i}? {=This ~That}`);
  expect(await inThread(reading(many.join('\n\n')), 1)).toEqual({ stopped: 'too-long' });
  expect(await inThread(one)).toMatchObject({ rows: [{ draft: { stem: 'Which?' } }] });
});

test('a fault is told to whoever asked, and the thread lives on', async () => {
  const broken = { kind: 'write', wanted: { format: 'gift' } } as unknown as Work;
  await expect(inThread(broken)).rejects.toThrow(/undefined/);
  expect(await inThread(one)).toMatchObject({ format: 'gift' });
});

test('of very many at once the last are sent away', async () => {
  const all = await Promise.all(Array.from({ length: 30 }, () => inThread(one)));
  const busy = all.filter((done) => 'stopped' in done && done.stopped === 'busy');
  expect(busy).toHaveLength(10);
});

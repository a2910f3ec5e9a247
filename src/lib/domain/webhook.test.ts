import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { examples } from './event-examples';
import { events, eventTypes, heardTypes, placeOf, type EventType, type Fact } from './events';
import { NewWebhook, flawOfUrl, nextTry, pauses, rest, retryAfter, WebhookUrl } from './webhook';

const now = new Date('2027-03-01T12:00:00Z');

test('each type has an example that is of its schema, and a place in the API', () => {
  for (const type of eventTypes) {
    const example = examples[type] as Record<string, unknown> & { member?: { id: string } };
    expect(v.parse(v.strictObject(events[type].data.entries as v.ObjectEntries), example)).toEqual(
      example
    );
    const fact = { ...example, ...(example.member && { member: example.member.id }) };
    expect(placeOf(type, fact as Fact<EventType>)).toMatch(/^[a-z]+(\/[a-z]+)*\/[\w-]+/);
  }
  expect(heardTypes).not.toContain('ping');
});

test('it is tried ten times over three days, as Standard Webhooks says', () => {
  const all = pauses.map((_, attempts) => nextTry(attempts, 0, null)! / 1000);
  expect(all).toEqual([0, 5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400]);
  expect(nextTry(10, 0, null)).toBe(null);
});

test('never earlier than by the schedule or as asked, and never much later', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.option(fc.integer({ min: 0, max: 1e12 })),
      (attempts, chance, asked) => {
        const ms = nextTry(attempts, chance, asked)!;
        const least = Math.max(pauses[attempts]!, Math.min(asked ?? 0, 86_400_000));
        expect(ms).toBeGreaterThanOrEqual(least);
        expect(ms).toBeLessThanOrEqual(Math.max(least, pauses[attempts]! * 1.1) + 1);
      }
    )
  );
  expect([1, 2, 7, 2000].map(rest)).toEqual([5000, 10_000, 320_000, 600_000]);
});

test.each([
  ['120', 120_000],
  [' 5 ', 5000],
  ['Mon, 01 Mar 2027 12:01:00 GMT', 60_000],
  ['Mon, 01 Mar 2027 11:00:00 GMT', 0],
  ['soon', null],
  ['-5', null],
  ['1.5', null],
  [undefined, null]
])('Retry-After: %s', (header, ms) => {
  expect(retryAfter(header, now)).toBe(ms);
});

test.each([
  ['ftp://sis.example.org', 'Write a whole address'],
  ['sis.example.org/hook', 'Write a whole address'],
  ['https://', 'Write a whole address'],
  ['https:/sis.example.org', 'Write a whole address'],
  ['', 'Write a whole address'],
  ['http://sis.example.org', 'must begin with https'],
  ['https://name@sis.example.org', 'Take the name and password out'],
  ['https://name:secret@sis.example.org', 'Take the name and password out']
])('%s is refused with what to do', (url, words) => {
  expect(flawOfUrl(url)).toContain(words);
});

test('an address is taken as it is sent to, without what the receiver never sees', () => {
  expect(v.parse(WebhookUrl, ' https://SIS.example.org/a b?c=d#e ')).toBe(
    'https://sis.example.org/a%20b?c=d'
  );
  // However it is written, the address is what it means.
  expect(v.parse(WebhookUrl, 'https://2130706433/')).toBe('https://127.0.0.1/');
  expect(v.is(WebhookUrl, `https://sis.example.org/${'é'.repeat(200)}`)).toBe(false);
});

test('what is listened to is in one order, and something', () => {
  const id = '01954c3e-8a11-7c90-9d0a-5b1f2f6a7c10';
  const url = 'https://sis.example.org';
  const types = ['paper.issued', 'member.joined', 'paper.issued'];
  expect(v.parse(NewWebhook, { id, url, types }).types).toEqual(['member.joined', 'paper.issued']);
  expect(v.parse(NewWebhook, { id, url }).types).toBe(null);
  expect(v.is(NewWebhook, { id, url, types: [] })).toBe(false);
  expect(v.is(NewWebhook, { id, url, types: ['ping'] })).toBe(false);
});

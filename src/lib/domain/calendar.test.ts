import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byDay, folded, toICalendar, type CalendarEvent } from './calendar';

const event = (more: Partial<CalendarEvent> = {}): CalendarEvent => ({
  ...{ id: 'assignment-1', kind: 'assignment', day: 20_543, title: 'Read “Draping”' },
  ...{ address: '/today', done: null, changedAt: new Date('2026-03-10T12:00:00.500Z') },
  ...more
});
const now = new Date('2026-03-11T08:00:00Z');
const written = (...events: CalendarEvent[]) =>
  toICalendar('Massage, evenings', events, 'https://palpate.example', now);
/** As a program that reads it undoes the folding. */
const unfolded = (text: string) => text.replaceAll('\r\n ', '').split('\r\n');

test('an event is a whole day, with the same id wherever it moves', () => {
  const lines = unfolded(written(event()));
  expect(lines).toEqual(
    expect.arrayContaining([
      'X-WR-CALNAME:Massage\\, evenings',
      'UID:assignment-1@palpate.example',
      'DTSTAMP:20260311T080000Z',
      'LAST-MODIFIED:20260310T120000Z',
      'DTSTART;VALUE=DATE:20260331',
      'DTEND;VALUE=DATE:20260401',
      'SUMMARY:Read “Draping”',
      'URL:https://palpate.example/today'
    ])
  );
  expect([lines[0], lines.at(-2), lines.at(-1)]).toEqual(['BEGIN:VCALENDAR', 'END:VCALENDAR', '']);
  expect(unfolded(written(event({ done: true })))).toContain('SUMMARY:✓ Read “Draping”');
});

test('whatever a title holds, it is one line that reads back as it was, folded within 75 octets', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (title) => {
      const text = written(event({ title }));
      for (const line of text.split('\r\n'))
        expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
      const summaries = unfolded(text).filter((line) => line.startsWith('SUMMARY:'));
      expect(summaries).toHaveLength(1);
      const read = summaries[0]!
        .slice('SUMMARY:'.length)
        .replace(/\\([\\;,n])/g, (_, sign) => (sign === 'n' ? '\n' : sign));
      const plain = title.replace(/\r\n?/g, '\n').replace(/(?!\n)\p{Cc}/gu, ' ');
      expect(read).toBe(plain);
      expect(unfolded(text)).toHaveLength(unfolded(written(event())).length);
    })
  );
});

test('a line of exactly 75 octets stays whole, and no character is cut', () => {
  expect(folded('x'.repeat(75))).toBe('x'.repeat(75));
  expect(folded('x'.repeat(76))).toBe(`${'x'.repeat(75)}\r\n x`);
  expect(folded(`${'x'.repeat(73)}💆`)).toBe(`${'x'.repeat(73)}\r\n 💆`);
});

test('events come by day, then by title', () => {
  const events = [
    event({ id: 'b', day: 2 }),
    event({ id: 'c', day: 1, title: 'B' }),
    event({ id: 'a', day: 1, title: 'A' })
  ];
  expect(byDay(events).map(({ id }) => id)).toEqual(['a', 'c', 'b']);
});

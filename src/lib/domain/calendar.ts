/** What falls on which day: for a page, and as iCalendar for other programs. */
import { dateOf } from './day';

export const eventKinds = ['assignment', 'exam', 'opens', 'closes'] as const;
export type EventKind = (typeof eventKinds)[number];

export interface CalendarEvent {
  /** The same as long as it is the same thing, whichever day it is moved to. */
  id: string;
  kind: EventKind;
  /** A study day. */
  day: number;
  title: string;
  /** Path of the page where it is done or seen. */
  address: string;
  /** Whether it is done; null where that is not asked. */
  done: boolean | null;
  /** Changed when it is another day or title: programs ask for what is newer. */
  changedAt: Date;
}

/** @returns the events by day, in order */
export const byDay = (events: readonly CalendarEvent[]): CalendarEvent[] =>
  events.toSorted((a, b) => a.day - b.day || (a.title < b.title ? -1 : a.title > b.title ? 1 : 0));

/** Commas, semicolons, backslashes and line breaks of a text (RFC 5545, 3.3.11). */
const escaped = (text: string) =>
  text
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\r\n?|\n/g, '\\n')
    .replace(/[\p{Cc}]/gu, ' ');

/** The longest line, in octets, its break left out (RFC 5545, 3.1). */
const longest = 75;

/** A line broken after at most 75 octets, never within a character; the next begins with a space. */
export function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let size = 0;
  for (const sign of line) {
    const octets = new TextEncoder().encode(sign).length;
    if (size + octets > longest) {
      parts.push(part);
      part = ' ';
      size = 1;
    }
    part += sign;
    size += octets;
  }
  return [...parts, part].join('\r\n');
}

const stamp = (at: Date) => at.toISOString().replace(/[-:]|\.\d{3}/g, '');
const dayStamp = (day: number) => dateOf(day).replaceAll('-', '');

/**
 * @param origin of the site: ids are unique to it, links lead there
 * @returns a calendar of whole days (RFC 5545): each date is that of the reader's own zone, as due
 *   days are
 */
export function toICalendar(
  name: string,
  events: readonly CalendarEvent[],
  origin: string,
  now: Date
): string {
  const { hostname } = new URL(origin);
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Palpate//Palpate//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
    'X-PUBLISHED-TTL:PT6H',
    ...events.flatMap(({ id, day, title, address, done, changedAt }) => [
      'BEGIN:VEVENT',
      `UID:${id}@${hostname}`,
      `DTSTAMP:${stamp(now)}`,
      `LAST-MODIFIED:${stamp(changedAt)}`,
      `DTSTART;VALUE=DATE:${dayStamp(day)}`,
      `DTEND;VALUE=DATE:${dayStamp(day + 1)}`,
      `SUMMARY:${escaped(done ? `✓ ${title}` : title)}`,
      `URL:${origin}${address}`,
      'TRANSP:TRANSPARENT',
      'END:VEVENT'
    ]),
    'END:VCALENDAR'
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}

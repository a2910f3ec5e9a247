/** Calendars as the API and pages tell of them. */
import { link } from './mail';
import type { CalendarEvent } from '../domain/calendar';
import { dateOf } from '../domain/day';

export const eventRecord = ({ day, changedAt: _, ...event }: CalendarEvent) => ({
  ...event,
  date: dateOf(day)
});

/** Where programs read the calendar of a token. */
export const feedAddress = (token: string): string => link(`/calendar/${token}.ics`);

import { timestamp } from 'drizzle-orm/pg-core';

/** A point in time, with milliseconds and zone; a `Date` on our side. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

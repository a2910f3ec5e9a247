/** The dates that papers bear. */
import type { Db } from './db/connect';

/**
 * For queries from `papers`: the date of a moment by the clocks of the paper’s school, as they were
 * when it was issued; a paper says the same for ever.
 */
export const dated = ({ $client: sql }: Pick<Db, '$client'>, moment: 'issued_at' | 'at') => sql`
  to_char(${sql(moment)} at time zone coalesce(content ->> 'zone', 'UTC'), 'YYYY-MM-DD')`;

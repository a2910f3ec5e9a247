/** Whether the holder of a paper lets their name be read by whoever checks it. */
import type { Db } from './db/connect';

/** For queries from `papers`: what the holder has said last; null where that is nothing. */
export const showsName = ({ $client: sql }: Pick<Db, '$client'>) => sql`
  (select shows_name from paper_consents where paper_consents.school_id = papers.school_id
    and paper_id = papers.id order by at desc, paper_consents.id desc limit 1)`;

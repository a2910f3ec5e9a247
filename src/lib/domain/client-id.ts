/** Ids that clients make for what they ask to have made: sent again, its answer lost, it is made once. */
import * as v from 'valibot';

const complaint = 'Make the id a UUID';

/** The UUIDs of RFC 9562. */
export const ClientId = v.pipe(
  v.string(complaint),
  v.uuid(complaint),
  v.regex(/^.{14}[1-8].{4}[89ab]/i, complaint),
  v.toLowerCase()
);

/** Something that is done once, however often it is sent. */
export const Once = v.object({ id: ClientId });

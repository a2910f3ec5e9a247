/** Signs of somebody, as a page sends them. Apart from what pages reckon with: they need no schema. */
import * as v from 'valibot';
import { pageKinds, signalKinds } from './engagement';
import { exists } from './moment';

/** A batch that lasts longer is none: it is sent every other minute, and kept while offline. */
const longest = 12 * 3_600_000;

const moment = v.pipe(
  v.string(),
  v.isoTimestamp('Give an ISO 8601 time with zone'),
  v.check(exists, 'Give a date that exists'),
  v.transform((text) => Date.parse(text))
);
const uuid = v.pipe(v.string(), v.uuid('Make it a UUID'), v.toLowerCase());

/** What a page sends: the signs since the last time, beginning with the one that ended it. */
export const EngagementBatch = v.pipe(
  v.object({
    /** Made by the client: sent twice, it counts once. */
    id: uuid,
    /** Of the tab that sends. */
    device: uuid,
    page: v.object({
      kind: v.picklist(pageKinds, `Choose a page: ${pageKinds.join(', ')}`),
      lesson: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(200))), null)
    }),
    signals: v.pipe(
      v.array(
        v.object({ at: moment, kind: v.picklist(signalKinds, `Choose: ${signalKinds.join(', ')}`) })
      ),
      v.minLength(1, 'Send at least one signal'),
      v.maxLength(5000, 'Send at most 5,000 signals at once')
    )
  }),
  v.check(({ signals }) => {
    const times = signals.map(({ at }) => at);
    return Math.max(...times) - Math.min(...times) <= longest;
  }, 'One batch spans 12 hours at most: part it')
);
export type EngagementBatch = v.InferOutput<typeof EngagementBatch>;

/** What is sent at once; each batch is parsed by itself, so that one bad one harms no other. */
export const Engagements = v.object({
  /** By the client's clock: tells how far it is from ours. */
  sentAt: moment,
  batches: v.pipe(
    v.array(v.unknown(), 'Send batches as a list'),
    v.minLength(1, 'Send at least one batch'),
    v.maxLength(100, 'Send at most 100 batches at once')
  )
});

/** What a school tells its students, by mail and in the app. */
import * as v from 'valibot';
import { storable } from './items/item';

/**
 * How a letter fared. `refused`: the address takes no mail, so none is sent there for a while;
 * `failed`: not sent for that reason, or given up after many tries. The student reads it in the app
 * in any case.
 */
export const deliveryStates = ['waiting', 'sent', 'refused', 'failed'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

const uuid = v.pipe(v.string('Make the id a UUID'), v.uuid('Make the id a UUID'));

export const Subject = v.pipe(
  v.string('Give it a subject'),
  v.transform((text) => text.normalize('NFC').trim().replace(/\s+/g, ' ')),
  v.nonEmpty('Give it a subject'),
  v.maxLength(120, 'Shorten the subject to at most 120 characters'),
  storable,
  v.regex(/^\P{Cc}*$/u, 'Take the control characters out of the subject')
);

export const Text = v.pipe(
  v.string('Write what you want to say'),
  v.transform((text) => text.normalize('NFC').replaceAll(/\r\n?/g, '\n').trim()),
  v.nonEmpty('Write what you want to say'),
  v.maxLength(5000, 'Shorten the text to at most 5,000 characters'),
  storable
);

/** To whom: a cohort by id; left empty all students of the school. */
const Cohort = v.pipe(
  v.nullish(v.string(), ''),
  v.transform((text) => text || null),
  v.nullable(uuid)
);

export const NewAnnouncement = v.object({
  /** Made by the client: sent again, it is sent once. */
  id: uuid,
  cohort: Cohort,
  subject: Subject,
  text: Text
});
export type NewAnnouncement = v.InferOutput<typeof NewAnnouncement>;

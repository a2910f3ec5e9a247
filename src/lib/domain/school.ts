/** A school: its name, and the addresses that none may have. */
import * as v from 'valibot';
import { ClientId } from './client-id';

export const SchoolName = v.pipe(
  v.string('Give the school a name'),
  v.transform((text) => text.normalize('NFC').trim().replace(/\s+/g, ' ')),
  v.minLength(2, 'Give the school its name, of at least 2 characters'),
  v.maxLength(100, 'Shorten the name to at most 100 characters'),
  v.regex(/^\P{Cc}+$/u, 'Leave control characters out of the name')
);

export const NewSchool = v.object({
  /** Made by the client: sent again, it is founded once. */
  id: ClientId,
  name: SchoolName
});
export type NewSchool = v.InferOutput<typeof NewSchool>;

export const NamedSchool = v.object({ name: SchoolName });

/** Names of pages beside those of schools, which no school may take. */
export const reservedSlugs = ['new', 'join', 'demo-school', 'demo-school-unfinished'];

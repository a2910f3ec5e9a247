/** Asking somebody by letter to join a school. */
import * as v from 'valibot';
import { Email } from './account';
import { roles } from './actor';

/** How long the link in the letter works. */
export const invitationDays = 14;
/** So many addresses at once; a larger class comes by a roster file or by a code. */
export const mostInvited = 50;

/** The school's own number of a person: whatever its other systems use. */
export const MemberNumber = v.pipe(
  v.string('Write the number as text'),
  v.transform((text) => text.normalize('NFC').trim()),
  v.maxLength(60, 'Shorten the number to at most 60 characters'),
  v.regex(/^\P{Cc}*$/u, 'Leave control characters out of the number'),
  v.transform((text) => text || null)
);

export const InvitedRole = v.picklist(roles, 'Choose student, instructor or admin');

/** A cohort as a form gives it: its id, or nothing. */
export const ChosenCohort = v.pipe(
  v.nullish(v.string('Choose a cohort of the school'), ''),
  v.transform((text) => text || null),
  v.nullable(v.pipe(v.string(), v.uuid('Choose a cohort of the school')))
);

const addresses = `Enter e-mail addresses, each on a line of its own, at most ${mostInvited}`;

/** As a form sends it: addresses parted by lines, commas or semicolons; as the API does: a list. */
export const NewInvitations = v.object({
  emails: v.pipe(
    v.union([v.string(), v.array(v.string())], addresses),
    v.transform((given) => (Array.isArray(given) ? given : given.split(/[\s,;]+/))),
    v.transform((given) => [...new Set(given.map((one) => one.trim()).filter(Boolean))]),
    v.minLength(1, 'Enter the e-mail address of whom you invite'),
    v.maxLength(mostInvited, addresses),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return;
      const wrong = dataset.value.filter((one) => !v.safeParse(Email, one).success);
      if (wrong.length > 0)
        addIssue({ message: `Mend what is no e-mail address: ${wrong.slice(0, 3).join(', ')}` });
    }),
    v.transform((given) => given.map((one) => v.parse(Email, one))),
    v.transform((given) => [...new Set(given)])
  ),
  role: InvitedRole,
  cohort: ChosenCohort
});
export type NewInvitations = v.InferOutput<typeof NewInvitations>;

/** What a roster tells of somebody who is to be invited. */
export interface Invited {
  email: string;
  name: string | null;
  number: string | null;
  role: v.InferOutput<typeof InvitedRole>;
  cohort: string | null;
}

/** What an account is made of, and what may stand in each field. */
import * as v from 'valibot';
import { weakness } from './password';

/** A signed-in person's own account, as pages may show it. */
export interface Account {
  id: string;
  name: string;
  email: string;
  /** IANA name; decides where a study day begins. */
  timeZone: string;
}

/** One spelling for each address: the form in which it is stored and looked up. */
export const normaliseEmail = (text: string) => text.normalize('NFC').trim().toLowerCase();

/** Whether the runtime knows an IANA zone of this name; offsets like `+02:00` are none. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Every zone to choose from, for a list. */
export const timeZones = () => ['UTC', ...Intl.supportedValuesOf('timeZone')];

const badEmail = 'Enter one e-mail address, like anna@example.com';

/** Letters of any script, but nothing that a mail header would read as a second recipient. */
const emailShape =
  /^[\p{L}\p{M}\p{N}.!#$%&'*+/=?^_`{|}~-]+@[\p{L}\p{M}\p{N}-]+(\.[\p{L}\p{M}\p{N}-]+)+$/u;

export const Email = v.pipe(
  v.string(badEmail),
  v.transform(normaliseEmail),
  v.maxLength(254, 'Enter an e-mail address of at most 254 characters'),
  v.regex(emailShape, badEmail)
);

export const Name = v.pipe(
  v.string('Enter your name'),
  v.transform((text) => text.normalize('NFC').trim()),
  v.nonEmpty('Enter your name'),
  v.maxLength(100, 'Shorten the name to at most 100 characters'),
  v.regex(/^\P{Cc}+$/u, 'Leave line breaks and control characters out of the name')
);

export const TimeZone = v.pipe(
  v.string('Choose your time zone'),
  v.check(isTimeZone, 'Choose a time zone by its IANA name, like America/New_York')
);

/** The form of a new password; `weakness` judges the rest, knowing whose it is. */
export const Password = v.pipe(
  v.string('Choose a password of 10 to 200 characters'),
  v.check((text) => [...text].length >= 10, 'Choose a longer password: at least 10 characters'),
  v.check((text) => [...text].length <= 200, 'Shorten the password to at most 200 characters')
);

/** A password to compare with the one that is stored: any that anyone could have. */
export const GivenPassword = v.pipe(
  v.string('Enter your password'),
  v.nonEmpty('Enter your password'),
  v.maxLength(1000, 'Enter your password')
);

export const SignUp = v.pipe(
  v.object({ name: Name, email: Email, password: Password, timeZone: TimeZone }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const message = weakness(dataset.value.password, dataset.value);
    if (!message) return;
    addIssue({
      message,
      path: [
        {
          type: 'object',
          origin: 'value',
          input: dataset.value,
          key: 'password',
          value: dataset.value.password
        }
      ]
    });
  })
);
export type SignUp = v.InferOutput<typeof SignUp>;

/** Looser than `SignUp`: what does not fit is simply not an account. */
export const LogIn = v.object({
  email: v.pipe(
    v.string('Enter your e-mail address'),
    v.transform(normaliseEmail),
    v.nonEmpty('Enter your e-mail address'),
    v.maxLength(254, badEmail),
    v.regex(/^\P{Cc}*$/u, badEmail)
  ),
  password: GivenPassword
});
export type LogIn = v.InferOutput<typeof LogIn>;

export const Profile = v.object({ name: Name, timeZone: TimeZone });
export const ProfileChange = v.partial(Profile);
export type ProfileChange = v.InferOutput<typeof ProfileChange>;

export const PasswordChange = v.object({ currentPassword: GivenPassword, newPassword: Password });
export const EmailChange = v.object({ email: Email, password: GivenPassword });
export const Forgotten = v.object({ email: Email });
export const NewPassword = v.object({ password: Password });
export const Removal = v.object({ password: GivenPassword });

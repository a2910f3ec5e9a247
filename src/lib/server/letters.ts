/** The letters we send: what each says, and to whom. Links stand alone, so that no line breaks them. */
import { link, type Message } from './mail';
import type { Role } from '../domain/actor';
import { paragraphsOf } from '../domain/paragraphs';
import { invitationDays } from '../domain/invitation';

/** @returns a message with our greeting and name around its paragraphs */
export const letter = (to: string, subject: string, ...paragraphs: string[]): Message => ({
  to,
  subject,
  text: ['Hello,', ...paragraphs, 'Palpate'].map((paragraph) => `${wrap(paragraph)}\n`).join('\n')
});

/** Short lines are sent as they are: a file in the outbox is then read without a mail program. */
const wrap = (text: string) => text.replace(/(.{1,72})(?: |$)/g, '$1\n').trimEnd();

export const welcome = (to: string) =>
  letter(
    to,
    'Welcome to Palpate',
    'An account was made with this e-mail address. Your lessons are here:',
    link('/today'),
    'If it was not you, take the account over by choosing a new password, then delete it in its settings:',
    link('/forgot')
  );

export const alreadyHere = (to: string) =>
  letter(
    to,
    'You already have an account',
    'Somebody tried to sign up with this e-mail address, which has an account already. If it was you, log in:',
    link('/login'),
    'or choose a new password:',
    link('/forgot'),
    'If it was not you, there is nothing to do: your account is as it was.'
  );

export const resetPassword = (to: string, token: string) =>
  letter(
    to,
    'Choose a new password',
    'To choose a new password, open this page within an hour. It works once.',
    link(`/reset/${token}`),
    'If you did not ask for this, there is nothing to do: your password is as it was.'
  );

export const passwordChanged = (to: string) =>
  letter(
    to,
    'Your password was changed',
    'The password of your account was changed, and other devices were signed out.',
    'If it was not you, choose a new one now:',
    link('/forgot')
  );

export const confirmEmail = (to: string, token: string) =>
  letter(
    to,
    'Confirm your new e-mail address',
    'To use this address for your account from now on, open this page within a day:',
    link(`/confirm/${token}`),
    'If you did not ask for this, there is nothing to do.'
  );

export const emailTaken = (to: string) =>
  letter(
    to,
    'You already have an account',
    'Somebody asked to move an account to this e-mail address, which has an account of its own. If it was you, log in to that one:',
    link('/login'),
    'If it was not you, there is nothing to do.'
  );

export const emailChangeAsked = (to: string, next: string) =>
  letter(
    to,
    'A change of your e-mail address',
    `Somebody who knows your password asked to move your account from this address to ${next}. It happens once the link sent there is opened.`,
    'If it was not you, choose a new password now, which also stops the move:',
    link('/forgot')
  );

export const reportAnswered = (to: string, question: string, isMended: boolean, reply: string) =>
  letter(
    to,
    'Your report about a question was answered',
    `You reported this question: “${question}”`,
    isMended
      ? 'It was mended. Your instructor writes:'
      : 'It stays as it is. Your instructor writes:',
    reply,
    'All your reports are here:',
    link('/reports')
  );

/** @param by who invites; null where the account is gone */
export const invitation = (
  to: string,
  { school, role, by, token }: { school: string; role: Role; by: string | null; token: string }
) =>
  letter(
    to,
    `${school} invites you to Palpate`,
    `${by ? `${by} of ${school}` : school} invites you to join the school as ${role === 'student' ? 'a student' : role === 'admin' ? 'an admin' : 'an instructor'} on Palpate, where it studies. To see the invitation and accept it, open this page within ${invitationDays} days:`,
    link(`/invitations/${token}`),
    'You need an account, which you can make there. Once you are in, staff of the school see what you study.',
    'If you do not know the school, there is nothing to do: no account was made.'
  );

/**
 * @param name of this letter, by which a mailbox knows it again if it comes twice
 */
export const amendmentAnswered = (
  to: string,
  {
    school,
    slug,
    request,
    refused
  }: Record<'school' | 'slug' | 'request', string> & {
    refused: boolean;
  },
  name: string
): Message => {
  const page = link(`/schools/${slug}/record/requests/${request}`);
  const next = refused
    ? ['You may ask the school for a hearing, and add a statement that stays with your record.']
    : [];
  return {
    ...letter(
      to,
      `${school} answered your request`,
      'You asked your school to amend something in your record. It has answered:',
      page,
      ...next
    ),
    headers: {
      'Message-ID': `<${name}@${new URL(page).hostname}>`,
      'Auto-Submitted': 'auto-generated'
    }
  };
};

/** What a school tells a student: its own words, and who says them. */
export interface Announced {
  school: string;
  /** Null where the account is gone. */
  by: string | null;
  subject: string;
  text: string;
}

/** @param name of this letter, by which a mailbox knows it again if it comes twice */
export const announcement = (
  to: string,
  { school, by, subject, text }: Announced,
  name: string
): Message => {
  const kept = link('/announcements');
  const lines = (paragraph: string) => paragraph.split('\n').map(wrap).join('\n');
  const paragraphs = [
    ...paragraphsOf(text),
    by ? `${by}, ${school}` : school,
    `You get this letter because you study at ${school}. It is a message of your school about your studies, which is why there is no link to unsubscribe. Answers to it are read by nobody: ask your school. You find it in Palpate too:`,
    kept
  ];
  return {
    to,
    subject: `${school}: ${subject}`,
    text: paragraphs.map((paragraph) => `${lines(paragraph)}\n`).join('\n'),
    headers: {
      'Message-ID': `<${name}@${new URL(kept).hostname}>`,
      'Auto-Submitted': 'auto-generated'
    }
  };
};

/** A webhook that is off, as an admin of its school is told of it. */
export interface WebhookOff {
  to: string;
  school: string;
  slug: string;
  id: string;
  url: string;
  reason: string;
}

export const webhookOff = ({ to, school, slug, id, url, reason }: WebhookOff) =>
  letter(
    to,
    `${school}: a webhook was turned off`,
    `Palpate tells another system what happens at ${school}. This address is told no more:`,
    url,
    `${reason}.`,
    'To see what it answered, and to turn it on again:',
    link(`/schools/${slug}/webhooks/${id}`),
    'What happens meanwhile is kept for 90 days: the system can read it over the API.'
  );

/** The letter that says what is due today, as short as it can be. */
import { letter } from './letters';
import { link, type Message } from './mail';
import { deedOf, type AssignmentKind } from '../domain/assignment';

/** Something that was assigned, as a reminder names it. */
export interface DueSoon {
  kind: AssignmentKind;
  title: string;
  school: string;
  /** 0 is today. */
  daysLeft: number;
}

const dueOf = ({ school, daysLeft, ...assigned }: DueSoon) =>
  `${deedOf(assigned)} (${school}), due ${daysLeft === 0 ? 'today' : 'tomorrow'}.`;

/**
 * @param minutes what is left to review today takes; null where nothing is
 * @param assigned what is due soon; one of the two at least is there
 * @param token of the link that ends these letters
 * @param name of this letter, by which a mailbox knows it again if it comes twice
 */
export const reminder = (
  to: string,
  minutes: number | null,
  assigned: readonly DueSoon[],
  token: string,
  name: string
): Message => {
  const unsubscribe = link(`/unsubscribe/${token}`);
  const time = minutes === 1 ? 'a minute' : `${minutes} minutes`;
  const review =
    minutes === null
      ? []
      : [
          `Some of what you have learned is about to fade. Your review for today takes about ${time}:`
        ];
  const tasks = assigned.length === 0 ? [] : ['Your school has asked for:', ...assigned.map(dueOf)];
  const later =
    minutes === null
      ? []
      : [
          'If today is not the day for it, nothing is lost: what is left is spread over the days to come.'
        ];
  return {
    ...letter(
      to,
      minutes === null ? dueSubject(assigned) : `Your review for today: about ${time}`,
      ...(tasks.length === 0 ? review : [...tasks, ...review]),
      link('/today'),
      ...later,
      'You asked to be reminded at this hour when something is due. To choose another hour, or a pause:',
      link('/plan'),
      'To get no more of these letters, without logging in:',
      unsubscribe
    ),
    headers: {
      'Message-ID': `<${name}@${new URL(unsubscribe).hostname}>`,
      'Auto-Submitted': 'auto-generated',
      // One click in the mail program, by RFC 8058.
      'List-Unsubscribe': `<${unsubscribe}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click'
    }
  };
};

/** The first says most; how many there are, the letter does. */
const dueSubject = ([first]: readonly DueSoon[]) =>
  `Due ${first!.daysLeft === 0 ? 'today' : 'tomorrow'}: ${deedOf(first!)}`;

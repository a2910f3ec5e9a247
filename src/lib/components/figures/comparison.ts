/** What is compared between spa and clinical work, and how each row may be taken. */
export const kinds = {
  habit: { tag: 'differs by habit', short: 'by habit', sign: 'M1 7q2.5-6 5 0t5 0t5 0' },
  aim: { tag: 'differs by aim', short: 'by aim', sign: 'M8.5 11V7L2.5 2M8.5 7l6-5' },
  duty: { tag: 'same duty in both', short: 'same duty', sign: 'M2 4h13M2 8h13' }
} as const;
export type Kind = keyof typeof kinds;

export interface Row {
  what: string;
  kind: Kind;
  spa: string;
  /** None where one sentence holds for both. */
  clinical?: string;
}

/** In the order of a session: before it, at the door, on the table, after it. */
export const rows: Row[] = [
  {
    what: 'Setting',
    kind: 'habit',
    spa: 'Often a spa, salon or club',
    clinical: 'Often a clinic or hospital'
  },
  {
    what: 'Who sends the person',
    kind: 'habit',
    spa: 'Usually no one; they book or get a gift',
    clinical: 'Sometimes a physician or other provider'
  },
  {
    what: 'Light and sound',
    kind: 'habit',
    spa: 'Often dim, with music',
    clinical: 'Set up for the task'
  },
  {
    what: 'Health history',
    kind: 'duty',
    spa: 'Taken and updated',
    clinical: 'The same, plus detail about the problem'
  },
  {
    what: 'Aim',
    kind: 'aim',
    spa: 'Rest, less stress, well-being',
    clinical: 'A named change in a health problem or in function'
  },
  {
    what: 'Who sets the aim',
    kind: 'aim',
    spa: 'The client, by asking',
    clinical: 'Client and therapist, perhaps with other professionals'
  },
  { what: 'Consent', kind: 'duty', spa: 'Informed, and asked for again as the session changes' },
  { what: 'Draping', kind: 'duty', spa: 'Secure, agreed beforehand' },
  {
    what: 'Length',
    kind: 'habit',
    spa: 'Often booked longer',
    clinical: 'Often booked shorter; no proof that short is better'
  },
  {
    what: 'Techniques',
    kind: 'habit',
    spa: 'Often a full-body routine',
    clinical: 'Often one area; many of the same strokes'
  },
  { what: 'Pressure', kind: 'duty', spa: 'Agreed with this person, and checked along the way' },
  {
    what: 'Range of motion',
    kind: 'habit',
    spa: 'Seldom measured',
    clinical: 'May be measured before and after'
  },
  {
    what: 'Sign of success',
    kind: 'aim',
    spa: 'The client is satisfied',
    clinical: 'A result that can be measured'
  },
  {
    what: 'Notes',
    kind: 'duty',
    spa: 'Health history, consent, changes',
    clinical: 'The same, plus symptoms, findings and plan'
  },
  { what: 'Privacy', kind: 'duty', spa: 'What you learn stays confidential' },
  {
    what: 'Who pays',
    kind: 'habit',
    spa: 'The client, or whoever gave the gift',
    clinical: 'Often the client; sometimes an insurer'
  },
  {
    what: 'Tips',
    kind: 'habit',
    spa: 'Common; follow house policy',
    clinical: 'Uncommon; follow house policy'
  },
  {
    what: 'When it ends',
    kind: 'aim',
    spa: 'Needs are met, or they change',
    clinical: 'The course is complete, or no further gain is expected'
  }
];

export type Shown = Kind | 'all';
export type Order = 'session' | 'kind';

/** @returns the rows of a kind, or all, in the order of a session or kind by kind */
export function arranged(shown: Shown, order: Order): Row[] {
  const kept = rows.filter(({ kind }) => shown === 'all' || kind === shown);
  if (order === 'session') return kept;
  return Object.keys(kinds).flatMap((kind) => kept.filter((row) => row.kind === kind));
}

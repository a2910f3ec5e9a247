/** The course of a plan, and the three ways on from its review. */
export interface Step {
  name: string;
  what: string;
  /** In a square of 24; the visits are ticks along the line instead. */
  sign?: string;
}

export const steps: Step[] = [
  { name: 'Intake', what: 'and a first measure', sign: 'M12 4a8 8 0 1 1 0 16a8 8 0 1 1 0-16Z' },
  {
    name: 'Goal',
    what: 'agreed, with a number and a date',
    sign: 'M12 2.5a9.5 9.5 0 1 1 0 19a9.5 9.5 0 1 1 0-19ZM12 8.5a3.5 3.5 0 1 1 0 7a3.5 3.5 0 1 1 0-7Z'
  },
  { name: 'Visits', what: 'as many as were agreed, each with its note' },
  {
    name: 'Review',
    what: 'on its date, by the same measure',
    sign: 'M12 1.5 22.5 12 12 22.5 1.5 12Z'
  }
];

/** Where the visits stand along their part of the line, in a hundred. */
export const visits = [8, 25, 42, 59, 76, 93];

export const ways = [
  { found: 'Goal met', then: 'discharge', sign: 'M4 13l5.5 5.5L20 6' },
  {
    found: 'Still gaining',
    then: 'go on, and set the next review',
    sign: 'M3 18l6-5 4 2.5L20 7M14.5 6.5H20.5V12.5'
  },
  {
    found: 'No gain',
    then: 'change the plan, or refer',
    sign: 'M3 12H10C14 12 14 5.5 20 5.5M10 12C14 12 14 18.5 20 18.5'
  }
];

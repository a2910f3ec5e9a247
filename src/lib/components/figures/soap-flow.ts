/** A note of one visit, and what its plan makes the next visit ask. */
export const parts = [
  {
    letter: 'S',
    name: 'Subjective',
    holds: 'what the client tells you',
    like: 'Pain 6 of 10, looking over the right shoulder'
  },
  {
    letter: 'O',
    name: 'Objective',
    holds: 'what you see, feel and measure',
    like: 'Neck turns right 50°'
  },
  {
    letter: 'A',
    name: 'Assessment',
    holds: 'the response, and how near the goal',
    like: 'Afterward 58°, pain 4; the goal is 70°'
  },
  {
    letter: 'P',
    name: 'Plan',
    holds: 'what comes next',
    like: 'In a week: ask the pain, measure the turn'
  }
];

export const again = [
  { letter: 'S', name: 'Subjective', like: 'The pain now?' },
  { letter: 'O', name: 'Objective', like: 'The turn now?' }
];

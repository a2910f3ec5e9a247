/** What the HTTP API tells of a learner's progress; a part of its description. */
import { operation, replies } from './api-operations';
import {
  boolean,
  date,
  integer,
  list,
  moment,
  number,
  object,
  orNull,
  ref,
  text,
  type Json
} from './api-schemas';

const known = { items: integer, answered: integer, recall: orNull(number) };
const share = object({ share: number, low: number, high: number });
const compared = object(
  { n: integer, said: number, right: share, recall: number, known: share },
  {
    description:
      '`said`, the mean chance of a right answer with lucky guesses, is to be held against ' +
      '`right`; `recall` against `known`, which leaves out what was said to be a guess. ' +
      '`low` and `high` bound the true share, 19 times of 20.'
  }
);
export const progressPaths: Record<string, Json> = {
  '/progress': {
    get: operation('What was done, what is known now, what is coming', {
      200: replies(
        'Progress. Recall is the mean over the answered items; null where there are none',
        object({
          all: object(known),
          lessons: list(
            object({
              lesson: text,
              title: text,
              completedAt: orNull(moment),
              ...known,
              objectives: list(object({ id: text, text, ...known }))
            })
          ),
          areas: list(
            object(
              { area: text, title: text, weight: integer, ...known },
              { description: 'Of the outline; one without items is not covered yet.' }
            )
          ),
          calendar: object({
            from: date,
            to: date,
            days: list(object({ date, answers: integer, correct: integer }))
          }),
          streak: object({
            current: integer,
            best: integer,
            isToday: boolean,
            hasGrace: boolean
          }),
          ahead: object(
            {
              days: list(object({ date, due: number, repeats: number, minutes: number })),
              secondsEach: number,
              target: number,
              dailyMinutes: integer,
              later: number
            },
            {
              description:
                'Expected reviews of 30 days, spread so that no day takes more than `dailyMinutes`; ' +
                '`later` counts the minutes that they do not hold.'
            }
          ),
          told: object({
            answers: integer,
            missing: integer,
            calibration: orNull(object({ all: compared, bins: list(compared) }))
          }),
          exam: orNull(ref('Exam'))
        })
      )
    })
  }
};

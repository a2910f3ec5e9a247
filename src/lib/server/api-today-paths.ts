/** What can be asked of the HTTP API about a learner's day. */
import { operation, parameter, replies } from './api-operations';
import {
  boolean,
  date,
  integer,
  list,
  number,
  object,
  orNull,
  ref,
  text,
  type Json
} from './api-schemas';
import { examPhases } from '../domain/exam-date';
import { reasons } from '../domain/queue';

const lesson = object({ id: text, title: text });
const projection = { n: integer, without: number, withToday: number };

export const todaySchemas: Record<string, Json> = {
  Exam: object(
    {
      date,
      daysLeft: integer,
      phase: { type: 'string', enum: examPhases },
      cohort: orNull(text),
      recall: orNull(object(projection)),
      areas: list(object({ area: text, title: text, ...projection }))
    },
    {
      description:
        'The mean recall, 0 to 1, that is expected on the day of the exam over the `n` questions ' +
        'answered so far: `without` further work, and `withToday`, once today’s share is done. ' +
        '`cohort` names whose exam it is, where the learner has set no day.'
    }
  ),
  Today: object(
    {
      due: integer,
      new: integer,
      minutes: integer,
      nextDue: orNull(date),
      done: integer,
      more: boolean,
      afterBreak: boolean,
      pausedUntil: orNull(date),
      waiting: orNull({
        anyOf: [
          object({ why: { type: 'string', enum: ['exam', 'load', 'day'] } }),
          object({ why: { const: 'prerequisite' }, lesson, prerequisite: lesson, recall: number })
        ]
      }),
      exam: orNull(ref('Exam')),
      queue: list({
        allOf: [
          ref('Prompt'),
          object({
            version: integer,
            reason: { type: 'string', enum: reasons },
            lesson,
            signed: orNull(ref('SignedOff'))
          })
        ]
      })
    },
    {
      description:
        'Today’s share: what the minutes of the learner’s plan hold, less what is `done` (in ' +
        'minutes). `due` and `new` count the rest of it, which takes about `minutes`. `more` is due ' +
        'beyond it, `afterBreak` if because of a break. `waiting` says why new questions wait: ' +
        'for the exam, because the week is full (`load`), for another day, or until a ' +
        '`prerequisite` is known at a mean `recall` of .8. Reasons: `due`, `missed` today, `new` ' +
        'from a finished `lesson`, `warm-up` for easy ones first, `early` to level the days ahead, ' +
        '`exam` for what gains most by it, `last-look` in the week before it; `assigned` for what an ' +
        'assignment asks.'
    }
  )
};

export const todayPaths: Record<string, Json> = {
  '/today': {
    get: operation(
      'What to study now, and why',
      { 200: replies('Today’s share, and the queue of it up to `limit`', ref('Today')) },
      {
        parameters: [
          parameter('limit', 'Entries of the queue at most', 'query', {
            type: 'integer',
            minimum: 0,
            maximum: 200,
            default: 20
          }),
          parameter('more', 'Given, it asks for more than the day’s share', 'query')
        ]
      }
    )
  }
};

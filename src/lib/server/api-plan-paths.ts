/** The operations of the HTTP API about how a learner wants to study. */
import { body, operation, replies } from './api-operations';
import { date, input, integer, object, orNull, ref, text, type Json } from './api-schemas';
import { defaultPlan } from '../domain/plan';
import { planInput } from '../domain/plan-input';

// The description depends on no day.
const plan = input(planInput(0, defaultPlan));

export const planPaths: Record<string, Json> = {
  '/plan': {
    get: operation(
      'How you study: exam date, recall to keep, time, easy days, holiday, reminders',
      {
        200: replies('The plan', object({ plan: ref('Plan'), cohort: ref('CohortExam') }))
      }
    ),
    put: operation(
      'Replace the plan: every question comes back when the new one says',
      {
        200: replies(
          'The plan as it is now, and how many questions come back on another day',
          object({
            plan: ref('Plan'),
            cohort: ref('CohortExam'),
            moved: object({ sooner: integer, later: integer })
          })
        )
      },
      { requestBody: body(ref('Plan')) }
    )
  }
};

export const planSchemas: Record<string, Json> = {
  Plan: {
    ...plan,
    description:
      '`targetRecall` is the chance of knowing a question at which it is asked again; null leaves ' +
      'it to us: 0.9, or 0.85 with an exam date. Monday is 1 of the easy days. On the days of a ' +
      'pause nothing is asked. `remindHour` is a full hour of your own time zone.'
  },
  CohortExam: {
    ...orNull(object({ name: text, examDate: date })),
    description: 'The exam of your cohort; a date of your own goes before it.'
  }
};

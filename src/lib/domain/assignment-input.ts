/** Assignments as they are given: by a form, or by a client of the API. */
import * as v from 'valibot';
import { assignmentKinds } from './assignment';
import { dayOf } from './day';
import { storable } from './items/item';

const mostQuestions = 30;
const mostLessons = 20;

const uuid = (complaint: string) => v.pipe(v.string(complaint), v.uuid(complaint));
const someone = 'Choose at least one student or cohort';
const number = `Ask 1 to ${mostQuestions} questions`;
const date = 'Write the day as 2027-03-31';
const share = 'Give the recall to reach as a share from 0.5 to 0.97';
const answers = 'Give the answered questions as a whole number from 3 to 500';

const students = v.pipe(
  v.array(uuid('Give the ids of accounts'), someone),
  v.maxLength(2000, 'Assign to at most 2,000 students at once')
);
const due = v.pipe(
  v.string(date),
  v.check((text) => dayOf(text) !== null, `There is no such day. ${date}`),
  v.transform((text) => dayOf(text)!)
);
/** Made by the client: sent again, it is assigned once. */
const id = uuid('Make the id a UUID');

/** To whom, and until when. */
const whom = {
  id,
  students: v.optional(students, []),
  cohorts: v.optional(v.array(uuid('Give the ids of cohorts'), someone), []),
  due
};
const isForSomebody = ({ students, cohorts }: { students: string[]; cohorts: string[] }) =>
  students.length + cohorts.length > 0;

export const NewPractice = v.pipe(
  v.object({
    kind: v.optional(v.literal('practice'), 'practice'),
    ...whom,
    topic: v.string('Name the topic'),
    questions: v.pipe(
      v.number(number),
      v.integer(number),
      v.minValue(1, number),
      v.maxValue(mostQuestions, number)
    )
  }),
  v.forward(
    v.check((given) => isForSomebody(given), someone),
    ['students']
  )
);
export type NewPractice = v.InferOutput<typeof NewPractice>;

const kindOfTask = `Say what is assigned: ${assignmentKinds.join(', ')}`;

/** All but a practice. */
export const NewTask = v.pipe(
  v.variant(
    'kind',
    [
      v.object({
        kind: v.literal('lessons'),
        ...whom,
        lessons: v.pipe(
          v.array(v.string(), 'Choose at least one lesson'),
          v.minLength(1, 'Choose at least one lesson'),
          v.maxLength(mostLessons, `Choose at most ${mostLessons} lessons`),
          v.transform((ids) => [...new Set(ids)])
        )
      }),
      v.object({ kind: v.literal('quiz'), ...whom, quiz: v.pipe(v.string('Choose a quiz'), v.nonEmpty('Choose a quiz')) }), // prettier-ignore
      v.object({
        kind: v.literal('recall'),
        ...whom,
        topic: v.pipe(v.string('Choose a topic'), v.nonEmpty('Choose a topic')),
        share: v.pipe(v.number(share), v.minValue(0.5, share), v.maxValue(0.97, share)),
        answers: v.pipe(
          v.number(answers),
          v.integer(answers),
          v.minValue(3, answers),
          v.maxValue(500, answers)
        )
      }),
      v.object({ kind: v.literal('note'), ...whom, item: v.pipe(v.string('Choose a case note'), v.nonEmpty('Choose a case note')) }) // prettier-ignore
    ],
    kindOfTask
  ),
  v.forward(
    v.check((given) => isForSomebody(given), someone),
    ['students']
  )
);
export type NewTask = v.InferOutput<typeof NewTask>;

/** @returns the schema of what comes in by what it says of its kind; without one it is a practice */
export const NewAssignment = v.lazy((given) => {
  const kind = (given as { kind?: unknown } | null)?.kind;
  return kind === undefined || kind === 'practice' ? NewPractice : NewTask;
});
export type NewAssignment = NewPractice | NewTask;

/** Another last day for one student. */
export const NewExtension = v.object({
  id,
  /** An account. */
  student: uuid('Give the id of an account'),
  due,
  reason: v.pipe(
    v.string('Say in a few words why'),
    v.trim(),
    v.minLength(3, 'Say in a few words why'),
    v.maxLength(500, 'Shorten the reason to 500 characters'),
    storable
  )
});
export type NewExtension = v.InferOutput<typeof NewExtension>;

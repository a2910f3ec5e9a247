/** Where a class is weak, over the HTTP API. */
import { operation, parameter, replies } from './api-operations';
import { integer, list, number, object, orNull, ref, text, uuid, type Json } from './api-schemas';
import { topicKinds, topicOrders } from '../domain/topic';
import { bands } from '../domain/weak-spots';

const named = { id: uuid, name: text };
const cell = { answered: integer, recall: orNull(number) };
const standing = {
  recall: orNull(number),
  spread: object(Object.fromEntries(bands.map((band) => [band, integer])))
};
const belief = { id: text, belief: text, instead: text };

export const weakSpotSchemas: Record<string, Json> = {
  WeakSpots: object(
    {
      students: integer,
      columns: orNull(list(object({ ...named, ...cell }))),
      topics: list(
        object({
          topic: text,
          title: text,
          ...standing,
          weakest: list(object({ ...named, recall: number })),
          cells: orNull(list(object(cell)))
        })
      )
    },
    {
      description:
        'Mean probability of recall now, 0 to 1, over what a student has answered of a topic; null ' +
        'where that is too little to say. `cells` are in the order of the `columns`, both null ' +
        'where there are more than 40 students. `spread` counts the students: `weak` is below .8, ' +
        '`firm` .9 and more. `weakest` names the five weakest.'
    }
  ),
  WeakTopic: object(
    {
      topic: text,
      kind: { enum: topicKinds },
      title: text,
      ...standing,
      students: list(object({ ...named, ...cell })),
      items: list(
        object({
          item: text,
          stem: text,
          answered: integer,
          recall: orNull(number),
          wrong: integer,
          instead: orNull(object({ about: orNull(text), given: text, students: integer })),
          belief: orNull(object(belief))
        })
      )
    },
    {
      description:
        'The weakest students first, and what is answered wrongly most. `answered` and `wrong` ' +
        'count students; wrong of late: in the last eight weeks. `instead` is what most of them ' +
        'took for right, and `belief` the misconception that it shows.'
    }
  )
};

const school = parameter('school', 'Its slug');
const among = parameter('cohort', 'Only its students', 'query', uuid);
export const weakSpotPaths: Record<string, Json> = {
  '/schools/{school}/topics': {
    get: operation(
      'For staff: recall now by topic and student',
      { 200: replies('Topics of which something was answered', ref('WeakSpots')) },
      {
        parameters: [
          school,
          among,
          parameter('by', 'What a topic is', 'query', { enum: topicKinds }),
          parameter('order', 'Which topic comes first', 'query', { enum: topicOrders })
        ]
      }
    )
  },
  '/schools/{school}/topics/{topic}': {
    get: operation(
      'For staff: a topic by student and by question',
      { 200: replies('The topic', ref('WeakTopic')) },
      { parameters: [school, parameter('topic', 'Its name, as `/topics` gives it'), among] }
    )
  },
  '/schools/{school}/misconceptions': {
    get: operation(
      'For staff: the misconceptions that wrong answers of the last eight weeks show',
      {
        200: replies(
          'Those that most students show first, and how many students were looked at',
          object({
            students: integer,
            misconceptions: list(
              object({
                ...belief,
                students: integer,
                questions: integer,
                items: list(object({ item: text, stem: text }))
              })
            )
          })
        )
      },
      { parameters: [school, among] }
    )
  }
};

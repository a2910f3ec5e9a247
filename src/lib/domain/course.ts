/** Courses that schools make: modules of lessons, shipped ones and their own. */
import * as v from 'valibot';
import { sentence, slug } from './items/item';

export const CourseModule = v.object({
  id: slug,
  title: sentence,
  summary: v.optional(v.pipe(v.string(), v.trim()), ''),
  lessons: v.array(
    v.object({
      /** Id of the lesson: `course/lesson` of a shipped one, a UUID of one of the school's. */
      lesson: v.string(),
      /** Ids of lessons of this course that come before it. */
      prerequisites: v.optional(v.array(v.string()), [])
    })
  )
});
export type CourseModule = v.InferOutput<typeof CourseModule>;

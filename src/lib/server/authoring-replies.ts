/** What came of a change of a course or a lesson, as the HTTP API says it. */
import type { Outcome as Published } from './lesson-publishing';
import type { Saved } from './lesson-rows';
import { idTaken, problem, refusedField } from './problem';
import type { Outcome as CourseOutcome } from './school-courses';

export const noLesson = () => problem(404, 'Not found', 'There is no such lesson of this school');
const noCourse = () => problem(404, 'Not found', 'There is no such course of this school');

const json = (data: unknown, status = 200) => Response.json(data, { status });

/** Changed by somebody else; what stands there now comes with it. */
const stale = (now: Record<string, unknown>) =>
  problem(
    409,
    'Changed meanwhile',
    'Somebody else has saved it since you read it: merge with what stands there now, and save that',
    now
  );

export function courseReply(outcome: CourseOutcome, status = 200): Response {
  switch (outcome.outcome) {
    case 'done':
      return json(outcome.course, status);
    case 'missing':
      return noCourse();
    case 'stale':
      return stale({ course: outcome.course });
    case 'taken':
      return idTaken();
    case 'invalid':
      return refusedField('course', outcome.error);
  }
}

export function savedReply(saved: Saved): Response {
  if (saved.outcome === 'missing') return noLesson();
  if (saved.outcome === 'stale') return stale({ theirs: saved.theirs });
  const { outcome: _, ...told } = saved;
  return json(told);
}

export function publishedReply(outcome: Published): Response {
  switch (outcome.outcome) {
    case 'done':
      return json({ version: outcome.version });
    case 'missing':
      return noLesson();
    case 'stale':
      return stale({ theirs: outcome.theirs });
    case 'flawed':
      return problem(
        422,
        'Not ready for students',
        'Mend what `findings` names by line, save it, and publish that',
        { findings: outcome.findings }
      );
  }
}

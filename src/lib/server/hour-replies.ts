/** What the API answers to requests that enter or correct hours. */
import type { Outcome } from './hour-entries';
import { conflicting, idTaken, problem, refusedField } from './problem';

/** @returns 201 with its id, or the problem */
export function replyOf(done: Outcome): Response {
  switch (done.outcome) {
    case 'done':
      return Response.json({ id: done.id }, { status: 201 });
    case 'missing':
      return problem(404, 'Not found', 'There is no such student or entry of this school');
    case 'conflict':
      return conflicting({ ms: done.ms });
    case 'taken':
      return idTaken();
    case 'invalid':
      return refusedField(done.field, done.error);
  }
}

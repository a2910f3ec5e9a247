/** What the API answers to requests that amend a record or its keeping. */
import type { Outcome } from './amendments';
import { conflicting, inTheWay, problem } from './problem';

/** @returns 201 with its id, or the problem */
export function replyOf(done: Outcome): Response {
  switch (done.outcome) {
    case 'done':
      return Response.json({ id: done.id }, { status: 201 });
    case 'missing':
      return problem(404, 'Not found', 'There is no such request or record of yours');
    case 'invalid':
      return inTheWay(done.field, done.error);
    case 'conflict':
      return conflicting({ status: done.status, by: done.by, at: done.at });
  }
}

/** What the API answers where a webhook cannot be had as it was asked for. */
import { inTheWay, problem } from './problem';
import type { Outcome } from './webhooks';

export function refusal(outcome: Exclude<Outcome, { outcome: 'done' }>): Response {
  if (outcome.outcome === 'missing')
    return problem(404, 'Not found', 'There is no such webhook of this school');
  return outcome.field
    ? inTheWay(outcome.field, outcome.error)
    : problem(409, 'Not possible', outcome.error);
}

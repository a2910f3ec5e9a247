import type * as v from 'valibot';

/**
 * What to mend. Schemas say it of a value that is wrong, but of one that is absent or of another
 * kind the library speaks its own way.
 */
export function complaint(issue: v.BaseIssue<unknown>): string {
  if (issue.kind !== 'schema' || !issue.message.startsWith('Invalid ')) return issue.message;
  if (issue.expected === 'never') return 'There is no such field: take it out';
  if (issue.received === 'undefined' || issue.message.startsWith('Invalid key: Expected "'))
    return 'Give this field';
  return `Give ${issue.expected ?? 'another value'}, not ${issue.received}`;
}

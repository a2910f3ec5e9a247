/** Papers as forms ask for them: what `papers.issue` takes, from text fields. */
import type { Db } from './db/connect';
import type { Refused } from './forms';
import { parse } from './issues';
import * as papers from './papers';
import { NewPaper } from '../domain/papers/request';

/** @param fixed what does not come from the form, such as whose page it is on */
export async function issueFrom(
  db: Db,
  change: papers.Change,
  values: Record<string, string>,
  fixed: Record<string, unknown> = {}
): Promise<
  { outcome: 'issued'; id: string } | { outcome: 'missing' } | ({ outcome: 'invalid' } & Refused)
> {
  const { recipient = '', purpose = '', course = '', ...fields } = values;
  const to = recipient || purpose ? { recipient, purpose } : null;
  const result = parse(NewPaper, { ...fields, course: course || null, to, ...fixed });
  const refuse = (errors: Record<string, string>) => ({
    ...{ outcome: 'invalid' as const, values },
    // Fields of `to` are fields of the form.
    errors: Object.fromEntries(
      Object.entries(errors).map(([name, error]) => [name.replace(/^to\./, ''), error])
    )
  });
  if (!result.ok) return refuse(result.errors);
  const issued = await papers.issue(db, change, result.data);
  return issued.outcome === 'invalid' ? refuse({ [issued.field]: issued.error }) : issued;
}

/** Papers as forms ask for them: what `papers.issue` takes, from text fields. */
import * as v from 'valibot';
import type { Db } from './db/connect';
import type { Refused } from './forms';
import { parse } from './issues';
import * as papers from './papers';
import { GivenGround, NewPaper } from '../domain/papers/request';

/** @param fixed what does not come from the form, such as whose page it is on */
export async function issueFrom(
  db: Db,
  change: papers.Change,
  values: Record<string, string>,
  fixed: Record<string, unknown> = {}
): Promise<
  { outcome: 'issued'; id: string } | { outcome: 'missing' } | ({ outcome: 'invalid' } & Refused)
> {
  const { recipient = '', purpose = '', ground = '', course = '', ...fields } = values;
  const isGiven = recipient || purpose || ground;
  const to = isGiven ? { recipient, purpose, ground: ground || null } : null;
  const result = parse(NewPaper, { ...fields, course: course || null, to, ...fixed });
  // Other systems may not know it; who fills in the form is asked.
  const by = isGiven ? parse(v.object({ ground: GivenGround }), { ground }) : null;
  const refuse = (errors: Record<string, string>) => ({
    ...{ outcome: 'invalid' as const, values },
    // Fields of `to` are fields of the form.
    errors: Object.fromEntries(
      Object.entries(errors).map(([name, error]) => [name.replace(/^to\./, ''), error])
    )
  });
  const wrong = { ...(!result.ok && result.errors), ...(by && !by.ok && by.errors) };
  if (!result.ok || Object.keys(wrong).length > 0) return refuse(wrong);
  const issued = await papers.issue(db, change, result.data);
  return issued.outcome === 'invalid' ? refuse({ [issued.field]: issued.error }) : issued;
}

/** What the forms of both pages of papers do: a school’s, and those of a member. */
import { error, fail, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { PaperRevocation } from '$lib/domain/papers/request';
import { db } from '$lib/server/db/pool';
import * as forms from '$lib/server/forms';
import { requireCohorts } from '$lib/server/guard';
import { issueFrom } from '$lib/server/paper-form';
import * as papers from '$lib/server/papers';

/** What a page says about one of its forms. */
export const said = (about: string, message: string) => ({
  ...{ about, message },
  ...{ values: {}, errors: {} }
});

/** @param fixed what does not come from the form, such as whose page it is on */
export async function issue(event: RequestEvent, fixed: Record<string, unknown> = {}) {
  const { change } = await requireCohorts(db, event);
  const values = await forms.texts(event.request);
  const issued = await issueFrom(db, change, values, fixed);
  if (issued.outcome === 'missing') error(404, 'Not found');
  if (issued.outcome === 'invalid')
    return fail(422, { about: 'issue', message: '', values, errors: issued.errors });
  return said('issue', 'Issued. It stands first in the list.');
}

export async function revoke(event: RequestEvent) {
  const { change } = await requireCohorts(db, event);
  const schema = v.object({ ...PaperRevocation.entries, paper: v.string() });
  const form = await forms.read(event.request, schema);
  if (!form.ok) return fail(422, { about: 'revoke', message: '', ...form.refused });
  const { paper, reason } = form.data;
  if ((await papers.revoke(db, change, paper, reason)) === 'missing') error(404, 'Not found');
  return said('revoke', 'Revoked.');
}

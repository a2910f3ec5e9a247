import { randomUUID } from 'node:crypto';
import { error, fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { can } from '$lib/domain/actor';
import { dateOf } from '$lib/domain/day';
import { LetterheadInput, PaperRevocation } from '$lib/domain/papers/request';
import { db } from '$lib/server/db/pool';
import * as forms from '$lib/server/forms';
import { requireCohorts } from '$lib/server/guard';
import { parse } from '$lib/server/issues';
import * as letterheads from '$lib/server/letterheads';
import { issueFrom } from '$lib/server/paper-form';
import * as papers from '$lib/server/papers';

export async function load(event) {
  const { actor, school, change } = await requireCohorts(db, event);
  const [list, letterhead] = await Promise.all([
    papers.list(db, actor, school.id),
    letterheads.find(db, school.id)
  ]);
  return {
    ...{ papers: list, letterhead },
    mayIssue: can(actor, 'paper.issue', { school: school.id }),
    month: dateOf(change.today).slice(0, 7),
    today: dateOf(change.today),
    newId: randomUUID()
  };
}

const said = (about: string, message: string) => ({ about, message, values: {}, errors: {} });
const lines = (text = '') =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

export const actions = {
  async issue(event) {
    const { change } = await requireCohorts(db, event);
    const values = await forms.texts(event.request);
    const issued = await issueFrom(db, change, values);
    if (issued.outcome === 'missing') error(404, 'Not found');
    if (issued.outcome === 'invalid')
      return fail(422, { about: 'issue', message: '', values, errors: issued.errors });
    return said('issue', 'Issued. It stands first in the list.');
  },
  async revoke(event) {
    const { change } = await requireCohorts(db, event);
    const schema = v.object({ ...PaperRevocation.entries, paper: v.string() });
    const form = await forms.read(event.request, schema);
    if (!form.ok) return fail(422, { about: 'revoke', message: '', ...form.refused });
    const { paper, reason } = form.data;
    if ((await papers.revoke(db, change, paper, reason)) === 'missing') error(404, 'Not found');
    return said('revoke', 'Revoked.');
  },
  async letterhead(event) {
    const { actor, school } = await requireCohorts(db, event);
    const values = await forms.texts(event.request);
    const parsed = parse(LetterheadInput, { ...values, address: lines(values.address) });
    if (!parsed.ok) {
      const errors = Object.fromEntries(
        Object.entries(parsed.errors).map(([name, one]) => [name.replace(/\.\d+$/, ''), one])
      );
      return fail(422, { about: 'letterhead', message: '', values, errors });
    }
    if (!(await letterheads.save(db, actor, school.id, parsed.data, new Date())))
      error(404, 'Not found');
    return said('letterhead', 'Saved for papers from now on.');
  }
};

import { randomUUID } from 'node:crypto';
import { error, fail } from '@sveltejs/kit';
import { can } from '$lib/domain/actor';
import { dateOf } from '$lib/domain/day';
import { LetterheadInput } from '$lib/domain/papers/request';
import { db } from '$lib/server/db/pool';
import * as forms from '$lib/server/forms';
import { requireCohorts } from '$lib/server/guard';
import { parse } from '$lib/server/issues';
import * as letterheads from '$lib/server/letterheads';
import * as papers from '$lib/server/papers';
import { viewedMany } from '$lib/server/record-views';
import { issue, revoke, said } from '../paper-actions.server';

export async function load(event) {
  const { actor, school, change } = await requireCohorts(db, event);
  const [list, letterhead] = await Promise.all([
    papers.list(db, actor, school.id),
    letterheads.find(db, school.id)
  ]);
  const look = { actor, school: school.id, way: 'page', now: change.now } as const;
  await viewedMany(db, look, 'papers', list.length);
  return {
    ...{ papers: list, letterhead },
    mayIssue: can(actor, 'paper.issue', { school: school.id }),
    month: dateOf(change.today).slice(0, 7),
    today: dateOf(change.today),
    newId: randomUUID()
  };
}

const lines = (text = '') =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

export const actions = {
  issue: (event) => issue(event),
  revoke: (event) => revoke(event),
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

import { randomUUID } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import { Once } from '$lib/domain/client-id';
import { newDraft } from '$lib/domain/quiz-form';
import { db } from '$lib/server/db/pool';
import * as forms from '$lib/server/forms';
import { requireStaff } from '$lib/server/guard';
import { parse } from '$lib/server/issues';
import * as quizzes from '$lib/server/quizzes';
import { arranged, material, readRules } from '../compose.server';

export async function load(event) {
  const { school } = await requireStaff(db, event);
  return { newId: randomUUID(), draft: newDraft, ...(await material(db, school.id)) };
}

export const actions = {
  async save(event) {
    const { actor, school, account } = await requireStaff(db, event);
    const read = await readRules(event, account.timeZone);
    if (!read.ok) return read.refused;
    const named = parse(Once, { id: read.id });
    if (!named.ok) return fail(422, { ...read.again, errors: { '': 'Open the page again' } });
    const quiz = { ...named.data, ...read.rules };
    const made = await quizzes.create(db, actor, school.id, quiz, new Date());
    if (made === 'taken') return fail(409, { ...read.again, errors: { '': forms.sentBefore } });
    if (!made) error(404, 'There is no such school of yours');
    if ('error' in made) return fail(422, { ...read.again, errors: { items: made.error } });
    redirect(303, `/teach/${school.slug}/quizzes/${made.id}`);
  },
  async arrange(event) {
    await requireStaff(db, event);
    return arranged(event);
  }
};

import { error } from '@sveltejs/kit';
import { examId, lengths } from '$lib/domain/exam';
import { view } from '$lib/server/attempt-view';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';

export async function load(event) {
  const { actor } = requireAccount(event);
  const attempt = await view(db, actor, event.params.attempt, new Date());
  if (attempt?.quiz !== event.params.quiz) error(404, 'There is no such attempt of yours');
  const reportable = actor.memberships.length > 0;
  return {
    attempt,
    reportable,
    practice: lengths.some((length) => examId(length) === attempt.quiz)
  };
}

import { json } from '@sveltejs/kit';
import { dateOf, studyDay } from '$lib/domain/day';
import { planInput } from '$lib/domain/plan-input';
import { toDates } from '$lib/domain/plan-form';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import * as plans from '$lib/server/plans';
import { readJson } from '$lib/server/problem';

const noStore = { headers: { 'cache-control': 'no-store' } };

const shown = (plan: plans.Saved['plan'], cohort: plans.CohortExam | null) => ({
  plan: toDates(plan),
  cohort: cohort && { name: cohort.cohort, examDate: dateOf(cohort.day) }
});

export async function GET(event) {
  const { account } = requireAccount(event);
  const { plan, cohort } = await plans.read(db, account.id);
  return json(shown(plan, cohort), noStore);
}

export async function PUT(event) {
  const { account } = requireAccount(event);
  const { plan: before, cohort } = await plans.read(db, account.id);
  const today = studyDay(new Date(), account.timeZone);
  const body = await readJson(event.request, planInput(today, before));
  if (!body.ok) return body.response;
  const { plan, moved } = await plans.save(db, account.id, body.data);
  return json({ ...shown(plan, cohort), moved }, noStore);
}

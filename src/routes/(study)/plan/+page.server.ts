import { fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { dateOf, studyDay } from '$lib/domain/day';
import { isPaused, Plan, targetOf } from '$lib/domain/plan';
import { planInput, type PlanField } from '$lib/domain/plan-input';
import { fromFields, toDates } from '$lib/domain/plan-form';
import { db } from '$lib/server/db/pool';
import * as forms from '$lib/server/forms';
import { requireAccount } from '$lib/server/guard';
import { parse } from '$lib/server/issues';
import { costs } from '$lib/server/plan-costs';
import * as plans from '$lib/server/plans';
import type { Outcome, Reply } from './reply';

/** Each with its cost; another one that was chosen over the API stands among them. */
const targets = [0.8, 0.85, 0.9, 0.93, 0.95, 0.97];

export async function load(event) {
  const { account } = requireAccount(event);
  const now = new Date();
  const today = studyDay(now, account.timeZone);
  const { plan: stored, cohort } = await plans.read(db, account.id);
  // A holiday that is over is none.
  const plan = stored.pause && stored.pause.until < today ? { ...stored, pause: null } : stored;
  const examDay = plans.examDayOf({ plan, cohort });
  const chosen = plan.targetRecall === null ? [] : [plan.targetRecall];
  const shown = [...new Set([...targets, ...chosen])].sort();
  return {
    plan: toDates(plan),
    seen: JSON.stringify(plan),
    today: dateOf(today),
    cohort: cohort && { name: cohort.cohort, date: dateOf(cohort.day) },
    exam: examDay === null ? null : { date: dateOf(examDay), days: examDay - today },
    paused: isPaused(plan, today),
    automatic: targetOf({ targetRecall: null, examDay }),
    ...(await costs(db, account, shown, now))
  };
}

const outcomeOf = ({ plan, before, kept, replaced, moved }: plans.Saved): Outcome => ({
  plan: toDates(plan),
  changed: (Object.keys(plan) as PlanField[]).filter(
    (field) => JSON.stringify(plan[field]) !== JSON.stringify(before[field])
  ),
  moved,
  elsewhere: { plan: toDates(before), kept, replaced }
});

/** The plan that a form was filled in from; whoever sends none has seen what is stored. */
function seenIn(fields: Record<string, string>): Plan | undefined {
  try {
    return v.parse(Plan, JSON.parse(fields.seen ?? ''));
  } catch {
    return undefined;
  }
}

export const actions = {
  save: async (event) => {
    const { account } = requireAccount(event);
    const values = await forms.texts(event.request);
    const { plan: stored } = await plans.read(db, account.id);
    const seen = seenIn(values);
    const today = studyDay(new Date(), account.timeZone);
    const given = parse(planInput(today, seen ?? stored), fromFields(values));
    if (!given.ok) return fail(400, { values, errors: given.errors } satisfies Reply);
    const saved = await plans.save(db, account.id, given.data, seen);
    return { outcome: outcomeOf(saved) } satisfies Reply;
  },

  /** Takes the exam date or the holiday away at once; what else was typed is kept, not saved. */
  clear: async (event) => {
    const { account } = requireAccount(event);
    const typed = await forms.texts(event.request);
    const { plan: stored } = await plans.read(db, account.id);
    const isExam = typed.clear === 'exam';
    const given = isExam ? { ...stored, examDay: null } : { ...stored, pause: null };
    const saved = await plans.save(db, account.id, given, stored);
    const emptied: Record<string, string> = isExam
      ? { examDate: '' }
      : { pauseFrom: '', pauseUntil: '' };
    return { outcome: outcomeOf(saved), values: { ...typed, ...emptied } } satisfies Reply;
  }
};

import type { PlanField } from '$lib/domain/plan-input';
import type { DatedPlan } from '$lib/domain/plan-form';

/** What became of a plan that was saved. */
export interface Outcome {
  plan: DatedPlan;
  /** What is not as it was. */
  changed: PlanField[];
  /** How many questions come back on another day. */
  moved: { sooner: number; later: number };
  /** Where the plan was changed elsewhere meanwhile: what it was changed to, and what of it holds. */
  elsewhere: { plan: DatedPlan; kept: PlanField[]; replaced: PlanField[] };
}

/** What the page shows after its form was sent. */
export interface Reply {
  outcome?: Outcome;
  /** What was typed, as far as it is not saved. */
  values?: Record<string, string>;
  /** What to mend in which field. */
  errors?: Record<string, string>;
}

/** A plan as a form has it: all as text, with dates. */
import { dateOf } from './day';
import type { Plan, Weekday } from './plan';

/** A plan with its dates. */
export interface DatedPlan {
  examDate: string | null;
  targetRecall: number | null;
  dailyMinutes: number;
  easyDays: Weekday[];
  pause: { from: string; until: string } | null;
  remindHour: number | null;
}

export const toDates = ({ examDay, pause, ...rest }: Plan): DatedPlan => ({
  examDate: examDay === null ? null : dateOf(examDay),
  ...rest,
  pause: pause && { from: dateOf(pause.from), until: dateOf(pause.until) }
});

/**
 * What a form says, in the shape that `planInput` reads. An empty field means none.
 * @param fields by name: `easy-1` (Monday) to `easy-7` stand for checked boxes
 */
export function fromFields(fields: Readonly<Record<string, string>>): unknown {
  const text = (name: string) => (fields[name] ?? '').trim();
  const numberOf = (name: string) => (text(name) === '' ? null : Number(text(name)));
  const [from, until] = [text('pauseFrom'), text('pauseUntil')];
  return {
    examDate: text('examDate') || null,
    targetRecall: numberOf('targetRecall'),
    dailyMinutes: numberOf('dailyMinutes'),
    easyDays: [1, 2, 3, 4, 5, 6, 7].filter((weekday) => fields[`easy-${weekday}`]),
    pause: from || until ? { from, until } : null,
    remindHour: numberOf('remindHour')
  };
}

/** @returns a plan as the fields of a form that `fromFields` reads */
export const toFields = (plan: DatedPlan): Record<string, string> => ({
  examDate: plan.examDate ?? '',
  targetRecall: plan.targetRecall === null ? '' : String(plan.targetRecall),
  dailyMinutes: String(plan.dailyMinutes),
  ...Object.fromEntries(plan.easyDays.map((weekday) => [`easy-${weekday}`, 'on'])),
  pauseFrom: plan.pause?.from ?? '',
  pauseUntil: plan.pause?.until ?? '',
  remindHour: plan.remindHour === null ? '' : String(plan.remindHour)
});

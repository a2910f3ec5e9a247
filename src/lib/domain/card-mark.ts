/** What a learner sets aside. It is no answer: memory knows nothing of it. */
import * as v from 'valibot';
import { markKinds } from './plan';

export const CardMarkRequest = v.object({
  kind: v.picklist(markKinds, `Give a kind: ${markKinds.join(', ')}`)
});

/** @returns the study day on which what is buried on `day` comes back */
export const buriedUntil = (day: number) => day + 1;

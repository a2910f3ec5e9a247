/** Where a quiz stands for its staff. */
import type { QuizRules } from './quiz';

export type Phase = 'archived' | 'upcoming' | 'open' | 'closed';

export const phaseNames: Record<Phase, string> = {
  archived: 'Archived',
  upcoming: 'Not opened yet',
  open: 'Open',
  closed: 'Closed'
};

interface Standing {
  rules: Pick<QuizRules, 'opensAt' | 'closesAt' | 'feedback'>;
  releasedAt: Date | null;
  archivedAt: Date | null;
}

export function phaseOf({ rules, archivedAt }: Standing, now: Date): Phase {
  const { opensAt, closesAt } = rules;
  if (archivedAt) return 'archived';
  if (opensAt && now.getTime() < Date.parse(opensAt)) return 'upcoming';
  return closesAt && now.getTime() >= Date.parse(closesAt) ? 'closed' : 'open';
}

/** Whether students wait for their results until staff release them; null where nobody has to. */
export const isReleased = ({ rules, releasedAt }: Standing): boolean | null =>
  rules.feedback === 'on-release' ? releasedAt !== null : null;

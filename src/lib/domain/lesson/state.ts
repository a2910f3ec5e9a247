/** From the first word to the student: how a lesson of a school stands. */

export interface Stand {
  reviewVersion: number | null;
  publishedVersion: number | null;
  withdrawnAt: string | null;
}

/** Beside these, one that is published may be in review again. */
export type LessonState = 'draft' | 'in-review' | 'published' | 'withdrawn';

export function stateOf({ reviewVersion, publishedVersion, withdrawnAt }: Stand): LessonState {
  if (withdrawnAt !== null) return 'withdrawn';
  if (publishedVersion !== null) return 'published';
  return reviewVersion !== null ? 'in-review' : 'draft';
}

/** Why a version was kept. */
export const versionReasons = [
  'saved',
  'submitted',
  'published',
  'restored',
  'merged',
  'taken-over'
] as const;
export type VersionReason = (typeof versionReasons)[number];

/** So long may pass before the text as it was is kept in the history. */
const keptEvery = 10 * 60_000;

/**
 * Whether the text as it stood goes into the history before another takes its place: where another
 * author goes on, and every ten minutes.
 * @param since ms since a version was kept last
 */
export const isKept = (
  before: { by: string; text: string; kept: string },
  actor: string,
  since: number
): boolean => before.text !== before.kept && (before.by !== actor || since >= keptEvery);

/** How pages of announcements say to whom one went, and what became of it. */
import type { DeliveryState } from '$lib/domain/announcement';

export const audience = (cohort: string | null) => (cohort ? `To ${cohort}` : 'To all students');

/** `38 letters sent, 1 on the way, 2 not delivered · read in the app by 12`. */
export function lettersOf({
  letters,
  read
}: {
  letters: Record<DeliveryState, number>;
  read: number;
}): string {
  const lost = letters.refused + letters.failed;
  const parts = [
    `${letters.sent} ${letters.sent === 1 ? 'letter' : 'letters'} sent`,
    letters.waiting > 0 && `${letters.waiting} on the way`,
    lost > 0 && `${lost} not delivered`
  ].filter(Boolean);
  return `${parts.join(', ')} · read in the app by ${read}`;
}

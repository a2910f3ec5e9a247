/** Events of a membership in sentences. */
import type { EventDetail, EventKind } from './membership';

/** As pages and records tell it: days as dates. */
export type ToldEvent = Omit<EventDetail, 'until'> & { until?: string | null };

const listed = (cohorts: readonly { name: string }[]) => cohorts.map(({ name }) => name).join(', ');

const ways = {
  founding: 'founded the school',
  invitation: 'joined by invitation',
  code: 'joined by a code',
  staff: 'was added by staff'
};
const fields = { name: 'Name', email: 'E-mail', number: 'Number' };

/**
 * @param dateInWords says a date as the reader is used to it
 * @returns an event in a sentence
 */
export function eventInWords(
  kind: EventKind,
  detail: ToldEvent,
  dateInWords: (date: string) => string
): string {
  const cohort = detail.cohort?.name ?? '';
  switch (kind) {
    case 'joined':
    case 'returned': {
      const way = ways[detail.by ?? 'staff'];
      const again = kind === 'returned' ? ' again' : '';
      return `${way[0]!.toUpperCase()}${way.slice(1)}${again} as ${detail.role}`;
    }
    case 'role':
      return `Became ${detail.role}${detail.before ? `, was ${detail.before}` : ''}`;
    case 'leave':
      return detail.until
        ? `Leave of absence until ${dateInWords(detail.until)}`
        : 'Leave of absence, until further notice';
    case 'back':
      return 'Back from leave';
    case 'withdrawn':
      return 'Withdrew from the school';
    case 'left':
      return 'Left the school';
    case 'removed':
      return 'Was removed from the school';
    case 'cohort-joined':
      return `Came into the cohort ${cohort}`;
    case 'cohort-left':
      return `Left the cohort ${cohort}`;
    case 'limited':
      return detail.cohorts
        ? `Limited to the cohorts ${listed(detail.cohorts) || 'of nobody'}`
        : 'Sees the whole school';
    case 'corrected':
      return `${fields[detail.field ?? 'name']} corrected to ${detail.after ?? 'none'}, was ${detail.before ?? 'none'}`;
  }
}

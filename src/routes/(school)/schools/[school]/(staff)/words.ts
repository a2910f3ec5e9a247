/** How the pages of members say dates, cohorts and events. */
import { fullDate } from '$lib/components/dates';
import { eventInWords as inWords, type ToldEvent } from '$lib/domain/member-words';
import type { EventKind } from '$lib/domain/membership';

const listed = (cohorts: readonly { name: string }[]) => cohorts.map(({ name }) => name).join(', ');

interface Placed {
  cohorts: { name: string }[];
  limitedTo: { name: string }[] | null;
}

/** Of a student the cohorts, of a limited instructor those that are taught. */
export const cohortNames = ({ cohorts, limitedTo }: Placed) =>
  limitedTo ? `sees ${listed(limitedTo) || 'nobody'}` : listed(cohorts) || '–';

/** @returns an event in a sentence */
export const eventInWords = (kind: EventKind, detail: ToldEvent): string =>
  inWords(kind, detail, fullDate);

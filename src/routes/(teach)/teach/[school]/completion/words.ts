/** How pages of completion say when something was, and how much. */
export { fullDay as dayOfMoment } from '$lib/components/dates';

export const countOf = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

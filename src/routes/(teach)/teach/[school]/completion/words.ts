/** How pages of completion say when something was. */
export const dayOfMoment = (moment: string, timeZone: string) =>
  new Date(moment).toLocaleDateString(undefined, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone
  });

export const countOf = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

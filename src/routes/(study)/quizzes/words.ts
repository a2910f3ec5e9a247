/** How a quiz speaks of moments and shares. */

/** `Monday, 23 November, 14:05`, in the reader's language and zone. */
export const when = (time: string) =>
  new Date(time).toLocaleString(undefined, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit'
  });

export const percent = (share: number) => `${Math.round(share * 100)}%`;

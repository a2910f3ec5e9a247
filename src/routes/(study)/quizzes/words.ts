/** A share as people read it. */
export const percent = (share: number) => `${Math.round(share * 100)}%`;

/** How far an observed share can be trusted. */

/** A share and the bounds between which the true one lies, 19 times of 20. */
export interface Share {
  share: number;
  low: number;
  high: number;
}

/** How many standard errors hold 95% of cases, two-sided; and 90%. */
const z95 = 1.959964;
export const z90 = 1.644854;

/**
 * The Wilson score interval, which stays honest for few trials and for shares near 0 and 1
 * (Wilson 1927, doi:10.1080/01621459.1927.10502953).
 * @param sum of successes; partial credit counts in part
 * @param n trials, at least 1; an effective number need not be whole, and may be less
 * @param z standard errors to each side, those of 95% unless given
 */
export function wilson(sum: number, n: number, z = z95): Share {
  const share = sum / n;
  const middle = share + z ** 2 / (2 * n);
  const reach = z * Math.sqrt((share * (1 - share)) / n + z ** 2 / (4 * n ** 2));
  const scale = 1 + z ** 2 / n;
  return {
    share,
    // At 0 and 1 a rounding in the last place would leave the share outside.
    low: Math.max(0, Math.min(share, (middle - reach) / scale)),
    high: Math.min(1, Math.max(share, (middle + reach) / scale))
  };
}

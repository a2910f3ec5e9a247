/**
 * A copy of what is written as JSON, which nobody watches. `$state.snapshot` would do the same, and
 * weigh half a kilobyte on every lesson, for all pages share one copy of the framework.
 */
export const plain = (written: object): unknown => JSON.parse(JSON.stringify(written));

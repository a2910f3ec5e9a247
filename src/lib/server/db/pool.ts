import { connect } from './connect';

/** The pool of this process. `npm start` sets DATABASE_URL before the app is loaded. */
export const db = connect(
  process.env.DATABASE_URL ?? '',
  Number(process.env.DATABASE_POOL_SIZE ?? 10)
);

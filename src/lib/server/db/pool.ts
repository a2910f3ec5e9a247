import { connect } from './connect';

/** The pool of this process. `npm start` sets DATABASE_URL before the app is loaded. */
export const db = connect(
  process.env.DATABASE_URL ?? '',
  Number(process.env.DATABASE_POOL_SIZE ?? 10)
);

// sent when the server has finished its last request
process.on('sveltekit:shutdown', () => void db.$client.end({ timeout: 5 }));

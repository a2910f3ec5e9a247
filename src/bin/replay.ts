/** `npm run replay [-- --write]`: rebuilds the cards from the log and reports any difference. */
import { connect } from '../lib/server/db/connect';
import { rebuild } from '../lib/server/replay';

const write = process.argv.includes('--write');
const shownAtMost = 20;
const db = connect(process.env.DATABASE_URL!, 1);
const { cards, differences } = await rebuild(db, { write });
await db.$client.end();

for (const { account, item, stored, rebuilt } of differences.slice(0, shownAtMost))
  console.log(
    `${account} ${item}\n  stored:  ${JSON.stringify(stored)}\n  rebuilt: ${JSON.stringify(rebuilt)}`
  );
console.log(
  differences.length === 0
    ? `${cards} cards replayed from the log: no difference`
    : `${cards} cards replayed from the log: ${differences.length} differ${write ? ', now mended' : '; mend them with npm run replay -- --write'}`
);
if (differences.length > 0 && !write) process.exitCode = 1;

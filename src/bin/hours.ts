/** `npm run hours`: adds hours up anew from the raw logs and reports whatever does not add up. */
import { connect } from '../lib/server/db/connect';
import { check } from '../lib/server/hours-check';

const db = connect(process.env.DATABASE_URL!, 2);
const { records, lines, differences } = await check(db);
await db.$client.end();

for (const { school, record, what } of differences.slice(0, 20))
  console.log(`school ${school}, record ${record}: ${what}`);
const looked = `${lines} lines of ${records} records added up`;
console.log(
  differences.length === 0 ? `${looked}: no difference` : `${looked}: ${differences.length} differ`
);
if (differences.length > 0) process.exitCode = 1;

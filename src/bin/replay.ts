/** `npm run replay [-- --write]`: rebuilds what derives from answers and reports any difference. */
import { connect } from '../lib/server/db/connect';
import { rebuild } from '../lib/server/replay';

const write = process.argv.includes('--write');
const shownAtMost = 20;
const db = connect(process.env.DATABASE_URL!, 1);
const { answers, cards, attempts, quizzes, completions, standings, stale, differences } =
  await rebuild(db, { write });
await db.$client.end();

for (const { name, stored, rebuilt } of differences.slice(0, shownAtMost))
  console.log(
    `${name}\n  stored:  ${JSON.stringify(stored)}\n  rebuilt: ${JSON.stringify(rebuilt)}`
  );
const mended = differences.filter(({ mend }) => mend !== null).length;
const looked = `${answers} answers, ${cards} cards, ${attempts} attempts, ${quizzes} quizzes, ${completions} completed courses and ${standings} standings (${stale} older than what was recorded since) replayed`;
console.log(
  differences.length === 0
    ? `${looked}: no difference`
    : `${looked}: ${differences.length} differ, of which ${mended} ${write ? 'are now mended' : 'can be mended with npm run replay -- --write'}`
);
if (differences.length > (write ? mended : 0)) process.exitCode = 1;

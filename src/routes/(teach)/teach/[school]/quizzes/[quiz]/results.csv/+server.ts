import { datedName } from '$lib/domain/as-of';
import { csv } from '$lib/domain/csv';
import { arrange, readQuery, stateNames } from '$lib/domain/quiz-results';
import { db } from '$lib/server/db/pool';
import { requireQuiz } from '$lib/server/guard';
import { viewedMany } from '$lib/server/record-views';
import { results } from '$lib/server/results';

const head = [
  'Student',
  'E-mail',
  'Attempts',
  'Best',
  'Last',
  'Passed',
  'State',
  'Running until',
  'Extra minutes',
  'Extra attempts'
];
const share = (value: number | null) => (value === null ? null : Math.round(value * 1e4) / 1e4);

/** The table of results, as the same address shows it. */
export async function GET(event) {
  const { account, actor, school, quiz } = await requireQuiz(db, event);
  const query = readQuery(event.url.searchParams);
  const now = new Date();
  const rows = await results(db, actor, quiz, now, query.former === 'yes');
  const look = { actor, school: school.id, way: 'file', now } as const;
  await viewedMany(db, look, 'quizzes', rows.length, quiz.id);
  const shown = arrange(rows, query).map((row) => [
    row.name,
    row.email,
    row.attempts,
    share(row.best),
    share(row.last),
    row.passed === null ? null : row.passed ? 'yes' : 'no',
    stateNames[row.state],
    row.state === 'running' ? row.deadlineAt : null,
    row.extraMinutes,
    row.extraAttempts
  ]);
  const name = datedName('results', 'csv', now, account.timeZone);
  return new Response(csv([head, ...shown]), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store'
    }
  });
}

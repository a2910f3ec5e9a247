import { json } from '@sveltejs/kit';
import { Report } from '$lib/domain/report';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import { problem, readJson, tooMany } from '$lib/server/problem';
import * as reports from '$lib/server/reports';

export async function GET(event) {
  const { account } = requireAccount(event);
  return json({ reports: await reports.listOwn(db, account.id) });
}

export async function POST(event) {
  const { actor } = requireAccount(event);
  const body = await readJson(event.request, Report);
  if (!body.ok) return body.response;
  const filed = await reports.file(db, actor, body.data, new Date());
  switch (filed.outcome) {
    case 'filed':
      return json({ id: filed.id }, { status: 201 });
    case 'limited':
      return tooMany(filed);
    case 'missing':
      return problem(404, 'Not found', 'You were not asked such a question');
    case 'no-school':
      return problem(403, 'No school', 'Reports go to your school: join one first');
    case 'open':
      return problem(
        409,
        'Already reported',
        'You have reported this question already. The answer will be under Your reports.'
      );
  }
}

import { error } from '@sveltejs/kit';
import { datedName, momentIn } from '$lib/domain/as-of';
import { sheetCsv, type About } from '$lib/domain/sheet';
import { filterInWords } from '$lib/domain/student-filter';
import { db } from '$lib/server/db/pool';
import { sendFile } from '$lib/server/downloads';
import { requireStudents } from '$lib/server/guard';
import { viewedMany } from '$lib/server/record-views';
import { asOf } from '$lib/server/standings-age';
import { sheetOf, sheetViews } from '$lib/server/student-sheets';
import { xlsx, xlsxType } from '$lib/server/xlsx';

const types: Record<string, string> = { csv: 'text/csv; charset=utf-8', xlsx: xlsxType };

/** Every student whom the page's filter asks for, in its order, as a file that says as of when it is. */
export async function GET(event) {
  const { account, actor, school, filter, cohorts, now } = await requireStudents(db, event);
  const { format } = event.params;
  const view = sheetViews.find((view) => view === event.params.view);
  const type = types[format];
  const [found, reckoned] = await Promise.all([
    view && type ? sheetOf(db, actor, school.id, view, filter) : null,
    asOf(db, school.id)
  ]);
  if (!found) error(404, 'There is no such file');
  const { sheet, course } = found;
  const look = { actor, school: school.id, way: 'file', now } as const;
  await viewedMany(db, look, 'whole', sheet.rows.length, event.url.pathname + event.url.search);
  const zone = account.timeZone;
  // Of who has left there is the school's record, as it stands now.
  const at = filter.who === 'left' ? now : reckoned;
  const cohort = cohorts.find(({ id }) => id === filter.cohort)?.name ?? null;
  const about: About = [
    ['School', school.name],
    ['As of', at ? momentIn(at, zone) : 'Some students were not reckoned yet'],
    ['Taken', momentIn(now, zone)],
    ...filterInWords(filter, { cohort, course }),
    ['Students', String(sheet.rows.length)]
  ];
  const bytes =
    format === 'xlsx' ? await xlsx(sheet, about) : new TextEncoder().encode(sheetCsv(sheet));
  return sendFile({ name: datedName(view!, format, at ?? now, zone), type: type!, bytes });
}

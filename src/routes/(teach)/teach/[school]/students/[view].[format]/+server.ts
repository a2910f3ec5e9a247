import { error } from '@sveltejs/kit';
import { sheetCsv } from '$lib/domain/sheet';
import { db } from '$lib/server/db/pool';
import { sendFile } from '$lib/server/downloads';
import { requireStudents } from '$lib/server/guard';
import { viewedMany } from '$lib/server/record-views';
import { sheetOf, sheetViews } from '$lib/server/student-sheets';
import { xlsx, xlsxType } from '$lib/server/xlsx';

const types: Record<string, string> = { csv: 'text/csv; charset=utf-8', xlsx: xlsxType };

/** Every student whom the page's filter asks for, in its order, as a file. */
export async function GET(event) {
  const { actor, school, filter, now } = await requireStudents(db, event);
  const { format } = event.params;
  const view = sheetViews.find((view) => view === event.params.view);
  const type = types[format];
  const sheet = view && type && (await sheetOf(db, actor, school.id, view, filter));
  if (!sheet) error(404, 'There is no such file');
  const look = { actor, school: school.id, way: 'file', now } as const;
  await viewedMany(db, look, 'whole', sheet.rows.length, event.url.pathname + event.url.search);
  const bytes = format === 'xlsx' ? await xlsx(sheet) : new TextEncoder().encode(sheetCsv(sheet));
  return sendFile({ name: `${view}.${format}`, type: type!, bytes });
}

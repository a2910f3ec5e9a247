/** A student's record as one file: each table as JSON and as CSV, and the papers. */
import { strToU8, Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { statementsOf } from './amendment-list';
import type { Db } from './db/connect';
import { fileOf } from './paper-files';
import { columns, toIssued } from './papers';
import type { RecordOwner } from './own-record';
import type { Reader } from './record-lines';
import { rowsOf, tableNames, type Table } from './record-tables';
import { csv } from '../domain/csv';
import type { Paper } from '../domain/papers/paper';

type Entry = [name: string, bytes: Uint8Array];

/** @returns the rows as a table of text: values within values as JSON */
export function asCsv(rows: Table): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (value: unknown): string | number | null =>
    value === null || value === undefined
      ? null
      : typeof value === 'number' || typeof value === 'string'
        ? value
        : JSON.stringify(value);
  return csv([names, ...rows.map((row) => names.map((name) => cell(row[name])))]);
}

async function* entriesOf(
  db: Db,
  owner: RecordOwner,
  reader: Reader,
  about: { school: string; name: string },
  now: Date
): AsyncGenerator<Entry> {
  const counts: [table: string, rows: number][] = [];
  for (const table of tableNames) {
    const rows = await rowsOf(db, owner, table, reader);
    counts.push([table, rows.length]);
    if (rows.length === 0) continue;
    yield [`json/${table}.json`, strToU8(`${JSON.stringify(rows, null, 1)}\n`)];
    yield [`csv/${table}.csv`, strToU8(asCsv(rows))];
  }
  for await (const { name, bytes } of papersOf(db, owner)) yield [`papers/${name}`, bytes];
  const statements = await statementsOf(db, owner.school, [owner.record]);
  const said = statements.map(
    ({ about, text, on }) => `About: ${about}\r\nOn: ${on}\r\n\r\n${text}\r\n`
  );
  if (said.length > 0) yield ['statements-of-the-student.txt', strToU8(said.join('\r\n'))];
  const list = counts.map(([table, rows]) => `${table}: ${rows}`).join('\r\n');
  yield [
    'about.txt',
    strToU8(
      `What ${about.school} holds about ${about.name}\r\nMade at ${now.toISOString()}\r\n\r\n` +
        `Each table is in the folders json and csv, unless it has no rows.\r\n\r\n${list}\r\n`
    )
  ];
}

async function* papersOf(db: Db, { school, record }: RecordOwner) {
  const rows = await db.$client<{ id: string }[]>`
    select id from papers where school_id = ${school} and record_id = ${record}
    order by year, serial`;
  for (const { id } of rows) {
    const [row] = await db.$client<(Parameters<typeof toIssued>[0] & { content: Paper })[]>`
      select ${columns(db)}, content from papers
      where papers.school_id = ${school} and papers.id = ${id}`;
    const { content, ...rest } = row!;
    yield fileOf({ ...toIssued(rest), content });
  }
}

/**
 * @returns the file as a stream, one table in memory at a time; it is broken off where something
 *   goes wrong on the way
 */
export function archive(
  db: Db,
  owner: RecordOwner,
  reader: Reader,
  about: { school: string; name: string },
  now: Date
): ReadableStream<Uint8Array> {
  const entries = entriesOf(db, owner, reader, about, now);
  let zip: Zip;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      zip = new Zip((error, chunk, isLast) => {
        if (error) return controller.error(error);
        if (chunk.length > 0) controller.enqueue(chunk);
        if (isLast) controller.close();
      });
    },
    async pull() {
      const next = await entries.next();
      if (next.done) return zip.end();
      const [name, bytes] = next.value;
      const entry = name.endsWith('.pdf') ? new ZipPassThrough(name) : new ZipDeflate(name);
      entry.mtime = now;
      zip.add(entry);
      entry.push(bytes, true);
    },
    async cancel() {
      await entries.return(undefined);
    }
  });
}

/** @returns the archive as a download; nobody between keeps a copy */
export const sendArchive = (stream: ReadableStream<Uint8Array>, name: string): Response =>
  new Response(stream, {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff'
    }
  });

/**
 * Databases of SQLite that somebody uploads. A database holds more than tables: views and computed
 * columns run what they say when they are read, without end if they like. So only plain tables are
 * read, row by row, and no value before its size is known.
 */
import initSqlJs, { type Database, type SqlValue } from 'sql.js';

/** How much is read of a table. */
export interface Most {
  rows: number;
  /** Of one value, in bytes; a larger one is read as null. */
  value: number;
  /** Of all values, in bytes. */
  total: number;
}

export interface Table {
  rows: SqlValue[][];
  /** Whether there is more of it than was to be read. */
  isCut: boolean;
  /** Whether it ends where SQLite could not read on. */
  isDamaged: boolean;
}

/** @returns null where there is no plain table of that name with these as plain columns */
export type Reader = (table: string, columns: string[], most: Most) => Table | null;

/**
 * @param bytes of a database; left as they are
 * @param use may call the reader until it returns
 * @returns what `use` returns; null where SQLite cannot open the database
 */
export async function withDatabase<T>(
  bytes: Uint8Array,
  use: (read: Reader) => T
): Promise<T | null> {
  const { Database } = await initSqlJs();
  const db = new Database(withoutLog(bytes));
  try {
    const isOpen = attempt(() =>
      db.exec(
        'PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; SELECT * FROM sqlite_schema LIMIT 1'
      )
    );
    return isOpen ? use((table, columns, most) => readTable(db, table, columns, most)) : null;
  } finally {
    attempt(() => db.close());
  }
}

/** A write-ahead log stays where the database came from: it is opened as one that has none. */
function withoutLog(bytes: Uint8Array): Uint8Array {
  if (bytes[18] !== 2 && bytes[19] !== 2) return bytes;
  const copy = bytes.slice();
  copy.fill(1, 18, 20);
  return copy;
}

/** @returns null where SQLite refuses, as it does with what is damaged */
function attempt<T>(run: () => T): T | null {
  try {
    return run();
  } catch {
    return null;
  }
}

function readTable(db: Database, table: string, columns: string[], most: Most): Table | null {
  if (!isPlain(db, table, columns)) return null;
  const sized = columns.map(
    (name) => `iif(octet_length("${name}") <= ${most.value}, "${name}", NULL)`
  );
  // An index may be sorted in a way that only Anki knows.
  const sql = `SELECT ${sized.join(', ')} FROM "${table}" NOT INDEXED LIMIT ${most.rows + 1}`;
  const statement = attempt(() => db.prepare(sql));
  if (!statement) return { rows: [], isCut: false, isDamaged: true };
  const rows: SqlValue[][] = [];
  let left = most.total;
  let next: SqlValue[] | null = [];
  while (next && rows.length <= most.rows && left >= 0) {
    next = attempt(() => (statement.step() ? statement.get() : []));
    if (!next?.length) break;
    rows.push(next);
    left -= next.reduce((sum: number, value) => sum + sizeOf(value), 0);
  }
  attempt(() => statement.free());
  const isCut = rows.length > most.rows || left < 0;
  return { rows: rows.slice(0, most.rows), isCut, isDamaged: next === null };
}

const sizeOf = (value: SqlValue) =>
  typeof value === 'string' || value instanceof Uint8Array ? value.length : 8;

function isPlain(db: Database, table: string, columns: string[]): boolean {
  const named = attempt(() =>
    db.exec('SELECT type, substr(sql, 1, 20) FROM sqlite_schema WHERE lower(name) = ? LIMIT 2', [
      table
    ])
  );
  const [entry, ...others] = named?.[0]?.values ?? [];
  if (!entry || others.length > 0 || entry[0] !== 'table') return false;
  if (!/^create table\b/i.test(String(entry[1]))) return false;
  const info = attempt(() =>
    db.exec(`SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0`, [table])
  );
  const plain = new Set(info?.[0]?.values.map(([name]) => name));
  return columns.every((name) => plain.has(name));
}

/** A file of questions, whatever its format. */
import * as apkg from './apkg/read';
import { decode } from './decode';
import * as docx from './docx';
import * as qti from './package';
import { unzip } from './zip';
import { flawsIn } from '../../domain/exchange/acceptance';
import { isArchive } from '../../domain/exchange/archive';
import { detect } from '../../domain/exchange/detect';
import * as folder from '../../domain/exchange/folder/read';
import type { Format } from '../../domain/exchange/formats';
import * as gift from '../../domain/exchange/gift/read';
import { mostRows } from '../../domain/exchange/limits';
import * as moodle from '../../domain/exchange/moodle/read';
import * as qtiXml from '../../domain/exchange/qti/read';
import type { Found, Remark, Row } from '../../domain/exchange/row';
import { told } from '../../domain/items/where';
import * as numbered from '../../domain/exchange/numbered/read';
import * as table from '../../domain/exchange/table/read';

export interface File {
  bytes: Uint8Array;
  /** '' where it was pasted. */
  name: string;
  /** Null where the content is to tell. */
  format: Format | null;
}

export interface ReadFile extends Found {
  /** Null where it is none that we know. */
  format: Format | null;
}

/** Those that are text are given what was decoded. */
const readers: Record<Format, (bytes: Uint8Array, text: () => string) => Found | Promise<Found>> = {
  gift: (_, text) => gift.read(text()),
  aiken: (_, text) => numbered.read(text()),
  moodle: (_, text) => moodle.read(text()),
  qti: (bytes, text) => (isArchive(bytes) ? qti.read(bytes) : qtiXml.read(text())),
  table: (_, text) => table.read(text()),
  text: (_, text) => numbered.read(text()),
  word: (bytes) => docx.read(bytes),
  anki: (bytes) => apkg.read(bytes),
  folder: (bytes, text) => (isArchive(bytes) ? foldersIn(bytes) : folder.read(text()))
};

export async function readFile({ bytes, name, format }: File): Promise<ReadFile> {
  let isGuessed = false;
  const text = () => {
    const decoded = decode(bytes);
    ({ isGuessed } = decoded);
    return decoded.text;
  };
  const told = format ? { format } : detect(bytes, name, text);
  if ('fix' in told)
    return { format: null, rows: [], flaws: [{ line: 1, text: told.fix }], lost: [] };
  const as = told.format;
  const found = await readers[as](bytes, text);
  const { rows, flaws, lost } = found;
  return {
    format: as,
    rows: rows.slice(0, mostRows).map(checked),
    flaws: rows.length > mostRows ? [...flaws, tooMany] : flaws,
    lost: isGuessed ? [...lost, guessed] : lost
  };
}

function foldersIn(bytes: Uint8Array): Found {
  const files = unzip(bytes);
  if ('flaw' in files) return { rows: [], flaws: [{ line: 1, text: files.flaw }], lost: [] };
  return folder.readFolder([...files].map(([path, file]) => ({ path, text: decode(file).text })));
}

const tooMany: Remark = {
  line: 1,
  text: `Only the first ${mostRows} questions were read: part the file`
};
const guessed: Remark = {
  line: 1,
  text: 'The file is not UTF-8 and was read as Windows-1252: look at accents and quotation marks'
};

/** What the reader had nothing to say against is held against the type of question. */
function checked(row: Row): Row {
  if (!row.draft || row.flaws.length > 0) return row;
  const flaws = flawsIn(row.draft).map((flaw) => ({ line: row.line, text: told(flaw) }));
  return flaws.length > 0 ? { ...row, flaws } : row;
}

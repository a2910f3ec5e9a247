/** A file of questions, whatever its format. */
import { decode } from './decode';
import { flawsIn } from '../../domain/exchange/acceptance';
import type { Format } from '../../domain/exchange/formats';
import * as gift from '../../domain/exchange/gift/read';
import { mostRows } from '../../domain/exchange/limits';
import type { Found, Remark, Row } from '../../domain/exchange/row';

export interface File {
  bytes: Uint8Array;
  /** Of the file, '' where it was pasted. */
  name: string;
  /** Null where the content is to tell. */
  format: Format | null;
}

export interface ReadFile extends Found {
  /** Null where it is none that we know. */
  format: Format | null;
}

export async function readFile({ bytes, format }: File): Promise<ReadFile> {
  const { text, isGuessed } = decode(bytes);
  const { rows, flaws, lost } = gift.read(text);
  return {
    format: format ?? 'gift',
    rows: rows.slice(0, mostRows).map(checked),
    flaws: rows.length > mostRows ? [...flaws, tooMany] : flaws,
    lost: isGuessed ? [...lost, guessed] : lost
  };
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
  const flaws = flawsIn(row.draft).map(({ path, message }) => ({
    line: row.line,
    text: `${placeOf(path)}: ${message}`
  }));
  return flaws.length > 0 ? { ...row, flaws } : row;
}

/** `options.2.text` is the third. */
const placeOf = (path: (string | number)[]) =>
  path.map((step) => (typeof step === 'number' ? step + 1 : step)).join(' ');

/** Which format a file has, by what it holds and, where that leaves it open, by its name. */
import { isArchive, namesIn } from './archive';
import type { Format } from './formats';
import * as gift from './gift/read';
import * as numbered from './numbered/read';
import type { Found } from './row';
import * as table from './table/read';

/** So much of a text, in characters, tells. */
const enough = 40_000;

type Text = 'gift' | 'table' | 'text';

const otherKind = 'Give a file of questions: this one is of another kind';

/** Files that we do not read, and how they become one that we do. */
const foreign: [(start: string) => boolean, string][] = [
  [(start) => start.startsWith('%PDF'), 'Copy the text out of the PDF and paste it here'],
  [
    (start) => start.startsWith('\xd0\xcf\x11\xe0'),
    'Save it in the newer format of Word (.docx), or a sheet as CSV'
  ],
  [(start) => start.startsWith('{\\rtf'), 'Save it as a Word document (.docx) or as plain text'],
  [
    (start) => /^(?:\x89PNG|GIF8|\xff\xd8\xff|RIFF|\x1f\x8b|7z|Rar!|SQLite format)/.test(start),
    otherKind
  ]
];

/**
 * @param name of the file; '' where it was pasted
 * @param text of the bytes, once it is asked for
 * @returns the format, or what to do with a file that has none of ours
 */
export function detect(
  bytes: Uint8Array,
  name: string,
  text: () => string
): { format: Format } | { fix: string } {
  if (isArchive(bytes)) return inArchive(namesIn(bytes), name);
  const start = String.fromCharCode(...bytes.subarray(0, 16));
  const strange = foreign.find(([is]) => is(start));
  if (strange) return { fix: strange[1] };
  const whole = text();
  if (whole.trim() === '') return { fix: 'Give a file that is not empty' };
  if (isBinary(whole.slice(0, enough))) return { fix: otherKind };
  return xmlIn(whole.slice(0, enough)) ?? { format: textFormat(whole, name) };
}

/** A text has hardly any control characters, whatever program it is of. */
const isBinary = (text: string): boolean =>
  (text.match(/[\0-\x08\x0e-\x1a\x1c-\x1f]/g)?.length ?? 0) > text.length / 50;

function inArchive(names: string[], name: string): { format: Format } | { fix: string } {
  const holds = (pattern: RegExp) => names.some((one) => pattern.test(one));
  if (holds(/^collection\.anki2\w?$/)) return { format: 'anki' };
  if (holds(/^word\/document\d*\.xml$/)) return { format: 'word' };
  if (holds(/(^|\/)questions\.yaml$/)) return { format: 'folder' };
  if (holds(/(^|\/)imsmanifest\.xml$/i)) return { format: 'qti' };
  if (holds(/^xl\//))
    return { fix: 'Save the sheet as CSV, or copy its cells and paste them here' };
  if (holds(/^moodle_backup\.xml$/))
    return { fix: 'Export the question bank as Moodle XML: this is a backup of a course' };
  if (holds(/\.xml$/i)) return { format: 'qti' };
  if (/\.(?:apkg|colpkg)$/i.test(name)) return { format: 'anki' };
  if (/\.docx$/i.test(name)) return { format: 'word' };
  return { fix: 'Unpack the archive and give the file of questions that is in it' };
}

function xmlIn(text: string): { format: Format } | { fix: string } | null {
  if (!/^\ufeff?\s*</.test(text)) return null;
  const roots =
    /<(?:\w+:)?(quiz|questestinterop|manifest|assessment\w+|qti-assessment[\w-]+|html)[\s>]/i;
  const root = roots.exec(text)?.[1]?.toLowerCase();
  if (root === 'html') return { fix: 'Copy the text out of the page and paste it here' };
  if (root) return { format: root === 'quiz' ? 'moodle' : 'qti' };
  return /^\ufeff?\s*<\?xml/.test(text)
    ? { fix: 'Give Moodle XML or QTI: this XML is of another kind' }
    : null;
}

/** Files of ours, and those of Moodle, say in their first line what they are. */
const signed: [RegExp, Format][] = [
  [/^\s*- (?:id|case): /, 'folder'],
  [/^\s*(?:\/\/ palpate:\{|\/\/ question: \d|\$CATEGORY: )/, 'gift'],
  [/^\s*id,type,question,[^\r\n]*,palpate\r?\n/, 'table']
];

/** Of the readers of text the one that makes the most of it. */
function textFormat(whole: string, name: string): Format {
  const own = signed.find(([pattern]) => pattern.test(whole));
  if (own) return own[1];
  const sample =
    whole.length > enough ? whole.slice(0, whole.lastIndexOf('\n', enough) + 1 || enough) : whole;
  const found = new Map<Text, Found>([
    ['gift', gift.read(sample)],
    ['table', table.read(whole.length > enough ? withWholeCells(sample) : sample)],
    ['text', numbered.read(sample)]
  ]);
  const best = Math.max(...[...found.values()].map(soundIn));
  const alike = [...found.keys()].filter((format) => soundIn(found.get(format)!) === best);
  const format =
    alike.find((one) => one === byName(name)) ??
    // A cell may hold what would be a question elsewhere.
    alike.find((one) => one === 'table' && table.hasHeader(sample)) ??
    (best > 0 ? alike[0]! : byLook(sample));
  const isAiken = format === 'text' && /^ANSWER: ?[A-Z]\s*$/m.test(sample);
  return isAiken && found.get('text')!.rows.every((row) => row.name === null) ? 'aiken' : format;
}

/** @returns the sample up to its last line that does not end within a cell in quotation marks */
function withWholeCells(sample: string): string {
  let isOdd = (sample.match(/"/g)?.length ?? 0) % 2 === 1;
  let end = sample.length;
  while (isOdd && end > sample.length / 2) {
    const start = sample.lastIndexOf('\n', end - 2) + 1;
    if ((sample.slice(start, end).match(/"/g)?.length ?? 0) % 2 === 1) isOdd = false;
    end = start;
  }
  // Marks that stand for inches or seconds have no partner anywhere.
  return isOdd ? sample : sample.slice(0, end);
}

/** Questions without flaw, less those with: a reader finds something in any text. */
const soundIn = ({ rows }: Found): number =>
  rows.reduce((sum, { flaws }) => sum + (flaws.length === 0 ? 1 : -1), 0);

const byName = (name: string): Text | null =>
  /\.gift(?:\.txt)?$/i.test(name) ? 'gift' : /\.(?:csv|tsv|tab)$/i.test(name) ? 'table' : null;

/** Where none makes anything of it, the flaws of the likeliest help most. */
const byLook = (text: string): Text =>
  /^::|\{[^{}]*[=~#]/m.test(text)
    ? 'gift'
    : /^[^\n]*(?:\t|;|,[^ \n])/.test(text.trim())
      ? 'table'
      : 'text';

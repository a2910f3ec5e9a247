/** Writing a table of questions that a spreadsheet opens and a person can read. */
import { csv } from '../../csv';
import { splitAtGaps } from '../../items/gaps';
import type { Item } from '../../items/registry';
import { keep } from '../kept';
import { shownAs } from '../shown';
import { unseen } from '../unseen';
import type { Column } from './columns';

type Cells = Map<Column, string | number>;
type Numbered = 'option' | 'feedback';

/** As a key names an option: by its letter, or by its number where letters end. */
const mark = (place: number) => (place < 26 ? String.fromCharCode(65 + place) : String(place + 1));

/** Columns before and after those of options and their feedback. */
const before: Column[] = ['name', 'type', 'stem'];
const between: Column[] = ['key', 'tolerance', 'unit'];
const after: Column[] = ['explanation', 'hint', 'objective', 'area', 'copy'];

const headers: Partial<Record<Column, string>> = {
  name: 'id',
  stem: 'question',
  key: 'correct',
  copy: 'palpate'
};

function put(cells: Cells, kind: Numbered, texts: readonly string[]) {
  texts.forEach((text, i) => cells.set(`${kind} ${i}`, text));
}

/** @returns what other programs read of the item, by column: a function of nothing else */
export function cellsOf(item: Item): Cells {
  const shown = shownAs(item);
  const cells: Cells = new Map<Column, string | number>([
    ['name', item.id],
    ['stem', shown.stem],
    ['explanation', shown.explanation],
    ['hint', item.hint ?? ''],
    ['objective', item.objective],
    ['area', item.area]
  ]);
  if (item.type === 'cloze') fillCloze(cells, item);
  else if (item.type === 'order') {
    cells.set('type', 'order');
    put(
      cells,
      'option',
      item.entries.map(({ text }) => text)
    );
    put(
      cells,
      'feedback',
      item.entries.map(({ feedback }) => feedback)
    );
  } else if (shown.form === 'options') {
    cells.set('type', shown.isSingle ? 'multiple choice' : 'multiple response');
    put(
      cells,
      'option',
      shown.options.map(({ text }) => text)
    );
    put(
      cells,
      'feedback',
      shown.options.map(({ feedback }) => feedback)
    );
    const isKey = shown.isSingle ? (share: number) => share === 1 : (share: number) => share > 0;
    const keys = shown.options.flatMap(({ share }, i) => (isKey(share) ? [mark(i)] : []));
    cells.set('key', keys.join(', '));
  } else if (shown.form === 'verdict') {
    cells.set('type', 'true/false');
    cells.set('key', shown.value ? 'True' : 'False');
    put(cells, 'feedback', [shown.feedback.true, shown.feedback.false]);
  } else if (shown.form === 'number') {
    cells.set('type', 'numeric');
    cells.set('key', shown.value);
    cells.set('tolerance', shown.tolerance);
    put(cells, 'feedback', [shown.feedback]);
    if (item.type === 'numeric' && item.unit !== undefined) {
      cells.set('unit', item.unit);
      cells.set('stem', item.stem);
    }
  } else if (shown.form === 'pairs') {
    cells.set('type', item.type === 'match' ? 'match' : 'classify');
    const pairs = shown.pairs.map(({ left, right }) => `${left} = ${right}`);
    put(cells, 'option', [...pairs, ...shown.extra.map((right) => ` = ${right}`)]);
    put(
      cells,
      'feedback',
      shown.pairs.map(({ feedback }) => feedback)
    );
  } else if (shown.form === 'essay') {
    cells.set('type', 'essay');
    cells.set('key', shown.model);
  }
  return cells;
}

/** The text with its wordings where they are missing: `work is [[outcome|goal]]-based`. */
function fillCloze(cells: Cells, { stem, text, gaps }: Extract<Item, { type: 'cloze' }>) {
  const gapOf = new Map(gaps.map((gap) => [gap.id, gap]));
  const pieces = splitAtGaps(text);
  const inText = pieces.filter((_, i) => i % 2 === 1).map((id) => gapOf.get(id)!);
  cells.set('type', 'cloze');
  cells.set('stem', stem);
  cells.set(
    'option 0',
    pieces
      .map((piece, i) => (i % 2 === 0 ? piece : `[[${gapOf.get(piece)!.accept.join('|')}]]`))
      .join('')
  );
  put(
    cells,
    'feedback',
    inText.map(({ feedback }) => feedback)
  );
}

const headerOf = (column: Column): string => {
  const [kind, place] = column.split(' ');
  // A single letter far down the alphabet may be any word's.
  if (kind === 'option')
    return Number(place) < 12 ? mark(Number(place)) : `option ${Number(place) + 1}`;
  if (kind === 'feedback' && place) return `feedback ${mark(Number(place))}`;
  return headers[column] ?? column;
};

/**
 * @param items in any number, of all types
 * @returns CSV, from which `read` makes the very same items
 */
export function write(items: readonly Item[]): string {
  const rows = items.map((item) => cellsOf(item).set('copy', keep(item)));
  const widest = (kind: Numbered): Column[] => {
    const used = [...Array(50).keys()].filter((i) => rows.some((row) => row.get(`${kind} ${i}`)));
    return Array.from({ length: (used.at(-1) ?? -1) + 1 }, (_, i): Column => `${kind} ${i}`);
  };
  const some = (columns: Column[]) =>
    columns.filter((column) => rows.some((row) => (row.get(column) ?? '') !== ''));
  const columns = [
    ...before,
    ...widest('option'),
    ...some(between),
    ...widest('feedback'),
    ...some(after)
  ];
  return csv([
    columns.map(headerOf),
    ...rows.map((row) => columns.map((column) => row.get(column) ?? ''))
  ]);
}

/** @returns null where the columns show all of an item to others, else what they will not see */
export const holds = (item: Item): string | null =>
  unseen(item, ['hint', 'gaps', 'sequence', 'bins', 'partFeedback']);

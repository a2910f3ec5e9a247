/** A text as it is laid out while the tags of its HTML go by. */

/** Blank space as HTML has it: any amount is one space. */
const blank = /[ \t\r\n\f\u00a0]+/g;

/** @returns what writes on an empty page, and `text`, which reads it */
export function page() {
  let written = '';
  /** Ends of line that are due before the next word. */
  let due = 0;
  let isSpaceDue = false;
  /** Whether a space would stand at the beginning of a line or a cell. */
  let isFresh = true;
  let mark = '';
  /** Cells so far of the row that is being read; null outside of one. */
  let cells: number | null = null;
  /** Numbers of the next entries of the lists that are open; null where they have none. */
  const lists: (number | null)[] = [];

  function catchUp() {
    if (due > 0 && written !== '') {
      written += '\n'.repeat(due);
      isFresh = true;
    }
    if (isSpaceDue && !isFresh) written += ' ';
    written += mark;
    [due, isSpaceDue, isFresh, mark] = [0, false, false, ''];
  }

  const breakLine = (ends: number) => {
    if (cells) isSpaceDue = true;
    else due = Math.max(due, ends);
  };

  return {
    text: () => written,
    /** @param isPre whether each blank counts */
    write(text: string, isPre: boolean) {
      const words = isPre ? text : text.replace(blank, ' ');
      const shown = isPre ? words : words.trim();
      if (words.startsWith(' ')) isSpaceDue = true;
      if (shown === '') return;
      catchUp();
      written += shown;
      isSpaceDue = !isPre && words.endsWith(' ');
    },
    /** What follows stands on the next line; two of these leave one blank. */
    line: () => breakLine(Math.min(due + 1, 2)),
    /** What follows is another paragraph, or within a list another line. */
    block: () => breakLine(lists.length > 0 ? 1 : 2),
    openList(first: number | null) {
      breakLine(lists.length > 0 ? 1 : 2);
      lists.push(first);
    },
    closeList() {
      lists.pop();
      breakLine(lists.length > 0 ? 1 : 2);
    },
    entry() {
      const next = lists.at(-1) ?? null;
      breakLine(1);
      mark = next === null ? '- ' : `${next}. `;
      if (next !== null) lists[lists.length - 1] = next + 1;
    },
    row() {
      cells = null;
      breakLine(1);
      cells = 0;
    },
    cell() {
      if (cells) {
        isSpaceDue = false;
        catchUp();
        written += '\t';
        isFresh = true;
      }
      cells = (cells ?? 0) + 1;
    },
    endTable() {
      cells = null;
      breakLine(2);
    }
  };
}

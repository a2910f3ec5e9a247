/** Lines of a document, each with the label that a reader sees before it. */
import type { Label } from './lists';
import { cut, splitLines, wordsOf, type Piece } from './marks';
import { isTable, type Block, type Paragraph, type Table } from './paragraphs';

export interface Line {
  pieces: Piece[];
  /** That of a list; null where what stands before it is typed. */
  label: Label | null;
  lost: string[];
}

const option = /(?:^|\t|\s\s)[*]?\(?([a-h])[.)]\s*(?=\S)/gi;

/** @returns a line for each end of line; options that stand side by side on a line of their own */
export function linesOf(blocks: readonly Block[]): Line[] {
  return blocks.flatMap((block) =>
    isTable(block) ? linesOfTable(block) : linesOfParagraph(block)
  );
}

function linesOfParagraph({ pieces, label, lost }: Paragraph): Line[] {
  const [first = [], ...others] = splitLines(pieces).flatMap(sideBySide);
  return [
    { pieces: first, label, lost },
    ...others.map((line) => ({ pieces: line, label: null, lost: [] }))
  ];
}

function sideBySide(pieces: Piece[]): Piece[][] {
  const found = [...wordsOf(pieces).matchAll(option)];
  const isInTurn = found.every(([, letter], i) => letter!.toLowerCase().charCodeAt(0) - 97 === i);
  if (found.length < 2 || !isInTurn) return [pieces];
  const starts = [0, ...found.map(({ index }) => index).filter((index) => index > 0)];
  return starts.map((start, i) => cut(pieces, start, starts[i + 1]));
}

/** Cells of a line each stand beside each other; else their paragraphs are lines. */
function linesOfTable({ rows }: Table): Line[] {
  return rows.flatMap((cells) => {
    const isLine = cells.length > 1 && cells.every((cell) => cell.filter(hasWords).length < 2);
    if (!isLine) return linesOf(cells.flat());
    const filled = cells.map((cell) => cell.find(hasWords));
    const pieces = filled.flatMap((cell, i) => [
      ...(i > 0 ? [{ text: '\t', marks: new Set<never>() }] : []),
      ...(cell?.pieces ?? []).map((piece) => ({ ...piece, text: piece.text.replaceAll('\n', ' ') }))
    ]);
    const label = filled[0]?.label ?? null;
    return [{ pieces, label, lost: cells.flat().flatMap(({ lost }) => lost) }];
  });
}

const hasWords = ({ pieces }: Paragraph) => wordsOf(pieces).trim() !== '';

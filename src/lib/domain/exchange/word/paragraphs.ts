/** Paragraphs and tables of a document, in order. */
import { first, within, type Element } from '../xml';
import type { Label } from './lists';
import { wordsOf, type Piece } from './marks';
import { unseen, wordsIn, type Parts } from './runs';
import { valueOf, type Place } from './styles';

export interface Paragraph {
  pieces: Piece[];
  label: Label | null;
  /** What it had that is no text. */
  lost: string[];
}

export interface Table {
  /** The paragraphs of each cell, by row. */
  rows: Paragraph[][][];
}
export type Block = Paragraph | Table;

export const isTable = (block: Block): block is Table => 'rows' in block;

/**
 * @param count gives each paragraph of a list its label, asked in order
 * @returns what the body of a document holds; the text of boxes stands behind their paragraph
 */
export function blocksIn(
  body: Element,
  parts: Parts,
  count: (place: Place) => Label | null
): Block[] {
  /** A paragraph whose end was deleted: the next one goes on with it. */
  let open: Paragraph | null = null;

  function blocks(element: Element): Block[] {
    return within(element).flatMap((child) => {
      if (child.name === 'p') return paragraph(child);
      if (child.name === 'tbl') return [table(child)];
      return unseen.has(child.name) ? [] : blocks(child);
    });
  }

  function paragraph(p: Element): Block[] {
    const properties = first(p, 'pPr');
    const { pieces, lost, boxes } = wordsIn(p, parts);
    const style = valueOf(properties && first(properties, 'pStyle')) ?? null;
    const place = parts.styles.place(style, properties);
    // An empty one has no number, though Word counts it.
    const label = place && wordsOf(pieces).trim() !== '' ? count(place) : null;
    const whole: Paragraph = open ?? { pieces: [], label: null, lost: [] };
    for (const piece of pieces) whole.pieces.push(piece);
    whole.lost.push(...lost);
    whole.label ??= label;
    const end = properties && first(properties, 'rPr');
    open = end && (first(end, 'del') ?? first(end, 'moveFrom')) ? whole : null;
    return [...(open ? [] : [whole]), ...boxes.flatMap(blocks)];
  }

  const table = (element: Element): Table => ({
    rows: inside(element, 'tr')
      .filter((row) => !within(row, 'trPr').some((properties) => first(properties, 'del')))
      .map((row) =>
        inside(row, 'tc').map((cell) =>
          blocks(cell).flatMap((block) => (isTable(block) ? block.rows.flat(2) : [block]))
        )
      )
  });

  const all = blocks(body);
  return open ? [...all, open] : all;
}

/** Rows and cells may be wrapped, such as in a form's fields. */
const inside = (element: Element, name: string): Element[] =>
  within(element).flatMap((child) => {
    if (child.name === name) return [child];
    return ['sdt', 'sdtContent', 'ins', 'customXml'].includes(child.name)
      ? inside(child, name)
      : [];
  });

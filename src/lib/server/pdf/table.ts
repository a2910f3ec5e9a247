/** A table that goes on over pages: its head is drawn again on each, and read once. */
import { adorn, bottom, ink, margin, tag, write, type Canvas, type Element } from './page';
import type { Part } from '../../domain/papers/sheet';

type Table = Extract<Part, { is: 'table' }>;
type Face = 'text' | 'bold';

const size = 8.5;
const pad = { x: 4, y: 4 };
/** Between the top of a number and that of a text beside it. */
const gap = 1;

/** Lets others have the process for a moment: a report of a large school takes a while. */
const pause = () => new Promise((resolve) => setImmediate(resolve));
const rowsAtOnce = 10;

export async function drawTable(canvas: Canvas, table: Table): Promise<void> {
  const { doc, root } = canvas;
  const grid = gridOf(canvas, table);
  const element = doc.struct('Table');
  const titles = table.columns.map(({ title }) => title);
  const captionHeight = doc
    .font('bold', 9.5)
    .heightOfString(table.caption, { width: canvas.width });
  const first = table.rows[0] ?? table.foot[0];
  const least =
    captionHeight +
    8 +
    height(canvas, grid, titles, 'bold', true) +
    (first ? height(canvas, grid, first, 'text') : 0);
  if (doc.y + least > bottom(canvas)) doc.addPage();
  root.add(element);
  tag(canvas, element, 'Caption', () => {
    doc
      .font('bold', 9.5)
      .fillColor(ink.text)
      .text(table.caption, margin, doc.y, { width: canvas.width });
  });
  doc.y += 4;
  const head = () =>
    drawRow(canvas, grid, { cells: titles, face: 'bold', header: 'Column', line: 1 });
  const section = (type: string) => {
    const one = doc.struct(type);
    element.add(one);
    return one;
  };
  const top = section('THead');
  head()(top);
  top.end();
  const body = section('TBody');
  const footHeight = table.foot.reduce((sum, foot) => sum + height(canvas, grid, foot, 'bold'), 0);
  for (const [i, cells] of table.rows.entries()) {
    if (i % rowsAtOnce === rowsAtOnce - 1) await pause();
    // Sums do not stand on a page of their own.
    const below = i === table.rows.length - 1 ? footHeight : 0;
    row(canvas, grid, { cells, face: 'text', header: 'Row', line: 0.4 }, body, head, below);
  }
  body.end();
  if (table.foot.length > 0) {
    const foot = section('TFoot');
    for (const cells of table.foot)
      row(canvas, grid, { cells, face: 'bold', header: 'Row', line: 1 }, foot, head);
    foot.end();
  }
  element.end();
  doc.x = margin;
  doc.y += 12;
}

interface Grid {
  x: number[];
  width: number[];
  isNumber: boolean[];
}

function gridOf({ width }: Canvas, { columns }: Table): Grid {
  const shares = columns.reduce((sum, column) => sum + column.width, 0);
  const widths = columns.map((column) => (column.width / shares) * width);
  const x = widths.map((_, i) => margin + widths.slice(0, i).reduce((sum, one) => sum + one, 0));
  return { x, width: widths, isNumber: columns.map(({ isNumber }) => isNumber ?? false) };
}

/** What fits into a cell: the first column begins and the last ends with the text around them. */
function place({ x, width, isNumber }: Grid, i: number) {
  const left = i === 0 ? 0 : pad.x;
  const right = i === x.length - 1 ? 0 : pad.x;
  const align = isNumber[i] ? ('right' as const) : ('left' as const);
  return { x: x[i]! + left, options: { width: width[i]! - left - right, align, lineGap: 1 } };
}

/** Numbers stand on one line: only what may go on to another is measured. */
function height(
  canvas: Canvas,
  grid: Grid,
  cells: readonly string[],
  face: Face,
  isHead = false
): number {
  const tall = (cell: string, i: number) =>
    grid.isNumber[i] && !isHead
      ? 0
      : write(canvas, face, size, cell).heightOfString(cell || ' ', place(grid, i).options);
  return Math.max(size, ...cells.map(tall)) + 2 * pad.y;
}

interface Row {
  cells: readonly string[];
  face: Face;
  header: 'Column' | 'Row';
  line: number;
}

function row(
  canvas: Canvas,
  grid: Grid,
  one: Row,
  parent: Element,
  head: () => (parent: Element | null) => void,
  /** What must have room on the same page. */
  below = 0
): void {
  if (canvas.doc.y + height(canvas, grid, one.cells, one.face) + below > bottom(canvas)) {
    canvas.doc.addPage();
    head()(null);
  }
  drawRow(canvas, grid, one)(parent);
}

/** @returns what draws it: under an element, or under none where it is only drawn again */
function drawRow(canvas: Canvas, grid: Grid, { cells, face, header, line }: Row) {
  const { doc } = canvas;
  const isHead = header === 'Column';
  const tall = height(canvas, grid, cells, face, isHead);
  return (parent: Element | null): void => {
    const y = doc.y;
    const draw = (cell: string, i: number) => {
      const { x, options } = place(grid, i);
      write(canvas, face, size, cell).fillColor(isHead ? ink.quiet : ink.text);
      const drop = isHead ? tall - 2 * pad.y - doc.heightOfString(cell || ' ', options) : 0;
      const lineBreak = isHead || !grid.isNumber[i];
      doc.text(cell, x, y + pad.y + drop + gap, { ...options, lineBreak });
    };
    if (parent) {
      const element = doc.struct('TR');
      parent.add(element);
      cells.forEach((cell, i) => {
        const isHeader = isHead || i === 0;
        const options = isHeader ? { scope: header } : {};
        tag(canvas, element, isHeader ? 'TH' : 'TD', () => draw(cell, i), options);
      });
      element.end();
    } else adorn(canvas, () => cells.forEach(draw));
    adorn(canvas, () => {
      const at = header === 'Row' && line === 1 ? y : y + tall;
      doc.moveTo(margin, at).lineTo(margin + canvas.width, at);
      doc.lineWidth(line).stroke(line === 1 ? ink.pen : ink.line);
    });
    doc.y = y + tall;
  };
}

/** How each part of a sheet is set. */
import { adorn, ensure, ink, margin, tag, write, type Canvas } from './page';
import { drawTable } from './table';
import type { Part } from '../../domain/papers/sheet';

export async function drawPart(canvas: Canvas, part: Part): Promise<void> {
  switch (part.is) {
    case 'heading':
      return heading(canvas, part.text);
    case 'text':
      return paragraph(canvas, part.text, part.quiet ?? false);
    case 'facts':
      return facts(canvas, part.facts);
    case 'table':
      return drawTable(canvas, part);
    case 'signature':
      return signature(canvas, part);
  }
}

function heading(canvas: Canvas, text: string): void {
  const { doc, root, width } = canvas;
  // With what follows: a heading does not stand alone at the foot of a page.
  if (!ensure(canvas, 110)) doc.y += 6;
  tag(canvas, root, 'H2', () => {
    doc.font('serif', 15).fillColor(ink.pen).text(text, margin, doc.y, { width });
  });
  doc.y += 5;
}

function paragraph(canvas: Canvas, text: string, quiet: boolean): void {
  const { doc, root, width } = canvas;
  const size = quiet ? 8.5 : 10.5;
  const options = { width: Math.min(width, quiet ? 470 : 440), lineGap: quiet ? 2 : 3.5 };
  write(canvas, 'text', size, text);
  ensure(canvas, doc.heightOfString(text, options));
  tag(canvas, root, 'P', () => {
    write(canvas, 'text', size, text).fillColor(quiet ? ink.quiet : ink.text);
    doc.text(text, margin, doc.y, options);
  });
  doc.y += quiet ? 8 : 12;
}

const labelWidth = 150;
/** Faces differ in height: label and value stand on one line all the same. */
const onLine = { baseline: 'alphabetic' as const };
const ascent = 9.5;

/** Labels and values, read as a list whose entries are one line each. */
function facts(canvas: Canvas, list: readonly [string, string][]): void {
  const { doc, root, width } = canvas;
  const element = doc.struct('L');
  root.add(element);
  for (const [label, value] of list) {
    const options = { width: width - labelWidth, lineGap: 2 };
    write(canvas, 'bold', 10, value);
    const tall = Math.max(14.5, doc.heightOfString(value, options));
    ensure(canvas, tall);
    const y = doc.y;
    const entry = doc.struct('LI');
    element.add(entry);
    tag(canvas, entry, 'Lbl', () => {
      doc
        .font('text', 10)
        .fillColor(ink.quiet)
        .text(label, margin, y + ascent, { ...onLine, width: labelWidth - 12 });
    });
    tag(canvas, entry, 'LBody', () => {
      write(canvas, 'bold', 10, value)
        .fillColor(ink.text)
        .text(value, margin + labelWidth, y + ascent, { ...options, ...onLine });
    });
    entry.end();
    doc.y = y + tall + 2.5;
  }
  element.end();
  doc.x = margin;
  doc.y += 12;
}

/** Room for a hand, a line, and whose it is. */
function signature(canvas: Canvas, { name, title }: { name: string; title: string }): void {
  const { doc, root } = canvas;
  ensure(canvas, 84);
  const y = doc.y + 40;
  adorn(canvas, () => {
    doc
      .moveTo(margin, y)
      .lineTo(margin + 220, y)
      .lineWidth(0.75)
      .stroke(ink.quiet);
  });
  tag(canvas, root, 'P', () => {
    doc
      .font('bold', 10)
      .fillColor(ink.text)
      .text(name, margin, y + 6, { width: 300 });
    if (title)
      doc
        .font('text', 9)
        .fillColor(ink.quiet)
        .text(title, margin, doc.y + 1, { width: 300 });
  });
  doc.y += 10;
}

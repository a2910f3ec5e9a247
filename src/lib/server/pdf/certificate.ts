/** A certificate fills one page on its side, as on a wall. */
import { drawCheck, drawRevoked, qrSize, type Frame } from './letterhead';
import { adorn, ink, tag, write, type Canvas } from './page';
import type { Sheet } from '../../domain/papers/sheet';

const edge = 30;
const inset = 120;

export function drawCertificate(canvas: Canvas, frame: Frame, sheet: Sheet): void {
  const { doc, root } = canvas;
  const { width, height } = doc.page;
  doc.page.margins.bottom = 0; // all of the page is ours
  adorn(canvas, () => {
    doc
      .rect(edge, edge, width - 2 * edge, height - 2 * edge)
      .lineWidth(1.5)
      .stroke(ink.pen);
    doc.rect(edge + 5, edge + 5, width - 2 * edge - 10, height - 2 * edge - 10);
    doc.lineWidth(0.5).stroke(ink.line);
  });
  const wide = { width: width - 2 * inset, align: 'center' as const };
  doc.y = 84;
  tag(canvas, root, 'H1', () => {
    doc.font('serif', 38).fillColor(ink.pen).text(sheet.title, inset, doc.y, wide);
  });
  doc.y += 30;
  for (const part of sheet.parts) {
    if (part.is === 'heading')
      tag(canvas, root, 'H2', () => {
        const size = fitting(canvas, part.text, wide.width);
        doc
          .font('serif', size)
          .fillColor(ink.text)
          .text(part.text, inset, doc.y + 6, { ...wide, lineGap: 3 });
        doc.y += 16;
      });
    if (part.is === 'text')
      tag(canvas, root, 'P', () => {
        write(canvas, 'text', part.quiet ? 9.5 : 12.5, part.text).fillColor(
          part.quiet ? ink.quiet : ink.text
        );
        doc.text(part.text, inset, doc.y, wide);
        doc.y += 8;
      });
  }
  drawRevoked(canvas, frame, inset, wide.width);
  const base = height - edge - 30 - qrSize;
  drawCheck(canvas, frame, edge + 30, base, 'right');
  drawSigner(canvas, frame, sheet, base);
}

/** As large as a name may be on two lines. */
function fitting({ doc }: Canvas, text: string, width: number): number {
  for (const size of [31, 26, 21])
    if (doc.font('serif', size).heightOfString(text, { width }) <= size * 2.8) return size;
  return 17;
}

function drawSigner(
  canvas: Canvas,
  { number, issued, school }: Frame,
  sheet: Sheet,
  base: number
): void {
  const { doc, root } = canvas;
  const x = doc.page.width - edge - 30 - 220;
  const part = sheet.parts.find((one) => one.is === 'signature');
  adorn(canvas, () => {
    doc
      .moveTo(x, base + 20)
      .lineTo(x + 220, base + 20)
      .lineWidth(0.75)
      .stroke(ink.quiet);
  });
  tag(canvas, root, 'P', () => {
    doc
      .font('bold', 10)
      .fillColor(ink.text)
      .text(part?.name ?? '', x, base + 25, { width: 220 });
    doc.font('text', 8.5).fillColor(ink.quiet);
    const lines = [
      part?.title,
      `Number ${number} · Issued ${issued}`,
      school.approval && `School number ${school.approval}`
    ];
    doc.text(lines.filter(Boolean).join('\n'), x, doc.y + 1, { width: 220, lineGap: 1 });
  });
}

/** The head of a paper: whose it is, its number, and where to check it. */
import { encode } from 'uqr';
import { adorn, ink, margin, tag, write, type Canvas } from './page';
import type { Letterhead } from '../../domain/papers/paper';

/** What stands on a paper besides what it says. */
export interface Frame {
  number: string;
  /** As it is printed. */
  code: string;
  /** The page that says whether the paper stands. */
  address: string;
  school: Letterhead;
  /** The date, in words. */
  issued: string;
  /** The date, in words, where it does not stand any more. */
  revoked: string | null;
}

export const qrSize = 66;
const checkWidth = 196;

export function drawHead(canvas: Canvas, frame: Frame, title: string): void {
  const { doc, root, width } = canvas;
  const { school } = frame;
  const left = width - checkWidth - 16;
  tag(canvas, root, 'P', () => {
    doc.font('serif', 17).fillColor(ink.pen).text(school.name, margin, margin, { width: left });
  });
  const lines = [
    ...school.address,
    school.contact,
    school.approval && `School number ${school.approval}`
  ];
  const about = lines.filter(Boolean).join('\n');
  if (about)
    tag(canvas, root, 'P', () => {
      write(canvas, 'text', 8.5, about)
        .fillColor(ink.quiet)
        .text(about, margin, doc.y + 3, { width: left, lineGap: 1.5 });
    });
  const end = doc.y;
  drawCheck(canvas, frame, margin + width - checkWidth, margin, 'left');
  const y = Math.max(end, margin + qrSize) + 12;
  adorn(canvas, () => {
    doc
      .moveTo(margin, y)
      .lineTo(margin + width, y)
      .lineWidth(1)
      .stroke(ink.pen);
  });
  tag(canvas, root, 'H1', () => {
    doc
      .font('serif', 25)
      .fillColor(ink.text)
      .text(title, margin, y + 16, { width });
  });
  tag(canvas, root, 'P', () => {
    doc.font('text', 9.5).fillColor(ink.quiet);
    doc.text(`Number ${frame.number} · Issued ${frame.issued}`, margin, doc.y + 2, { width });
  });
  doc.y += 14;
  drawRevoked(canvas, frame, margin, width);
}

/** Says that a paper does not stand, above all that it says. */
export function drawRevoked(canvas: Canvas, { revoked }: Frame, x: number, width: number): void {
  if (!revoked) return;
  const { doc, root } = canvas;
  const y = doc.y;
  adorn(canvas, () => doc.rect(x, y, width, 26).lineWidth(1.5).stroke('#9c2f1f'));
  tag(canvas, root, 'P', () => {
    doc.font('bold', 11).fillColor('#9c2f1f');
    doc.text(`Revoked on ${revoked}. This paper does not stand any more.`, x + 10, y + 7, {
      width: width - 20
    });
  });
  doc.y = y + 42;
}

/** The code that a telephone reads, and beside it what somebody types. */
export function drawCheck(
  canvas: Canvas,
  { address, code }: Frame,
  x: number,
  y: number,
  side: 'left' | 'right'
): void {
  const { doc, root } = canvas;
  const qrX = side === 'left' ? x + checkWidth - qrSize : x;
  const textX = side === 'left' ? x : x + qrSize + 10;
  const width = checkWidth - qrSize - 10;
  const align = side === 'left' ? ('right' as const) : ('left' as const);
  const short = new URL(address);
  tag(canvas, root, 'P', () => {
    doc
      .font('bold', 8)
      .fillColor(ink.text)
      .text('Check this paper at', textX, y + 6, { width, align });
  });
  const link = doc.struct('Link', { alt: `Check this paper at ${address}` }, [
    () => {
      doc.font('text', 8).fillColor(ink.pen);
      doc.text(`${short.host}/verify`, textX, y + 18, { width, align, link: address });
    }
  ]);
  root.add(link);
  tag(canvas, root, 'P', () => {
    doc
      .font('text', 8)
      .fillColor(ink.quiet)
      .text('with the code', textX, doc.y + 1, { width, align });
    doc
      .font('bold', 8.5)
      .fillColor(ink.text)
      .text(code, textX, doc.y + 1, { width, align, characterSpacing: 0.2 });
  });
  const { data, size } = encode(address, { ecc: 'M', border: 0 });
  const cell = qrSize / size;
  tag(
    canvas,
    root,
    'Figure',
    () => {
      for (const [row, cells] of data.entries())
        for (const [column, isDark] of cells.entries())
          if (isDark) doc.rect(qrX + column * cell, y + row * cell, cell + 0.05, cell + 0.05);
      doc.fill(ink.text);
    },
    { alt: `Code that opens ${address}`, bbox: [qrX, y, qrX + qrSize, y + qrSize] }
  );
}

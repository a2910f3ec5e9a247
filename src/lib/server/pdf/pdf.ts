/** The PDF of a paper: tagged, in one language, with a title, as PDF/UA-1 asks. */
import { drawCertificate } from './certificate';
import { drawHead, type Frame } from './letterhead';
import { finish, makeCanvas } from './page';
import { drawPart } from './parts';
import type { Sheet } from '../../domain/papers/sheet';

export type { Frame } from './letterhead';
export { unprintable } from './page';

/**
 * @param at when the paper was issued: one paper always gives the same bytes
 * @returns the bytes of the file
 */
export async function pdfOf(sheet: Sheet, frame: Frame, at: Date): Promise<Uint8Array> {
  const title = `${sheet.title}, ${frame.number}`;
  const canvas = makeCanvas(
    { title, author: frame.school.name, at },
    sheet.isWide || sheet.isCertificate
  );
  if (sheet.isCertificate) {
    drawCertificate(canvas, frame, sheet);
    if (sheet.annex?.length) canvas.doc.addPage();
    for (const part of sheet.annex ?? []) await drawPart(canvas, part);
    return finish(canvas, null);
  }
  drawHead(canvas, frame, sheet.title);
  for (const part of [...sheet.parts, ...(sheet.annex ?? [])]) await drawPart(canvas, part);
  return finish(canvas, `${frame.school.name} · ${sheet.title} · ${frame.number}`);
}

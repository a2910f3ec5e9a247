/** A PDF page by page: fonts, colours, where the next part goes, and what stands on every page. */
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';

const { resolve } = createRequire(import.meta.url);
const fonts = '@expo-google-fonts';

/** Whole faces, not the parts that browsers get: names have letters of all of Latin. */
export const faces = {
  serif: resolve(`${fonts}/newsreader/500Medium/Newsreader_500Medium.ttf`),
  text: resolve(
    `${fonts}/atkinson-hyperlegible-next/400Regular/AtkinsonHyperlegibleNext_400Regular.ttf`
  ),
  bold: resolve(
    `${fonts}/atkinson-hyperlegible-next/600SemiBold/AtkinsonHyperlegibleNext_600SemiBold.ttf`
  )
};

/** Printed on white: the ink and the pen of the light theme. */
export const ink = { text: '#25211b', quiet: '#5d564b', line: '#d3c9b6', pen: '#2f437f' };

export const margin = 54;
/** Below the text: the foot of the page. */
const footRoom = 74;

export type Doc = InstanceType<typeof PDFDocument>;
export type Element = ReturnType<Doc['struct']>;

/** Whatever is drawn where, and under which element of the structure. */
export interface Canvas {
  doc: Doc;
  root: Element;
  /** The width between the margins. */
  width: number;
}

/**
 * @param info `at` stands as the moment of its making, so that one paper is always the same bytes
 */
export function makeCanvas(
  info: { title: string; author: string; at: Date },
  isWide: boolean
): Canvas {
  const doc = new PDFDocument({
    size: 'LETTER',
    layout: isWide ? 'landscape' : 'portrait',
    margins: { top: margin, left: margin, right: margin, bottom: footRoom },
    font: '', // a face that is opened by its file and again by its name is read anew each time
    lang: 'en-US',
    tagged: true,
    pdfVersion: '1.7',
    subset: 'PDF/UA' as never, // which its types do not know yet
    displayTitle: true,
    bufferPages: true,
    info: {
      ...{ Title: info.title, Author: info.author, CreationDate: info.at, ModDate: info.at },
      ...{ Producer: 'Palpate', Creator: 'Palpate' }
    }
  } as PDFKit.PDFDocumentOptions);
  for (const [name, file] of Object.entries(faces)) doc.registerFont(name, file);
  const root = doc.struct('Document');
  doc.addStructure(root);
  return { doc, root, width: doc.page.width - 2 * margin };
}

/** Adds an element that one piece of the page belongs to. */
export function tag(
  { doc }: Canvas,
  parent: Element,
  type: string,
  draw: () => void,
  options = {}
) {
  parent.add(doc.struct(type, options, [draw]));
}

/** Draws what only adorns: screen readers pass over it. */
export function adorn({ doc }: Canvas, draw: () => void): void {
  doc.markContent('Artifact', { type: 'Layout' });
  draw();
  doc.endMarkedContent();
}

/** How far down a page may be filled. */
export const bottom = ({ doc }: Canvas): number => doc.page.height - footRoom;

/** Goes on with the next page unless so much fits on this one. @returns whether it did */
export function ensure(canvas: Canvas, height: number): boolean {
  if (canvas.doc.y + height <= bottom(canvas)) return false;
  canvas.doc.addPage();
  return true;
}

/** @returns the bytes, with a foot on every page, if any: these words at the left, the page at the right */
export async function finish(canvas: Canvas, foot: string | null): Promise<Uint8Array> {
  const { doc, width } = canvas;
  const chunks: Uint8Array[] = [];
  doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  const ended = new Promise((resolve) => doc.on('end', resolve));
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; foot !== null && page < start + count; page++) {
    doc.switchToPage(page);
    const y = doc.page.height - 46;
    doc.page.margins.bottom = 0; // else what is written below the text begins another page
    doc.markContent('Artifact', { type: 'Pagination', attached: ['Bottom'] });
    doc
      .moveTo(margin, y - 8)
      .lineTo(margin + width, y - 8)
      .lineWidth(0.5)
      .stroke(ink.line);
    doc.font('text', 8).fillColor(ink.quiet);
    doc.text(foot, margin, y, { width: width - 80, lineBreak: false });
    doc.text(`Page ${page - start + 1} of ${count}`, margin + width - 80, y, {
      ...{ width: 80, align: 'right', lineBreak: false }
    });
    doc.endMarkedContent();
  }
  canvas.root.end();
  doc.end();
  await ended;
  return Buffer.concat(chunks);
}

interface Shapes {
  _font: { font: { hasGlyphForCodePoint(code: number): boolean } };
}

const lacks = (doc: Doc, face: string, text: string): string[] => {
  const { font } = (doc.font(face) as unknown as Shapes)._font;
  return [...new Set(text.replace(/\s/g, ''))].filter(
    (sign) => !font.hasGlyphForCodePoint(sign.codePointAt(0)!)
  );
};

/** Chooses a face and size; of a text that the face has not all signs for, the serif, which has more. */
export function write({ doc }: Canvas, face: keyof typeof faces, size: number, text: string): Doc {
  const isPlain = /^[ -~\s]*$/.test(text);
  const chosen = isPlain || lacks(doc, face, text).length === 0 ? face : 'serif';
  return doc.font(chosen, size);
}

/** @returns the signs of a text that no face of ours has, each once */
export const unprintable = (text: string): string[] =>
  lacks(makeCanvas({ title: '', author: '', at: new Date(0) }, false).doc, 'serif', text);

/** The parts of a Word document as text (ECMA-376). */
import { first, parseXml, within, type Element } from '../xml';
import type { Remark } from '../row';
import { linesOf, type Line } from './lines';
import { countingOf } from './lists';
import { blocksIn, isTable } from './paragraphs';
import { isSheet, sheetText } from './sheets';
import { stylesOf } from './styles';
import { textOf } from './text';

/** XML of each part; null where the document has none. */
export interface Sources {
  document: string;
  styles: string | null;
  numbering: string | null;
  /** The relations of the document. */
  relations: string | null;
}

export interface Written {
  /** Questions and options, a line each. */
  text: string;
  /** Tables of questions, at the lines that `text` leaves empty for them. */
  sheets: { line: number; text: string }[];
  lost: Remark[];
}

/** @returns the text of a document, or a flaw */
export function written(sources: Sources): Written | { flaw: string } {
  const { root, flaw } = parseXml(sources.document);
  const body = root && first(root, 'body');
  if (!body)
    return {
      flaw: flaw
        ? 'This document is damaged. Open it in Word and save it once more'
        : 'This is no document of Word. Save it as .docx'
    };
  const rootOf = (xml: string | null) => (xml === null ? null : parseXml(xml).root);
  const parts = {
    styles: stylesOf(rootOf(sources.styles)),
    links: linksOf(rootOf(sources.relations))
  };
  const lines: Line[] = [];
  const sheets: Written['sheets'] = [];
  for (const block of blocksIn(body, parts, countingOf(rootOf(sources.numbering)))) {
    const isOfQuestions = isTable(block) && isSheet(block);
    if (isOfQuestions) sheets.push({ line: lines.length + 1, text: sheetText(block) });
    for (const line of linesOf([block])) lines.push(isOfQuestions ? { ...line, pieces: [] } : line);
  }
  return { ...textOf(lines), sheets };
}

const linksOf = (root: Element | null): Map<string, string> =>
  new Map(
    (root ? within(root, 'Relationship') : []).map(({ attributes }) => [
      attributes.Id ?? '',
      attributes.Target ?? ''
    ])
  );

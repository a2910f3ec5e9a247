/** The parts of a Word document as text (ECMA-376). */
import { first, parseXml, within, type Element } from '../xml';
import type { Remark } from '../row';
import { linesOf } from './lines';
import { countingOf } from './lists';
import { blocksIn } from './paragraphs';
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

/** @returns text with questions and options a line each, and what it lost by line; or a flaw */
export function documentText(
  sources: Sources
): { text: string; lost: Remark[] } | { flaw: string } {
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
  const blocks = blocksIn(body, parts, countingOf(rootOf(sources.numbering)));
  return textOf(linesOf(blocks));
}

const linksOf = (root: Element | null): Map<string, string> =>
  new Map(
    (root ? within(root, 'Relationship') : []).map(({ attributes }) => [
      attributes.Id ?? '',
      attributes.Target ?? ''
    ])
  );

/** The body of a QTI item as HTML, its interactions taken out. */
import { escaped, isElement, type Element } from '../xml';

/** What an element is replaced by, as HTML; undefined where it stays as it is. */
export type Replace = (element: Element) => string | undefined;

/** @returns the content of an element as HTML */
export const htmlIn = ({ content }: Element, replace: Replace = () => undefined): string =>
  content
    .map((piece) =>
      isElement(piece) ? (replace(piece) ?? htmlOf(piece, replace)) : escaped(piece)
    )
    .join('');

function htmlOf(element: Element, replace: Replace): string {
  const attributes = Object.entries(element.attributes)
    .map(([name, value]) => ` ${name}="${escaped(value)}"`)
    .join('');
  // Elements of QTI's own that hold whole paragraphs.
  const name = /^(?:prompt|content-body|rubric-block|feedback-block)$/.test(element.name)
    ? 'div'
    : element.name;
  return `<${name}${attributes}>${htmlIn(element, replace)}</${name}>`;
}

/** XML as a tree, and texts for it. Nothing outside of the text is ever asked for. */
import { SaxesParser } from 'saxes';
import type { Remark } from './row';

export interface Element {
  /** Without its prefix. */
  name: string;
  attributes: Record<string, string>;
  /** Elements and the texts between them, in order. */
  content: (Element | string)[];
  comments: string[];
  line: number;
  /** As it is written. */
  source: string;
}

/** No file of questions comes near these. */
const most = { depth: 100, attributes: 200, elements: 500_000, parts: 5000 };

/** What may not stand in XML: some programs write it all the same. */
const forbidden = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/gu;

class Refusal extends Error {}

const withoutPrefix = (name: string) => name.slice(name.indexOf(':') + 1);

/**
 * Reads XML. There are no entities but XML's own five, and no document type.
 * @returns the root with all of its elements that had ended before the flaw, if there is one; null
 *   where not even the root began. Time and memory are in proportion to the length of the text.
 */
export function parseXml(text: string): { root: Element | null; flaw: Remark | null } {
  const trimmed = text.trimStart();
  const clean = trimmed.replace(forbidden, ' ');
  const parser = new SaxesParser({ position: false });
  parser.line += text.slice(0, text.length - trimmed.length).split('\n').length - 1;
  /** Elements that have not ended, and where they start. */
  const open: { element: Element; at: number }[] = [];
  let root: Element | null = null;
  let start = { line: 1, at: 0 };
  const count = { elements: 0, attributes: 0 };
  const inner = () => open.at(-1)?.element;
  const say = (words: string) => inner()?.content.push(words);
  parser.on('error', ({ message }) => {
    throw new Refusal(`This is not sound XML: ${hintOn(message)}`);
  });
  parser.on('doctype', () => {
    throw new Refusal('Take out the line that begins with <!DOCTYPE: it is not read, to be safe');
  });
  parser.on('opentagstart', () => {
    const { line, position } = parser;
    const hasTurned = /[\r\n]/.test(clean[position - 1]!);
    start = { line: hasTurned ? line - 1 : line, at: clean.lastIndexOf('<', position - 1) };
    count.attributes = 0;
    if (++count.elements > most.elements)
      throw new Refusal('The file has too many elements to be read at once: part it');
    if (open.length === most.depth)
      throw new Refusal(`More than ${most.depth} elements stand in each other here: simplify this`);
  });
  parser.on('attribute', () => {
    if (++count.attributes > most.attributes)
      throw new Refusal(`An element has more than ${most.attributes} attributes here: simplify it`);
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element: Element = {
      name: withoutPrefix(name),
      attributes: attributes as Element['attributes'],
      ...{ content: [], comments: [], line: start.line, source: '' }
    };
    open.push({ element, at: start.at });
    root ??= element;
  });
  parser.on('closetag', () => {
    const { element, at } = open.pop()!;
    element.source = clean.slice(at, parser.position);
    inner()?.content.push(element);
  });
  parser.on('text', say);
  parser.on('cdata', say);
  parser.on('comment', (words) => inner()?.comments.push(words));
  try {
    parser.write(clean).close();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { root, flaw: { line: parser.line, text: error.message } };
  }
  return { root, flaw: null };
}

const hintOn = (message: string) =>
  message === 'undefined entity.'
    ? 'write & as &amp;, and other signs as they are'
    : message.replace(/\.$/, '');

export const isElement = (piece: Element | string): piece is Element => typeof piece !== 'string';

/** @returns the elements right within this one; of one name, where it is given */
export const within = (element: Element | undefined, name?: string): Element[] =>
  (element?.content ?? [])
    .filter(isElement)
    .filter((one) => name === undefined || one.name === name);

export const first = (element: Element | undefined, name: string): Element | undefined =>
  element?.content.find((piece): piece is Element => isElement(piece) && piece.name === name);

/** @returns all elements of a name anywhere within this one, in order */
export const anywhere = (element: Element | undefined, name: string): Element[] =>
  within(element).flatMap((one) => [...(one.name === name ? [one] : []), ...anywhere(one, name)]);

const countIn = (element: Element): number =>
  within(element).reduce((count, one) => count + countIn(one), 1);

/** @returns why a question is not read that is far bigger than any honest one; null where it is not */
export const oversize = (question: Element): string | null =>
  countIn(question) > most.parts ? 'This question has thousands of parts: part it' : null;

/** @returns all text within an element, that of its elements included */
export const textIn = (element: Element | undefined): string =>
  (element?.content ?? []).map((piece) => (isElement(piece) ? textIn(piece) : piece)).join('');

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** @returns a text as it may stand in XML, or between quotation marks in an attribute */
export const escaped = (text: string): string =>
  text.replace(forbidden, ' ').replace(/[&<>"]/g, (sign) => signs[sign]!);

/** @returns whether two trees say the same, comments and blanks around elements aside */
export function isSame(a: Element, b: Element): boolean {
  const names = Object.keys(a.attributes);
  if (a.name !== b.name || names.length !== Object.keys(b.attributes).length) return false;
  if (!names.every((name) => a.attributes[name] === b.attributes[name])) return false;
  const [one, other] = [told(a), told(b)];
  return (
    one.length === other.length &&
    one.every((piece, i) => {
      const twin = other[i]!;
      return isElement(piece) && isElement(twin) ? isSame(piece, twin) : piece === twin;
    })
  );
}

/** Texts that follow each other are one, and ends of lines are no matter. */
function told({ content }: Element): (Element | string)[] {
  const pieces: (Element | string)[] = [];
  for (const piece of content) {
    const last = pieces.at(-1);
    if (typeof piece === 'string' && typeof last === 'string')
      pieces[pieces.length - 1] = last + piece;
    else pieces.push(piece);
  }
  return pieces
    .map((piece) => (isElement(piece) ? piece : piece.replace(/\s+/g, ' ').trim()))
    .filter((piece) => piece !== '');
}

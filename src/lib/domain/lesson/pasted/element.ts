/** HTML as a clipboard holds it: what an element says of itself, also in the ways of Word. */
import type { DefaultTreeAdapterTypes as Adapter } from 'parse5';

export type Element = Adapter.Element;
export type Node = Adapter.ChildNode;

export const isElement = (node: Node): node is Element => 'tagName' in node;
export const isText = (node: Node): node is Adapter.TextNode => node.nodeName === '#text';

export const attribute = ({ attrs }: Element, name: string): string =>
  attrs.find((given) => given.name === name)?.value ?? '';

/** @returns the value of a property in its style, in small letters; empty where there is none */
export const styled = (element: Element, property: string): string =>
  new RegExp(`(?:^|;)\\s*${property}\\s*:([^;]*)`, 'i')
    .exec(attribute(element, 'style'))?.[1]
    ?.trim()
    .toLowerCase() ?? '';

export const hasClass = (element: Element, pattern: RegExp): boolean =>
  attribute(element, 'class')
    .split(/\s+/)
    .some((name) => pattern.test(name));

/** Elements whose text nobody reads, or that text cannot stand for. */
const unread = new Set([
  ...['head', 'title', 'style', 'script', 'template', 'noscript', 'annotation', 'annotation-xml'],
  ...['button', 'input', 'select', 'textarea', 'datalist', 'progress', 'meter', 'svg', 'rp', 'rt']
]);
export const pictures = new Set(['img', 'picture', 'v:imagedata']);
export const media = new Set(['audio', 'video', 'iframe', 'object', 'embed', 'canvas']);

/** Whether it is not to be seen, is a comment on the text, or was deleted while changes were tracked. */
export const isLeftOut = (element: Element): boolean =>
  unread.has(element.tagName) ||
  element.attrs.some(({ name }) => name === 'hidden') ||
  styled(element, 'display') === 'none' ||
  styled(element, 'visibility') === 'hidden' ||
  styled(element, 'mso-hide') === 'all' ||
  styled(element, 'mso-element').startsWith('comment') ||
  hasClass(element, /^(mso(com|del$)|commentreference)/i) ||
  (element.tagName === 'del' && /cite|datetime/.test(element.attrs.map(({ name }) => name).join()));

const blocks = new Set([
  ...[
    'html',
    'body',
    'p',
    'div',
    'h1',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'ul',
    'ol',
    'li',
    'menu',
    'dir'
  ],
  ...[
    'blockquote',
    'pre',
    'xmp',
    'listing',
    'plaintext',
    'hr',
    'dl',
    'dt',
    'dd',
    'address',
    'center'
  ],
  ...[
    'table',
    'caption',
    'thead',
    'tbody',
    'tfoot',
    'tr',
    'td',
    'th',
    'article',
    'section',
    'main'
  ],
  ...['header', 'footer', 'nav', 'aside', 'hgroup', 'figure', 'figcaption', 'form', 'fieldset'],
  ...['legend', 'details', 'summary', 'dialog', 'search', 'optgroup', 'option']
]);
/** Whether it stands on lines of its own. */
export const isBlock = (element: Element): boolean => blocks.has(element.tagName);

/** @returns all that is read within, in its order */
export function nodesIn(element: Element): Node[] {
  const open: Node[] = [element];
  const nodes: Node[] = [];
  for (let node = open.pop(); node; node = open.pop()) {
    nodes.push(node);
    if (isElement(node) && !isLeftOut(node)) open.push(...node.childNodes.toReversed());
  }
  return nodes;
}

/** @returns all text within, as it is written */
export const textIn = (element: Element): string =>
  nodesIn(element)
    .filter(isText)
    .map(({ value }) => value)
    .join('');

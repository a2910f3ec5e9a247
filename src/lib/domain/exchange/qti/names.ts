/** QTI 2 writes `responseIdentifier`, QTI 3 `qti-…` and `response-identifier`: here all is the latter without the prefix. */
import { isElement, type Element } from '../xml';

const named = (name: string) =>
  name.replace(/^qti-/, '').replace(/(?<=[a-z\d])[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** @returns the same tree with the names of elements and attributes as QTI 3 has them, but for `qti-` */
export const renamed = (element: Element): Element => ({
  ...element,
  name: named(element.name),
  attributes: Object.fromEntries(
    Object.entries(element.attributes).map(([name, value]) => [named(name), value])
  ),
  content: element.content.map((piece) => (isElement(piece) ? renamed(piece) : piece))
});

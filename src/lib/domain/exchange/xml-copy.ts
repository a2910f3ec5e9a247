/**
 * The whole item, in a comment of the XML that shows it: other programs pass it over, and what they
 * cannot show is there again when the file comes back.
 */
import { parseItem, type Item } from '../items/registry';
import { isSame, parseXml, type Element } from './xml';

const label = ' palpate ';

/** What JSON lets stand and a comment or XML does not. */
const unsafe = /-(?=-)|[\ufffe\uffff]/g;

const coded = (sign: string) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** @returns a comment with the item as it is stored */
export const copyOf = (item: Item): string =>
  `<!--${label}${JSON.stringify(item).replace(unsafe, coded)} -->`;

/**
 * @param write what wrote the element; a pure function of the item
 * @returns the item whose copy an element holds; null where it holds none, or where somebody has
 *   changed since what the element shows
 */
export function restored(element: Element, write: (item: Item) => string): Item | null {
  const item = copyIn(element);
  if (!item) return null;
  const written = write(item);
  if (written === element.source) return item;
  const { root } = parseXml(written);
  return root && isSame(root, element) ? item : null;
}

/** @returns the item that a text was written from, if it is just as `write` has it: quick, for many */
export function unchanged(text: string, write: (item: Item) => string): Item | null {
  const from = text.indexOf(`<!--${label}`);
  const item = from < 0 ? null : parseCopy(text.slice(from + 4, text.indexOf('-->', from)));
  return item && write(item) === text ? item : null;
}

/** @returns whether an element holds a copy, of whatever state */
export const isOurs = ({ comments }: Element): boolean =>
  comments.some((comment) => comment.startsWith(label));

/** Of a question that holds a copy which does not count any more. */
export const changed =
  'It was changed after it had left here, so that it is read as it stands: what the format does not show is gone';

function copyIn({ comments }: Element): Item | null {
  const copy = comments.find((comment) => comment.startsWith(label));
  return copy === undefined ? null : parseCopy(copy);
}

function parseCopy(copy: string): Item | null {
  try {
    const parsed = parseItem(JSON.parse(copy.slice(label.length)));
    return 'item' in parsed ? parsed.item : null;
  } catch {
    return null;
  }
}

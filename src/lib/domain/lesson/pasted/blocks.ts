/** Paragraphs, lists and tables of what was pasted. */
import type { BlockContent, List } from 'mdast';
import { attribute, hasClass, isBlock, isElement, isLeftOut, isText, textIn } from './element';
import type { Element, Node } from './element';
import { entriesFrom, type Entry } from './entries';
import { lineOf, withoutStrong } from './line';
import { rowsIn, tableOf } from './table';
import { linked, marksIn, paragraphsOf, shifted, wordsIn, type Marks, type Word } from './words';

/** What Markdown cannot hold, by how often it was met. */
export interface Lost {
  pictures: number;
  films: number;
  /** Links that became https. */
  changed: number;
  /** Links that lead nowhere from here. */
  dead: number;
}
interface Context {
  marks: Marks;
  lost: Lost;
  /** Elements that this stands in. */
  depth: number;
  /** Lists and quotes that this stands in. */
  nested: number;
}

/** More is of nobody's making; the words of what lies deeper are taken as they are. */
const deepest = { elements: 200, nested: 5 };
const pictures = new Set(['img', 'v:imagedata']);
const films = new Set(['audio', 'video', 'iframe', 'object', 'embed', 'canvas']);

export function blocksOf(nodes: readonly Node[], context: Context): BlockContent[] {
  const { lost } = context;
  const blocks: BlockContent[] = [];
  let words: Word[] = [];
  const flush = () => {
    blocks.push(
      ...paragraphsOf(words).map((children) => ({ type: 'paragraph' as const, children }))
    );
    words = [];
  };
  const walk = (nodes: readonly Node[], marks: Marks, depth: number): void => {
    for (let i = 0; i < nodes.length; i++) {
      const { entries, next } = entriesFrom(nodes, i);
      if (entries.length > 0) {
        flush();
        blocks.push(...listsOf(entries, { ...context, marks, depth }));
        i = next - 1;
        continue;
      }
      const node = nodes[i]!;
      if (isText(node)) words.push(...wordsIn(node.value, marks));
      if (!isElement(node) || isLeftOut(node)) continue;
      const { tagName } = node;
      const within = { ...context, marks: marksIn(node, marks), depth: depth + 1 };
      if (pictures.has(tagName)) lost.pictures++;
      else if (films.has(tagName)) lost.films++;
      else if (tagName === 'br') words.push({ ...marks, text: '\n' });
      else if (depth > deepest.elements) words.push(...wordsIn(textIn(node), marks));
      else if (isBlock(node)) {
        flush();
        blocks.push(...blockOf(node, within));
      } else {
        if (tagName === 'a') countLink(attribute(node, 'href'), lost);
        const text = /^su[bp]$/.test(tagName) ? textIn(node) : '';
        const signs = shifted(text, tagName);
        if (tagName === 'q') words.push({ ...marks, text: '“' });
        if (signs !== text) words.push({ ...within.marks, text: signs });
        else walk(node.childNodes, within.marks, depth + 1);
        if (tagName === 'q') words.push({ ...marks, text: '”' });
      }
    }
  };
  walk(nodes, context.marks, context.depth);
  flush();
  return blocks;
}

function countLink(href: string, lost: Lost): void {
  if (linked(href) === '' && /^[^#]/.test(href)) lost.dead++;
  else if (/^\s*http:/i.test(href)) lost.changed++;
}

function blockOf(element: Element, context: Context): BlockContent[] {
  const { tagName, childNodes } = element;
  const within = () => blocksOf(childNodes, context);
  const level = levelOf(element);
  if (level > 0) {
    const children = lineOf(within(), ' ');
    return children.length > 0
      ? [{ type: 'heading', depth: level as 1, children: withoutStrong(children) }]
      : [];
  }
  switch (tagName) {
    case 'ul':
    case 'ol':
    case 'menu':
    case 'dir':
      return listOf(element, context);
    case 'blockquote':
      return quoteOf(element, context);
    case 'pre':
    case 'xmp':
    case 'listing':
    case 'plaintext': {
      const value = textIn(element).replace(/^\n+|\s+$/g, '');
      return value ? [{ type: 'code', value }] : [];
    }
    case 'hr':
      return [{ type: 'thematicBreak' }];
    case 'table': {
      const rows = rowsIn(element);
      // Of one column, or made to lay a page out, it is no table.
      if (rows.every((row) => row.length < 2) || attribute(element, 'role') === 'presentation')
        return within();
      const cells = rows.map((row) =>
        row.map((cell) => ({ cell, words: lineOf(blocksOf(cell.childNodes, context), '; ') }))
      );
      const captions = childNodes.filter(({ nodeName }) => nodeName === 'caption');
      return [...blocksOf(captions, context), ...tableOf(cells)];
    }
    case 'dt':
      return blocksOf(childNodes, { ...context, marks: { ...context.marks, strong: true } });
    default:
      return hasClass(element, /^Mso(Intense)?Quote/) ? quoteOf(element, context) : within();
  }
}

/** @returns 1 to 6 for a heading, else 0 */
function levelOf(element: Element): number {
  const level = /^h([1-6])$/.exec(element.tagName)?.[1];
  if (level) return Number(level);
  if (hasClass(element, /^MsoTitle$/)) return 1;
  if (attribute(element, 'role') !== 'heading') return 0;
  return Math.min(Math.max(Math.floor(Number(attribute(element, 'aria-level'))) || 2, 1), 6);
}

function quoteOf({ childNodes }: Element, context: Context): BlockContent[] {
  const children = blocksOf(childNodes, { ...context, nested: context.nested + 1 });
  if (children.length === 0 || context.nested >= deepest.nested) return children;
  return [{ type: 'blockquote', children }];
}

function listOf(list: Element, context: Context): BlockContent[] {
  const within = { ...context, nested: context.nested + 1 };
  const items: BlockContent[][] = [];
  for (const node of list.childNodes) {
    const nodes = node.nodeName === 'li' ? (node as Element).childNodes : [node];
    const blocks = blocksOf(nodes, within);
    // Some write a list within a list beside the entry that it belongs to.
    if (node.nodeName !== 'li' && items.length > 0) items.at(-1)!.push(...blocks);
    else if (blocks.length > 0) items.push(blocks);
  }
  const ordered = list.tagName === 'ol';
  return made(ordered, Number(attribute(list, 'start')), items, context);
}

function listsOf(entries: readonly Entry[], context: Context): BlockContent[] {
  const within = { ...context, nested: context.nested + 1 };
  const lists: { ordered: boolean; number: number; items: BlockContent[][] }[] = [];
  for (let i = 0; i < entries.length;) {
    const { level, ordered, number, nodes } = entries[i]!;
    const behind = entries.findIndex((entry, at) => at > i && entry.level <= level);
    const next = behind < 0 ? entries.length : behind;
    if (lists.at(-1)?.ordered !== ordered) lists.push({ ordered, number, items: [] });
    const blocks = [...blocksOf(nodes, within), ...listsOf(entries.slice(i + 1, next), within)];
    if (blocks.length > 0) lists.at(-1)!.items.push(blocks);
    i = next;
  }
  return lists.flatMap(({ ordered, number, items }) => made(ordered, number, items, context));
}

function made(
  ordered: boolean,
  number: number,
  items: BlockContent[][],
  { nested }: Context
): BlockContent[] {
  if (nested >= deepest.nested || items.length === 0) return items.flat();
  const start = number > 1 && number < 1000 ? Math.floor(number) : 1;
  const children = items.map((children) => ({
    type: 'listItem' as const,
    spread: false,
    children
  }));
  const list: List = {
    type: 'list',
    ordered,
    start: ordered ? start : null,
    spread: false,
    children
  };
  return [list];
}

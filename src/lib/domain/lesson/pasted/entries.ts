/** Lists that are none: Word writes paragraphs with a mark before each, or each entry as a list. */
import { attribute, hasClass, isElement, isText, nodesIn, styled, textIn } from './element';
import type { Element, Node } from './element';

export interface Entry {
  /** From 1 on. */
  level: number;
  ordered: boolean;
  /** The number that it has; 1 where it has none. */
  number: number;
  nodes: Node[];
}

const deepest = 9;
const half = 0.5; // an inch, by which Word indents each level
const numbered = /^\(?(\d{1,9}|[a-z]|[ivxlc]+)[.)]/i;
const marked = /^\s*([·•▪◦‣§o\uf0a7\uf0b7–-]|\(?(?:\d{1,3}|[a-z]|[ivxlc]+)[.)])\s+/i;

/** @returns the entries that begin at a place among siblings, and the place behind them */
export function entriesFrom(
  nodes: readonly Node[],
  from: number
): { entries: Entry[]; next: number } {
  const entries: Entry[] = [];
  let next = from;
  for (let i = from; i < nodes.length; i++) {
    const found = entriesIn(nodes[i]!);
    entries.push(...found);
    if (found.length > 0) next = i + 1;
    else if (!isBlank(nodes[i]!)) break;
  }
  return { entries, next };
}

const isBlank = (node: Node) => (isText(node) ? node.value.trim() === '' : !isElement(node));

function entriesIn(node: Node): Entry[] {
  if (!isElement(node)) return [];
  if (hasClass(node, /^ListContainerWrapper$/)) return listedIn(node);
  const level = /\blevel(\d+)/.exec(styled(node, 'mso-list'))?.[1];
  if (level) return [entry(Number(level), withoutMark(node), node)];
  const mark = hasClass(node, /^MsoListParagraph/) && marked.exec(textIn(node));
  if (!mark) return [];
  cut(node, mark[0].length);
  const indent = /^([\d.]+)in/.exec(styled(node, 'margin-left'))?.[1] ?? half;
  return [entry(Math.round(Number(indent) / half), mark[1]!, node)];
}

/** Word makes lists of one entry each on the web. */
function listedIn(wrapper: Element): Entry[] {
  const lists = filled(wrapper);
  const items = lists.flatMap((list) => (isElement(list) ? filled(list) : []));
  if (!areAll(lists, /^[uo]l$/) || !areAll(items, /^li$/)) return [];
  return items.map((item) => {
    const ordered = item.parentNode?.nodeName === 'ol';
    const number = attribute(item, 'data-aria-posinset') || '1';
    return entry(Number(attribute(item, 'data-aria-level')), ordered ? `${number}.` : '', item);
  });
}

const filled = ({ childNodes }: Element) => childNodes.filter((node) => !isBlank(node));
const areAll = (nodes: Node[], name: RegExp): nodes is Element[] =>
  nodes.every(({ nodeName }) => name.test(nodeName));

function entry(level: number, mark: string, { childNodes }: Element): Entry {
  const number = numbered.exec(mark)?.[1];
  return {
    level: Math.min(Math.max(level || 1, 1), deepest),
    ordered: number !== undefined,
    number: Number(number) || 1,
    nodes: childNodes
  };
}

/** Takes the mark out of an entry. @returns the mark */
function withoutMark(entry: Element): string {
  const mark = nodesIn(entry)
    .filter(isElement)
    .find((inner) => styled(inner, 'mso-list') === 'ignore');
  const text = mark ? textIn(mark).trim() : '';
  if (mark) mark.childNodes = [];
  return text;
}

/** Takes letters away from the beginning. */
function cut(entry: Element, letters: number): void {
  let rest = letters;
  for (const text of nodesIn(entry).filter(isText)) {
    const { value } = text;
    text.value = value.slice(rest);
    rest = Math.max(0, rest - value.length);
  }
}

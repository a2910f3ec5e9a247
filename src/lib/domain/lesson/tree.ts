/**
 * A lesson as a tree: plain data that its components are rendered from, on the server and in a
 * browser. It holds what `tags`, `attributes` and the list of components name and nothing else,
 * whatever was written: what else stands in a text is reported, and what words it has are kept.
 */
import type { Definition, Nodes, Root, Table } from 'mdast';
import { visit } from 'unist-util-visit';
import { anchorOf } from '../anchor.js';
import { addressOf } from './address';
import { isElement, isInline, readElement, ruleOf } from './elements';
import type { Attributes, ComponentName, Element, Known } from './elements';
import { textOf, type Report } from './markdown';

export const tags = [
  ...(['p', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'ul', 'ol', 'li', 'pre', 'hr'] as const),
  ...(['table', 'thead', 'tbody', 'tr', 'th', 'td'] as const),
  ...(['em', 'strong', 'del', 'code', 'a', 'br'] as const)
];
export const attributes = ['id', 'href', 'title', 'rel', 'start', 'align'] as const;

/** An element of HTML. */
export interface Markup {
  tag: (typeof tags)[number];
  attributes: {
    id?: string;
    href?: string;
    title?: string;
    rel?: string;
    start?: number;
    align?: 'left' | 'center' | 'right';
  };
  children: Tree;
}
export interface Part {
  component: ComponentName;
  attributes: Attributes;
  children: Tree;
}
export type Tree = (string | Markup | Part)[];

interface Context {
  known: Known;
  report: Report;
  definitions: ReadonlyMap<string, Definition>;
  /** The link or term that these words are part of: what is pressed holds nothing to press. */
  inside?: 'link' | '<Term>';
}

/**
 * @param root of the text, as `parseMarkdown` gives it
 * @param known what its components may name
 */
export function treeOf(root: Root, known: Known, report: Report): Tree {
  const definitions = new Map<string, Definition>();
  visit(root, 'definition', (node) => {
    // As in all Markdown, the first of one name counts.
    if (!definitions.has(node.identifier)) definitions.set(node.identifier, node);
  });
  return blocksOf(root.children, { known, report, definitions });
}

const markup = (
  tag: Markup['tag'],
  children: Tree = [],
  attributes: Markup['attributes'] = {}
): Markup => ({ tag, attributes, children });

const lineOf = (node: Nodes) => node.position?.start.line ?? 1;
const isBlank = (node: Nodes) => node.type === 'text' && node.value.trim() === '';

const blocksOf = (nodes: readonly Nodes[], context: Context): Tree =>
  nodes.flatMap((node) => blockOf(node, context));

function blockOf(node: Nodes, context: Context): Tree {
  switch (node.type) {
    case 'paragraph':
      return paragraphOf(node.children, context);
    case 'heading': {
      if (node.depth === 1)
        context.report(lineOf(node), 'Use ## here: the page prints the title itself');
      const tag = `h${node.depth === 1 ? 2 : node.depth}` as const;
      return [markup(tag, wordsOf(node.children, context), { id: anchorOf(textOf(node)) })];
    }
    case 'blockquote':
      return [markup('blockquote', blocksOf(node.children, context))];
    case 'list': {
      const loose = node.spread || node.children.some((item) => item.spread);
      const items = node.children.map((item) => {
        if (typeof item.checked === 'boolean')
          context.report(lineOf(item), 'Take out the box of this entry: lists have none here');
        const children = item.children.flatMap((child) =>
          !loose && child.type === 'paragraph'
            ? wordsOf(child.children, context)
            : blockOf(child, context)
        );
        return markup('li', children);
      });
      const { ordered, start } = node;
      return ordered
        ? [markup('ol', items, start && start !== 1 ? { start } : {})]
        : [markup('ul', items)];
    }
    case 'table':
      return [tableOf(node, context)];
    case 'code':
      return [markup('pre', [markup('code', [`${node.value}\n`])])];
    case 'thematicBreak':
      return [markup('hr')];
    case 'footnoteDefinition':
      context.report(lineOf(node), 'Take out the footnote: cite by <Source id="…" />');
      return blocksOf(node.children, context);
    case 'mdxJsxFlowElement':
    case 'mdxJsxTextElement':
      return isInline(node) ? paragraphOf([node], context) : blockElementOf(node, context);
    default:
      return paragraphOf([node], context);
  }
}

/** A component and its text on one line are read as a paragraph, which they are not. */
function paragraphOf(nodes: readonly Nodes[], context: Context): Tree {
  const filled = nodes.filter((node) => !isBlank(node));
  if (filled.length > 0 && filled.every((node) => isElement(node) && !isInline(node)))
    return blocksOf(filled, context);
  const words = wordsOf(nodes, context);
  return words.length > 0 ? [markup('p', words)] : [];
}

function blockElementOf(node: Element, context: Context): Tree {
  const read = readElement(node, context.known, context.report);
  const within =
    node.type === 'mdxJsxTextElement'
      ? paragraphOf(node.children, context)
      : blocksOf(node.children, context);
  if (!read) return within;
  const { component } = read;
  if (ruleOf(component).holds === 'blocks') {
    if (within.length === 0)
      context.report(lineOf(node), `Put text between <${component}> and </${component}>`);
    return [{ ...read, children: within }];
  }
  if (within.length > 0)
    context.report(lineOf(node), `End <${component} … /> by itself: it holds no text`);
  return [{ ...read, children: [] }, ...within];
}

/** Rows are filled up to the width of their table: a few long ones would stand for millions of cells. */
const widest = 20;

function tableOf(table: Table, context: Context): Markup {
  const { align, children } = table;
  const columns = Math.min(align?.length ?? 0, widest);
  if (columns < (align?.length ?? 0))
    context.report(lineOf(table), `Take columns out of the table: ${widest} are the most`);
  const [head, ...rows] = children.map((row, at) => {
    const cells = Array.from({ length: columns }, (_, column) => {
      const side = align?.[column];
      const words = wordsOf(row.children[column]?.children ?? [], context);
      return markup(at === 0 ? 'th' : 'td', words, side ? { align: side } : {});
    });
    return markup('tr', cells);
  });
  const body = rows.length > 0 ? [markup('tbody', rows)] : [];
  return markup('table', [markup('thead', head ? [head] : []), ...body]);
}

const wordsOf = (nodes: readonly Nodes[], context: Context): Tree =>
  nodes.flatMap((node) => wordOf(node, context));

const marks = { emphasis: 'em', strong: 'strong', delete: 'del' } as const;

function wordOf(node: Nodes, context: Context): Tree {
  const refuse = (fix: string) => context.report(lineOf(node), fix);
  switch (node.type) {
    case 'text':
      return [node.value];
    case 'emphasis':
    case 'strong':
    case 'delete':
      return [markup(marks[node.type], wordsOf(node.children, context))];
    case 'inlineCode':
      return [markup('code', [node.value])];
    case 'break':
      return [markup('br')];
    case 'link':
    case 'linkReference': {
      const { url, title } =
        node.type === 'link' ? node : (context.definitions.get(node.identifier) ?? { url: '' });
      const href = addressOf(url);
      if (context.inside) refuse(`Take the link out of the ${context.inside}`);
      else if (href) {
        const words = wordsOf(node.children, { ...context, inside: 'link' });
        // What schools link to is not ours to recommend.
        const rel = /^https:/i.test(href) ? { rel: 'nofollow' } : {};
        return [markup('a', words, { href, ...(title ? { title } : {}), ...rel })];
      } else if (!isWritten(node, url))
        refuse('Mend the link: begin its address with https://, mailto: or /');
      return wordsOf(node.children, context);
    }
    case 'mdxJsxFlowElement':
    case 'mdxJsxTextElement':
      return inlineElementOf(node, context);
    case 'definition':
      return [];
    case 'mdxFlowExpression':
    case 'mdxTextExpression':
      refuse('Take out the expression: a lesson is prose and components only');
      return [];
    case 'image':
    case 'imageReference':
      refuse('Take out the image: use <Figure> or <Image>');
      return [];
    case 'footnoteReference':
      refuse('Take out the footnote: cite by <Source id="…" />');
      return [];
    case 'paragraph':
    case 'listItem':
    case 'tableRow':
    case 'tableCell':
      return wordsOf(node.children, context);
    default:
      refuse('Keep to words within this line');
      return 'children' in node ? wordsOf(node.children, context) : [];
  }
}

/** Whether it is a link only because an address without https stands there, as in www.example.org. */
const isWritten = (node: Nodes, url: string) =>
  /^http:/i.test(url) && [url, url.slice('http://'.length)].includes(textOf(node));

function inlineElementOf(node: Element, context: Context): Tree {
  const read = readElement(node, context.known, context.report);
  const component = read?.component;
  const refuse = (fix: string) => context.report(lineOf(node), fix);
  const { inside } = context;
  if (read && !isInline(node))
    refuse(`Put <${component}> on lines of its own, with an empty line before and after`);
  else if (read && inside) refuse(`Take <${component}> out of the ${inside}`);
  else if (read && ruleOf(read.component).holds === 'nothing') {
    if (node.children.length > 0) refuse(`End <${component} … /> by itself: it holds no text`);
    return [{ ...read, children: [] }, ...wordsOf(node.children, context)];
  } else if (read) {
    const words = wordsOf(node.children, { ...context, inside: '<Term>' });
    if (words.length > 0) return [{ ...read, children: words }];
    refuse(`Put words between <${component}> and </${component}>`);
  }
  return wordsOf(node.children, context);
}

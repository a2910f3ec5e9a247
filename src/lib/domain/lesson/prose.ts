/** What the prose of a lesson says and names, and where. */
import type { Heading, Nodes } from 'mdast';
import { visit } from 'unist-util-visit';
import { anchorOf } from '../anchor.js';
import { attributesOf, isComponent, namedBy } from './elements';
import type { ComponentName, Element, Known } from './elements';
import { parseMarkdown, textOf, type Flaw, type Report } from './markdown';
import { treeOf, type Tree } from './tree';

/** A part of a lesson under a heading of its own; `id` is that of the heading. */
export interface Section {
  id: string;
  title: string;
}
/** A name that the prose uses, and where. */
export interface Mention {
  id: string;
  line: number;
}
/** A name, and the section that it is used in; null before the first heading. */
export interface Placed extends Mention {
  section: Section | null;
}
/** The text of a section, or of what comes before the first heading. */
export interface Passage {
  section: Section | null;
  /** Its paragraphs, those of lists and callouts among them. */
  paragraphs: string[];
  /** The rows of its tables, from cell to cell. */
  rows: string[];
}
export interface Prose {
  tree: Tree;
  words: number;
  sections: Section[];
  passages: Passage[];
  cases: Placed[];
  checks: Placed[];
  sources: Placed[];
  terms: Mention[];
  images: Mention[];
  links: Mention[];
  /** Callouts on what sources disagree about; `id` is the title. */
  disputes: Placed[];
  /** Names of its drawings. */
  figures: string[];
  /** The components that it uses, each once. */
  components: ComponentName[];
}

/** Nobody reads more at once. */
const mostFlaws = 100;

/**
 * Parses the prose of a lesson, whoever wrote it. Never throws.
 * @param text without frontmatter
 * @param known what its components may name
 * @returns the prose, as far as it is sound, and what is wrong with it in the order of its lines;
 *   of very many flaws the first
 */
export function readProse(text: string, known: Known = {}): { prose: Prose; flaws: Flaw[] } {
  const flaws: Flaw[] = [];
  const report: Report = (line, fix) => flaws.push({ line, fix });
  const root = parseMarkdown(text, report);
  const prose: Prose = {
    tree: treeOf(root, known, report),
    words: 0,
    sections: [],
    passages: [{ section: null, paragraphs: [], rows: [] }],
    cases: [],
    checks: [],
    sources: [],
    terms: [],
    images: [],
    links: [],
    disputes: [],
    figures: [],
    components: []
  };
  visit(root, (node) => note(node, prose, report));
  return { prose, flaws: flaws.toSorted((a, b) => a.line - b.line).slice(0, mostFlaws) };
}

function note(node: Nodes, prose: Prose, report: Report): void {
  const line = node.position?.start.line ?? 1;
  switch (node.type) {
    case 'text':
      prose.words += node.value.split(/\s+/).filter((word) => /\p{L}|\d/u.test(word)).length;
      break;
    case 'paragraph':
      prose.passages.at(-1)!.paragraphs.push(textOf(node).replace(/\s+/g, ' ').trim());
      break;
    case 'tableRow':
      prose.passages.at(-1)!.rows.push(node.children.map(textOf).join(' · '));
      break;
    case 'link':
    case 'definition':
      prose.links.push({ id: node.url, line });
      break;
    case 'heading':
      noteHeading(node, line, prose, report);
      break;
    case 'mdxJsxFlowElement':
    case 'mdxJsxTextElement':
      noteElement(node, line, prose);
  }
}

function noteHeading(
  heading: Heading,
  line: number,
  { sections, passages }: Prose,
  report: Report
): void {
  const title = textOf(heading).trim();
  const id = anchorOf(title);
  if (sections.some((section) => section.id === id))
    report(line, `Give the heading other words: another section is called "${title}"`);
  sections.push({ id, title });
  passages.push({ section: { id, title }, paragraphs: [], rows: [] });
}

function noteElement(node: Element, line: number, prose: Prose): void {
  const { name } = node;
  if (!isComponent(name)) return;
  if (!prose.components.includes(name)) prose.components.push(name);
  const attributes = attributesOf(node);
  const section = prose.sections.at(-1) ?? null;
  const named = namedBy(attributes).map((id) => ({ id, line, section }));
  if (name === 'Case') prose.cases.push(...named);
  if (name === 'Check') prose.checks.push(...named);
  if (name === 'Source') prose.sources.push(...named);
  if (name === 'Term') prose.terms.push(...named);
  if (name === 'Image') prose.images.push(...named);
  if (name === 'Figure' && attributes.name) prose.figures.push(attributes.name);
  if (name === 'Callout' && attributes.kind === 'dispute')
    prose.disputes.push({ id: attributes.title ?? '', line, section });
}

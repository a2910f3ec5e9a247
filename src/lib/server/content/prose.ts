/** The prose of a lesson: Markdown and the components that a lesson may use, checked by parsing. */
import type { Heading, Nodes, Root } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { anchorOf } from '../../domain/anchor.js';
import { components, inspectElement } from './elements';
import type { Finding } from './flaws';
import { checked, parseYaml, type Yaml } from './yaml';
import { Frontmatter } from './catalogue';

const parser = unified().use(remarkParse).use(remarkFrontmatter).use(remarkGfm).use(remarkMdx);

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
/** A check or a case, and the section that it stands in; null before the first heading. */
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
  frontmatter: Frontmatter | undefined;
  yaml: Yaml;
  words: number;
  sections: Section[];
  passages: Passage[];
  cases: Placed[];
  checks: Placed[];
  /** Names of its drawings. */
  figures: string[];
  sources: Placed[];
  terms: Mention[];
  links: Mention[];
  /** Callouts on what sources disagree about; `id` is the title. */
  disputes: Placed[];
}

/**
 * Parses a lesson and reports what a lesson may not contain.
 * @param text of the file, frontmatter included
 * @param file its name in findings
 */
export function parseProse(text: string, file: string, findings: Finding[]): Prose {
  const report = (line: number, fix: string) => findings.push({ file, line, fix });
  const matter = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/.exec(text)?.[1] ?? '';
  const yaml = parseYaml(matter, file, findings, 2);
  const prose: Prose = {
    frontmatter: matter ? checked(yaml, Frontmatter) : undefined,
    yaml,
    words: 0,
    sections: [],
    passages: [{ section: null, paragraphs: [], rows: [] }],
    cases: [],
    checks: [],
    figures: [],
    sources: [],
    terms: [],
    links: [],
    disputes: []
  };
  if (!matter) report(1, 'Begin with frontmatter between two lines of ---');

  let tree: Root;
  try {
    tree = parser.parse(text);
  } catch (error) {
    // The parser has no sentence of its own for a tag left open in a heading underlined by ---.
    const { line, reason = 'a tag is still open where its heading or paragraph ends' } = error as {
      line?: number;
      reason?: string;
    };
    // Of a tag that is never closed only the sentence says where it stands.
    const told = /\((\d+):\d+/.exec(reason)?.[1];
    report(
      line ?? Number(told ?? 1),
      `Mend the markup: ${reason}. Write { as words and < as "less than"`
    );
    return prose;
  }
  visit(tree, (node) => inspect(node, prose, report));
  return prose;
}

function inspect(node: Nodes, prose: Prose, report: (line: number, fix: string) => void): void {
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
    case 'mdxFlowExpression':
    case 'mdxTextExpression':
    case 'mdxjsEsm':
      report(line, 'Take out the expression or import: a lesson is prose and components only');
      break;
    case 'html':
    case 'image':
      report(line, `Take out the ${node.type}: use one of ${Object.keys(components).join(', ')}`);
      break;
    case 'heading':
      if (node.depth === 1) report(line, 'Use ## here: the page prints the title itself');
      inspectHeading(node, line, prose, report);
      break;
    case 'mdxJsxFlowElement':
    case 'mdxJsxTextElement':
      inspectElement(node, line, prose, report);
  }
}

function inspectHeading(
  heading: Heading,
  line: number,
  { sections, passages }: Prose,
  report: (line: number, fix: string) => void
): void {
  const title = textOf(heading).trim();
  const id = anchorOf(title);
  if (sections.some((section) => section.id === id))
    report(line, `Give the heading other words: another section is called "${title}"`);
  sections.push({ id, title });
  passages.push({ section: { id, title }, paragraphs: [], rows: [] });
}

const textOf = (node: Nodes): string => {
  if (node.type === 'text' || node.type === 'inlineCode') return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
};

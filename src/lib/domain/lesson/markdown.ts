/** The text of a lesson: Markdown with tables, and components. It is parsed and never run. */
import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { mdxFromMarkdown } from 'mdast-util-mdx';
import { gfm } from 'micromark-extension-gfm';
import { mdx } from 'micromark-extension-mdx';
import { inWords } from './markup-words';

/** What is wrong, and where. */
export interface Flaw {
  /** From 1 on. */
  line: number;
  /** How to mend it, in a sentence. */
  fix: string;
}
export type Report = (line: number, fix: string) => void;

/* The time that parsing takes grows with the square of the signs that stand together, and worse
   with how deep they are nested. These keep any text within a few seconds; the longest lesson that
   ships has 9,000 characters in 140 lines. */
const limits = {
  characters: 100_000,
  /** Of the text; each mark of a list or quote counts as one more. */
  lines: 4_000,
  /** Signs of markup without an empty line between. */
  signs: 2_000,
  /** Marks of lists and quotes in one line. */
  marks: 12,
  /** One and the same mark in a row. */
  run: 100,
  /** Levels of what was parsed. */
  depth: 40
};

/**
 * @param text without frontmatter
 * @returns its syntax tree; an empty one after reporting why there is none
 */
export function parseMarkdown(text: string, report: Report): Root {
  const nothing: Root = { type: 'root', children: [] };
  const excess = excessOf(text);
  if (excess) {
    report(excess.line, excess.fix);
    return nothing;
  }
  try {
    const root = fromMarkdown(text, {
      extensions: [gfm(), mdx()],
      mdastExtensions: [gfmFromMarkdown(), mdxFromMarkdown()]
    });
    const deep = tooDeep(root);
    if (!deep) return root;
    report(deep.position?.start.line ?? 1, 'Nest less deeply here');
  } catch (error) {
    // The parser has no sentence of its own for a tag left open in a heading underlined by ---.
    const { line, reason = 'a tag is still open where its heading or paragraph ends' } = error as {
      line?: number;
      reason?: string;
    };
    // Of a tag that is never closed only the sentence says where it stands.
    const told = /\((\d+):\d+/.exec(reason)?.[1];
    report(line ?? Number(told ?? 1), `Mend the markup: ${inWords(reason)}`);
  }
  return nothing;
}

const listOrQuote = /^(?:[ \t]*(?:>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)))*/;
const sign = /[*_~`[\]!<>{}\\&@]/g;
const longRun = new RegExp(`([*_~\`])\\1{${limits.run}}`);

/** @returns what would take too long to parse, if anything */
function excessOf(text: string): Flaw | undefined {
  const most = (count: number) => `${count.toLocaleString('en-US')} are the most`;
  const whole = 'Part the lesson in two: of its';
  if (text.length > limits.characters)
    return { line: 1, fix: `${whole} characters, ${most(limits.characters)}` };
  let lines = 0;
  let signs = 0;
  for (const [i, line] of text.split(/\r\n|\r|\n/).entries()) {
    const flaw = (fix: string) => ({ line: i + 1, fix });
    const marks = listOrQuote.exec(line)![0].match(/>|[-+*]|\d+/g)?.length ?? 0;
    signs = line.trim() === '' ? 0 : signs + (line.match(sign)?.length ?? 0);
    lines += 1 + marks;
    if (lines > limits.lines) return flaw(`${whole} lines and entries, ${most(limits.lines)}`);
    if (signs > limits.signs)
      return flaw(`Part what stands here by an empty line: of signs, ${most(limits.signs)}`);
    if (marks > limits.marks) return flaw('Nest the quotes and lists of this line less deeply');
    if (longRun.test(line)) return flaw('Take out the long row of one and the same mark');
  }
  return undefined;
}

/** @returns the first node that lies deeper than any lesson needs */
function tooDeep(root: Root): Nodes | undefined {
  const open: { node: Nodes; depth: number }[] = [{ node: root, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, depth } = next;
    if (depth > limits.depth) return node;
    if ('children' in node)
      for (const child of node.children) open.push({ node: child, depth: depth + 1 });
  }
  return undefined;
}

/** @returns the words of a node and of all within it */
export function textOf(node: Nodes): string {
  if (node.type === 'text' || node.type === 'inlineCode') return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}

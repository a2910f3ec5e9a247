/** The text of a lesson: Markdown with tables, and components. It is parsed and never run. */
import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { mdxFromMarkdown } from 'mdast-util-mdx';
import { gfm } from 'micromark-extension-gfm';
import { mdx } from 'micromark-extension-mdx';

/** What is wrong, and where. */
export interface Flaw {
  /** From 1 on. */
  line: number;
  /** How to mend it, in a sentence. */
  fix: string;
}
export type Report = (line: number, fix: string) => void;

/* The time that parsing takes grows with the square of what stands together, and worse with how
   deep it is nested: these keep any text within seconds. The longest lesson that ships has 9,000
   characters. */
const longest = 100_000;
const longestBlock = 5_000;
const deepestLine = 12;
const longestRun = 100;
const deepest = 40;

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
    report(
      line ?? Number(told ?? 1),
      `Mend the markup: ${reason}. Write { as words and < as "less than"`
    );
  }
  return nothing;
}

/** What would take too long to parse. */
function excessOf(text: string): Flaw | undefined {
  const most = (count: number) => count.toLocaleString('en-US');
  if (text.length > longest)
    return {
      line: 1,
      fix: `Part the lesson in two: it has ${most(text.length)} characters, ${most(longest)} are the most`
    };
  let block = 0;
  for (const [i, line] of text.split(/\r\n|\r|\n/).entries()) {
    const flaw = (fix: string) => ({ line: i + 1, fix });
    block = line.trim() === '' ? 0 : block + line.length;
    if (block > longestBlock)
      return flaw(
        `Part what stands here by an empty line: ${most(longestBlock)} characters are the most`
      );
    const [markers] = /^(?:[ \t]*(?:>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)))*/.exec(line)!;
    if ((markers.match(/>|[-+*]|\d+/g)?.length ?? 0) > deepestLine)
      return flaw('Nest the quotes and lists of this line less deeply');
    if (new RegExp(`([*_~\`])\\1{${longestRun}}`).test(line))
      return flaw('Take out the long run of one and the same mark');
  }
  return undefined;
}

/** @returns the first node that lies deeper than any lesson needs */
function tooDeep(root: Root): Nodes | undefined {
  const open: { node: Nodes; depth: number }[] = [{ node: root, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, depth } = next;
    if (depth > deepest) return node;
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

/** Blocks brought into one line, as headings and cells of tables need them. */
import type { Nodes, PhrasingContent } from 'mdast';
import { textOf } from '../markdown';

/** @param separator where one block ends without a stop and another begins */
export function lineOf(blocks: readonly Nodes[], separator: string): PhrasingContent[] {
  const line: PhrasingContent[] = [];
  for (const words of blocks.map((block) => wordsOf(block, separator))) {
    if (words.length === 0) continue;
    const last = line.at(-1);
    if (last) line.push({ type: 'text', value: /[.,:;!?]$/.test(textOf(last)) ? ' ' : separator });
    line.push(...words);
  }
  return line;
}

function wordsOf(block: Nodes, separator: string): PhrasingContent[] {
  if (block.type === 'paragraph' || block.type === 'heading') return block.children.map(unbroken);
  if (block.type === 'code')
    return [{ type: 'inlineCode', value: block.value.replace(/\s+/g, ' ') }];
  if (block.type === 'table')
    return lineOf(
      block.children.flatMap((row) =>
        row.children.map(({ children }) => ({ type: 'paragraph' as const, children }))
      ),
      separator
    );
  return 'children' in block ? lineOf(block.children, separator) : [];
}

function unbroken(node: PhrasingContent): PhrasingContent {
  if (node.type === 'break') return { type: 'text', value: ' ' };
  return 'children' in node ? { ...node, children: node.children.map(unbroken) as never } : node;
}

/** What is strong as a whole already need not say so. */
export const withoutStrong = (nodes: readonly PhrasingContent[]): PhrasingContent[] =>
  nodes.flatMap((node): PhrasingContent[] => {
    if (node.type === 'strong') return withoutStrong(node.children);
    if (!('children' in node)) return [node];
    return [{ ...node, children: withoutStrong(node.children) as never }];
  });

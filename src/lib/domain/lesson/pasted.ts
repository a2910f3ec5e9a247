/** What was copied from Word, Google Docs or a web page, as Markdown that a lesson may hold. */
import type { Root } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { mdxToMarkdown } from 'mdast-util-mdx';
import { toMarkdown, type Options } from 'mdast-util-to-markdown';
import { parse } from 'parse5';
import { visit } from 'unist-util-visit';
import { blocksOf, type Lost } from './pasted/blocks';
import { plain } from './pasted/words';

/** Else what follows would be read as a part of an address, escaped or not. */
const notAnAddress: Options = {
  unsafe: [
    {
      character: '.',
      before: '[Ww]{3}',
      inConstruct: 'phrasing',
      notInConstruct: ['link', 'label']
    }
  ]
};

/**
 * Keeps headings, emphasis, lists, tables, links, quotes and code; what looks stays behind. Changes
 * that were tracked are accepted, comments left out. Never throws.
 * @param html from the clipboard
 * @returns Markdown that parses without expressions or HTML, and what it could not hold, in sentences
 */
export function pastedMarkdown(html: string): { markdown: string; lost: string[] } {
  const lost: Lost = { pictures: 0, films: 0, changed: 0, dead: 0 };
  const context = { marks: plain, lost, depth: 0, nested: 0 };
  const root: Root = { type: 'root', children: blocksOf(parse(html).childNodes, context) };
  lowerHeadings(root);
  const markdown = toMarkdown(root, {
    bullet: '-',
    listItemIndent: 'one',
    extensions: [gfmToMarkdown({ tablePipeAlign: false }), mdxToMarkdown(), notAnAddress]
  });
  return { markdown, lost: told(lost) };
}

/** A lesson's page prints its title itself: what was a title becomes a section. */
function lowerHeadings(root: Root): void {
  let titled = false;
  visit(root, 'heading', ({ depth }) => void (titled ||= depth === 1));
  if (titled)
    visit(root, 'heading', (heading) => {
      heading.depth = Math.min(heading.depth + 1, 6) as 2;
    });
}

function told({ pictures, films, changed, dead }: Lost): string[] {
  const are = (count: number, what: string) =>
    count === 1 ? `1 ${what} was` : `${count} ${what}s were`;
  return [
    ...(pictures > 0 ? [`${are(pictures, 'picture')} left out: drop the files into the text`] : []),
    ...(films > 0 ? [`${are(films, 'film or sound')} left out: link to where it is shown`] : []),
    ...(changed > 0
      ? [`${are(changed, 'link')} changed from http to https: try whether they still lead there`]
      : []),
    ...(dead > 0
      ? [`${are(dead, 'link')} left out, for they lead nowhere from here: their words are kept`]
      : [])
  ];
}

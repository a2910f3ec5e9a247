/** Words as they were pasted, each with its own marks, and as Markdown has them: marks around words. */
import type { PhrasingContent } from 'mdast';
import { addressOf } from '../address';
import { attribute, styled, type Element } from './element';

/** How a word is marked. */
export interface Marks {
  strong: boolean;
  emphasis: boolean;
  delete: boolean;
  code: boolean;
  /** Where it leads; empty where nowhere. */
  href: string;
}
/** A stretch of text; a break of the line is `\n`. */
export interface Word extends Marks {
  text: string;
}

export const plain: Marks = {
  strong: false,
  emphasis: false,
  delete: false,
  code: false,
  href: ''
};

const emphasised = new Set(['em', 'i', 'cite', 'dfn', 'var']);
const struck = new Set(['s', 'strike', 'del']);
const coded = new Set(['code', 'kbd', 'samp', 'tt']);

/** @returns the marks of what stands in an element, which stands among such with these marks */
export function marksIn(element: Element, marks: Marks): Marks {
  const { tagName } = element;
  const weight = styled(element, 'font-weight');
  const slant = styled(element, 'font-style');
  const isStruck =
    struck.has(tagName) || styled(element, 'text-decoration').includes('line-through');
  return {
    strong: weight
      ? /^(bold|[6-9]\d\d)/.test(weight)
      : marks.strong || tagName === 'b' || tagName === 'strong',
    emphasis: slant ? /^(italic|oblique)/.test(slant) : marks.emphasis || emphasised.has(tagName),
    delete: marks.delete || isStruck,
    code: marks.code || coded.has(tagName),
    href: tagName === 'a' ? linked(attribute(element, 'href')) : marks.href
  };
}

/** @returns where a link leads, by https; empty where that is nowhere outside the page it was on */
export const linked = (href: string): string => {
  const address = href.trim().replace(/^http:/i, 'https:');
  return /^(https|mailto):/i.test(address) ? (addressOf(address) ?? '') : '';
};

/** An address as people write it, without the stop of its sentence. */
const host = '[\\w-]+(?:\\.[\\w-]+)+';
const written = new RegExp(
  `((?:https?://|www\\.)${host}(?:[/?#:][^\\s<>()"]*[^\\s<>()"'.,;:!?])?|[\\w.+-]{1,64}@${host})`,
  'i'
);

/** @returns text as words; an address among them is a link */
export function wordsIn(text: string, marks: Marks): Word[] {
  return tidy(text)
    .split(written)
    .map((text, i) => {
      const isAddress = i % 2 === 1 && !marks.code && marks.href === '';
      return { ...marks, text, ...(isAddress ? { href: linked(meant(text)) } : {}) };
    });
}

const meant = (address: string): string => {
  if (/^https?:/i.test(address)) return address;
  return address.includes('@') ? `mailto:${address}` : `https://${address}`;
};

/** Without what cannot be seen, and with spaces of one kind. */
const tidy = (text: string): string =>
  text
    .replace(/[\0-\b\x0e-\x1f\x7f-\x9f\u00ad\u200b\u2060\ufeff\ufffe\uffff]|\p{Surrogate}/gu, '')
    .replace(/\s+/g, ' ');

const digits = '0123456789+-()';
const shifts: Record<string, string> = { sup: '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾', sub: '₀₁₂₃₄₅₆₇₈₉₊₋₍₎' };

/** @returns digits that stand above or below the line as such signs, since Markdown cannot say it */
export const shifted = (text: string, tagName: string): string =>
  /^[\d+()-]+$/.test(text)
    ? text.replace(/./g, (digit) => shifts[tagName]![digits.indexOf(digit)]!)
    : text;

/** @returns the paragraphs that words make: two breaks of the line part them */
export function paragraphsOf(words: readonly Word[]): PhrasingContent[][] {
  const paragraphs: Word[][] = [[]];
  let breaks = 0;
  for (const word of words) {
    if (word.text === '\n') breaks++;
    else if (word.text.trim() !== '') breaks = 0;
    if (breaks === 2) paragraphs.push([]);
    paragraphs.at(-1)!.push(word);
  }
  return paragraphs
    .map((paragraph) => nested(spaced(paragraph), ['href', 'strong', 'emphasis', 'delete']))
    .filter((paragraph) => paragraph.length > 0);
}

/** Spaces stand by themselves, one between two words, marked where both of these are. */
function spaced(words: readonly Word[]): Word[] {
  const parts: Word[] = [];
  let gap = '';
  for (const word of words)
    for (const text of word.text.match(/\s|\S+/g) ?? []) {
      if (text.trim() === '') {
        gap = gap === '\n' ? gap : text;
        continue;
      }
      const before = parts.at(-1);
      if (before && gap) parts.push({ ...shared(before, word), text: gap });
      parts.push({ ...word, text });
      gap = '';
    }
  return parts;
}

const shared = (a: Marks, b: Marks): Marks => ({
  strong: a.strong && b.strong,
  emphasis: a.emphasis && b.emphasis,
  delete: a.delete && b.delete,
  code: a.code && b.code,
  href: a.href === b.href ? a.href : ''
});

type Outer = 'href' | 'strong' | 'emphasis' | 'delete';

function nested(words: readonly Word[], [mark, ...inner]: Outer[]): PhrasingContent[] {
  if (mark === undefined) return runs(words, kindOf).map(leafOf);
  return runs(words, (word) => word[mark]).flatMap((run): PhrasingContent[] => {
    const children = nested(run, inner);
    const { [mark]: given } = run[0]!;
    if (!given) return children;
    return mark === 'href'
      ? [{ type: 'link', url: run[0]!.href, children } as PhrasingContent]
      : [{ type: mark, children }];
  });
}

const kindOf = ({ text, code }: Word) =>
  text === '\n' ? ('break' as const) : code ? ('inlineCode' as const) : ('text' as const);

function leafOf(run: readonly Word[]): PhrasingContent {
  const type = kindOf(run[0]!);
  return type === 'break' ? { type } : { type, value: run.map(({ text }) => text).join('') };
}

/** @returns stretches of words that are alike */
function runs(words: readonly Word[], by: (word: Word) => unknown): Word[][] {
  const found: Word[][] = [];
  for (const word of words) {
    const run = found.at(-1);
    if (run && by(run[0]!) === by(word)) run.push(word);
    else found.push([word]);
  }
  return found;
}

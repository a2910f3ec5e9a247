/** The words of a paragraph, as its readers see them: deleted ones gone, inserted ones there. */
import { plainOf } from '../plain';
import { anywhere, escaped, first, textIn, within, type Element } from '../xml';
import { wordsOf, type Marks, type Piece } from './marks';
import { isPlain, valueOf, type Styles } from './styles';

export interface Words {
  pieces: Piece[];
  /** What there was that is no text. */
  lost: string[];
  /** Boxes that hang on the paragraph and have paragraphs of their own. */
  boxes: Element[];
}

export interface Parts {
  styles: Styles;
  /** Addresses by the id of a relation. */
  links: ReadonlyMap<string, string>;
}

/** What no reader sees, or sees elsewhere. */
export const unseen: ReadonlySet<string> = new Set([
  ...['del', 'moveFrom', 'pPr', 'rPr', 'sdtPr', 'Fallback'],
  ...['instrText', 'delText', 'delInstrText']
]);

const none: Marks = new Set();

/** @param p a paragraph */
export function wordsIn(p: Element, { styles, links }: Parts): Words {
  const properties = first(p, 'pPr');
  const style = valueOf(properties && first(properties, 'pStyle')) ?? null;
  const isShaded = !isPlain(valueOf(properties && first(properties, 'shd'), 'fill'));
  const pieces: Piece[] = [];
  const boxes: Element[] = [];
  const lost = new Set<string>();

  const say = (text: string, marks: Marks) => {
    if (text !== '') pieces.push({ text, marks });
  };

  function content(element: Element, isLink: boolean) {
    for (const child of within(element)) {
      if (child.name === 'r') run(child, isLink);
      else if (child.name === 'hyperlink') link(child);
      else if (child.name === 'oMath' || child.name === 'oMathPara') {
        lost.add('A formula is plain text now');
        say(anywhere(child, 't').map(textIn).join(''), none);
      } else if (!unseen.has(child.name)) content(child, isLink);
    }
  }

  function link(element: Element) {
    const before = pieces.length;
    content(element, true);
    const address = links.get(valueOf(element, 'id') ?? '') ?? '';
    if (!/^(https?:|mailto:|tel:)/i.test(address)) return;
    lost.add(`The link to ${address} is text now`);
    if (wordsOf(pieces.slice(before)).trim() !== address) say(` (${address})`, none);
  }

  function run(element: Element, isLink: boolean) {
    const look = first(element, 'rPr');
    const set = styles.marks(style, valueOf(look && first(look, 'rStyle')) ?? null, look);
    // Every link is blue and underlined.
    const marks = isLink ? none : isShaded ? new Set([...set, 'highlight' as const]) : set;
    if (look && (first(look, 'strike') ?? first(look, 'dstrike')))
      lost.add('Words that were struck out stand like any others');
    const isRaised = valueOf(look && first(look, 'vertAlign')) === 'superscript';
    for (const child of within(element)) {
      const words = child.name === 't' ? textIn(child) : signOf(child);
      say(isRaised ? plainOf(`<sup>${escaped(words)}</sup>`).text : words, marks);
      if (child.name === 'AlternateContent') within(child, 'Choice').slice(0, 1).forEach(drawn);
      if (['drawing', 'pict', 'object'].includes(child.name)) drawn(child);
      if (/^(foot|end)noteReference$/.test(child.name)) lost.add('A footnote is left out');
      if (child.name === 'commentReference') lost.add('A comment is left out');
    }
  }

  /** A drawing is a picture, a box with text of its own, or both. */
  function drawn(element: Element) {
    const box = anywhere(element, 'txbxContent')[0];
    if (box) boxes.push(box);
    const pictures = ['blip', 'imagedata', 'chart', 'OLEObject'];
    if (box && !pictures.some((name) => anywhere(element, name).length > 0)) return;
    const { descr, title } = anywhere(element, 'docPr')[0]?.attributes ?? {};
    const name = descr || title;
    lost.add(`The picture${name ? ` "${name}"` : ''} is left out`);
  }

  content(p, false);
  return { pieces, lost: [...lost], boxes };
}

/** Ticks and boxes of Wingdings, by the last two digits of their code. */
const wingdings: Record<string, string> = {
  ...{ fc: '✓', fe: '☑', fb: '✗', fd: '☒', a8: '☐', '6f': '☐' }
};

const signs: Record<string, string> = {
  tab: '\t',
  ptab: '\t',
  br: '\n',
  cr: '\n',
  noBreakHyphen: '-'
};

function signOf(element: Element): string {
  if (element.name === 'sym')
    return wingdings[(valueOf(element, 'char') ?? '').slice(-2).toLowerCase()] ?? '';
  return Object.hasOwn(signs, element.name) ? signs[element.name]! : '';
}

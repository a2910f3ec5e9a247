/**
 * Moodle's answers within a text, such as `{1:SHORTANSWER:=word#feedback~%50%other}`: its cloze
 * (question/type/multianswer/questiontype.php).
 */
import { plainOf } from '../plain';
import type { GapView, NumberView, OptionView } from '../view';
import { escaped } from '../xml';
import { numberIn, worthOf } from './fields';

export interface Embedded {
  kind: 'write' | 'pick' | 'several' | 'number';
  /** The text of a number is its value and its tolerance, with a colon between. */
  alternatives: OptionView[];
}

const start =
  /\{\s*\d*\s*:\s*(?:(NUMERICAL|NM)|(MULTICHOICE(?:_(?:[VH]S?|S))?|MC[VH]?S?)|(MULTIRESPONSE(?:_(?:HS?|S))?|MRH?S?)|(SHORTANSWER(?:_C)?|SAC?|MWC?))\s*:/g;

const mostAlternatives = 5000;

/**
 * @param html a question's text
 * @returns HTML and answers in turn, as they stand there; null where they are thousands
 */
export function parseEmbedded(html: string): (string | Embedded)[] | null {
  const pieces: (string | Embedded)[] = [];
  let told = 0;
  let count = 0;
  start.lastIndex = 0;
  for (let found = start.exec(html); found; found = start.exec(html)) {
    const [whole, number, pick, several] = found;
    const parts = alternativesFrom(html, found.index + whole.length);
    // What does not end is text, and so is all that follows.
    if (!parts) break;
    count += parts.list.length;
    if (count > mostAlternatives) return null;
    const kind = number ? 'number' : pick ? 'pick' : several ? 'several' : 'write';
    const alternatives = parts.list.map((raw) => alternative(raw, kind));
    pieces.push(html.slice(told, found.index), { kind, alternatives });
    told = start.lastIndex = parts.end;
  }
  return [...pieces, html.slice(told)];
}

/** Up to the brace that ends them; what stands behind a backslash is a sign like any other. */
function alternativesFrom(html: string, from: number): { list: string[]; end: number } | null {
  const list: string[] = [];
  let begun = from;
  for (let at = from; at < html.length; at += 1) {
    const sign = html[at];
    if (sign === '\\') at += 1;
    else if (sign === '~' || sign === '}') {
      // Moodle's own regular expression skips a first one without a word.
      if (html.slice(begun, at).trim() !== '') list.push(html.slice(begun, at));
      begun = at + 1;
      if (sign === '}') return { list, end: at + 1 };
    }
  }
  return null;
}

function alternative(raw: string, kind: Embedded['kind']): OptionView {
  const [, sign, percent, rest] = /^\s*(?:(=)|%(-?\d+(?:[.,]\d*)?)%)?([^]*)$/.exec(raw)!;
  // The sign before feedback; one of an entity such as &#39; is none.
  const end = /(?<!\\|&|&amp;)#/.exec(rest!)?.index ?? rest!.length;
  const isHtml = kind === 'pick' || kind === 'several';
  const read = (text: string, html: boolean) =>
    plainOf(html ? decoded(unquoted(text)) : unquoted(text)).text;
  return {
    text: read(rest!.slice(0, end), isHtml),
    ...worthOf(sign ? 100 : numberIn(percent)),
    feedback: read(rest!.slice(end + 1), true)
  };
}

const unquoted = (text: string) => text.replace(/\\([}#~/"\\])/g, '$1');

const names: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Moodle turns entities into signs once before it takes the text for HTML. */
const decoded = (text: string) =>
  text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos));/gi,
    (whole, ten, hex, name) => {
      if (name) return names[name.toLowerCase()]!;
      const code = Number.parseInt(ten ?? hex, ten ? 10 : 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    }
  );

/** @returns a gap in Moodle's signs, as HTML */
export function embedded(gap: GapView): string {
  if ('write' in gap) {
    const { accept, feedback, wrong } = gap.write;
    return coded('SHORTANSWER', [
      ...accept.map((text) => [1, word(text), feedback] as const),
      ...wrong.map((slip) => [0, word(slip.text), slip.feedback] as const),
      ...(feedback ? [[0, '*', feedback] as const] : [])
    ]);
  }
  if ('number' in gap) return coded('NUMERICAL', numbers(gap.number));
  const isLong = gap.pick.some(({ text }) => text.length > 20);
  return coded(
    isLong ? 'MULTICHOICE_VS' : 'MULTICHOICE_S',
    gap.pick.map(({ text, share, feedback }) => [share, safe(escaped(text)), feedback])
  );
}

const word = (text: string) => safe(text).replaceAll('*', '\\*');

const numbers = ({ value, tolerance, feedback, wrong }: NumberView) => [
  [1, `${value}:${tolerance}`, feedback] as const,
  ...wrong.map((slip) => [0, `${slip.value}:${slip.tolerance}`, slip.feedback] as const),
  ...(feedback ? [[0, '*', feedback] as const] : [])
];

const coded = (name: string, list: readonly (readonly [number, string, string])[]) =>
  `{1:${name}:${list
    .map(([share, text, feedback]) => {
      const said = feedback ? `#${safe(escaped(feedback))}` : '';
      return `${share === 1 ? '=' : `%${Math.round(share * 1e7) / 1e5}%`}${text}${said}`;
    })
    .join('~')}}`;

/** Signs that mean something to Moodle, and those of HTML, as entities; it has its own way with &amp;. */
const safe = (text: string) =>
  escaped(text)
    .replaceAll('&amp;', '&#38;')
    .replace(/[~#{}\\=%/]/g, (sign, at: number, whole: string) =>
      sign === '#' && whole[at - 1] === '&' ? sign : `&#${sign.charCodeAt(0)};`
    );

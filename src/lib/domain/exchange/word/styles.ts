/** What the styles of a document say of words and paragraphs (ECMA-376, part 1, 17.7). */
import { first, within, type Element } from '../xml';
import type { Kind, Marks } from './marks';

/** The list that a paragraph is in, and how deep, from 0 to 8. */
export interface Place {
  list: string;
  level: number;
}

export interface Styles {
  /** @returns the marks of words by the style of their paragraph, their own and what is set by hand */
  marks: (paragraph: string | null, word: string | null, byHand: Element | undefined) => Marks;
  place: (paragraph: string | null, properties: Element | undefined) => Place | null;
}

/** @returns an attribute, whatever its prefix */
export const valueOf = (element: Element | undefined, name = 'val'): string | undefined => {
  const found = Object.entries(element?.attributes ?? {}).find(
    ([key]) => key === name || key.endsWith(`:${name}`)
  );
  return found?.[1];
};

/** No style is based on so many others. */
const deepest = 20;

const isOff = (value: string | undefined) => /^(0|false|off|none)$/i.test(value ?? '');
export const isPlain = (colour: string | undefined) =>
  colour === undefined || /^(auto|none|white|black|f{6}|0{6}|clear)$/i.test(colour);

/** What run properties say of each mark; nothing of one that they do not name. */
function said(properties: Element | undefined): Map<Kind, boolean> {
  const marks = new Map<Kind, boolean>();
  if (!properties) return marks;
  const one = (name: string) => first(properties, name);
  const [bold, line, colour] = [one('b'), one('u'), one('color')];
  const [highlight, shade] = [one('highlight'), one('shd')];
  if (bold) marks.set('bold', !isOff(valueOf(bold)));
  if (line) marks.set('underline', !isOff(valueOf(line)));
  if (colour) marks.set('colour', !isPlain(valueOf(colour)));
  if (shade) marks.set('highlight', !isPlain(valueOf(shade, 'fill')));
  if (highlight) marks.set('highlight', !isPlain(valueOf(highlight)));
  return marks;
}

/** @param root of `word/styles.xml`; null where there is none */
export function stylesOf(root: Element | null): Styles {
  const all = new Map((root ? within(root, 'style') : []).map((s) => [valueOf(s, 'styleId'), s]));
  /** The style and those that it is based on, the most general first. */
  const chain = (id: string | null): Element[] => {
    const found: Element[] = [];
    for (let style = all.get(id ?? undefined); style && found.length < deepest;) {
      found.unshift(style);
      style = all.get(valueOf(first(style, 'basedOn')));
    }
    return found;
  };
  const known = new Map<string, Map<Kind, boolean>>();
  const styled = (id: string | null) => {
    const marks =
      known.get(id ?? '') ?? new Map(chain(id).flatMap((style) => [...said(first(style, 'rPr'))]));
    known.set(id ?? '', marks);
    return marks;
  };
  return {
    marks(paragraph, word, byHand) {
      const marks = new Map([...styled(paragraph), ...styled(word), ...said(byHand)]);
      return new Set([...marks].filter(([, isSet]) => isSet).map(([kind]) => kind));
    },
    place(paragraph, properties) {
      const all = [...chain(paragraph).map((style) => first(style, 'pPr')), properties];
      const numbered = all.flatMap((one) => (one && first(one, 'numPr')) ?? []);
      const last = (name: string) =>
        numbered.map((one) => valueOf(first(one, name))).findLast((value) => value !== undefined);
      const list = last('numId');
      if (list === undefined || list === '0') return null;
      return { list, level: Math.min(Math.max(Math.trunc(Number(last('ilvl'))) || 0, 0), 8) };
    }
  };
}

/** QTI 1.2, which Canvas and others export: one file with all items. */
import { isHtml, plainOf } from '../plain';
import type { Found, Row } from '../row';
import { tidy } from '../tidy';
import { remarks, type Told } from '../told';
import { anywhere, first, oversize, textIn, within, type Element } from '../xml';
import { conditionsOf, type Condition } from './conditions';
import { draftOf } from './types';

/** What the readers share of one item. */
export interface Item {
  asked: { stem: string; explanation?: string };
  /** The name that its program gives to its type; '' where it gives none. */
  type: string;
  /** Of the text, with the names of blanks in brackets. */
  html: string;
  responses: Element[];
  conditions: Condition[];
  /** @returns what is said to a value, once */
  saidTo: (value: string) => string;
  told: Told;
}

/** @param root of a file of QTI 1.2 */
export function readItems(root: Element): Found {
  const found: Found = { rows: [], flaws: [], lost: [] };
  const sections = [...anywhere(root, 'assessment'), ...anywhere(root, 'objectbank')];
  const sectionOf = new Map(
    sections.flatMap((section) =>
      anywhere(section, 'item').map((item) => [item, section.attributes.title?.trim() || null])
    )
  );
  for (const item of anywhere(root, 'item')) {
    const row = rowOf(item, sectionOf.get(item) ?? null);
    if (row) found.rows.push(row);
    else found.lost.push({ line: item.line, text: 'A text is left out, since it asks nothing' });
  }
  return found;
}

function rowOf(element: Element, category: string | null): Row | null {
  const { line, attributes } = element;
  const told: Told = { flaws: [], lost: [] };
  const tooBig = oversize(element);
  const { item, tellRest } = itemOf(tooBig ? { ...element, content: [] } : element, told);
  const draft = tooBig ? null : draftOf(item);
  if (tooBig) told.flaws.push(tooBig);
  if (draft === 'nothing') return null;
  tellRest();
  const name = attributes.title?.trim() || null;
  return {
    ...{ line, name, category, tags: [], draft },
    flaws: remarks(line, told.flaws),
    lost: remarks(line, told.lost)
  };
}

function itemOf(element: Element, told: Told): { item: Item; tellRest: () => void } {
  const presentation = first(element, 'presentation');
  const texts = textsIn(presentation);
  const conditions = conditionsOf(element);
  const said = new Map(
    within(element, 'itemfeedback').map((one) => [one.attributes.ident ?? '', wordsOf(one, told)])
  );
  const take = (name: string) => {
    const text = said.get(name) ?? '';
    said.delete(name);
    return text;
  };
  const saidTo = (value: string) => {
    const names = conditions
      .filter(({ equals }) => equals.length === 1 && equals[0]!.value === value)
      .flatMap(({ shows }) => shows)
      .filter((name) => name !== 'correct_fb');
    return [...new Set(names)].map(take).filter(Boolean).join('\n\n');
  };
  const explanation = take('general_fb');
  const html = texts.map(htmlOf).join('');
  const item = {
    asked: { stem: wordsIn(texts, told), ...(explanation && { explanation }) },
    type: fieldOf(element, 'question_type') || fieldOf(element, 'cc_profile'),
    html,
    responses: responsesIn(presentation),
    conditions,
    saidTo,
    told
  };
  const tellRest = () => {
    for (const text of said.values())
      if (text) told.lost.push(`Feedback that has no place here: ${text}`);
  };
  return { item, tellRest };
}

const fieldOf = (item: Element, label: string): string =>
  textIn(
    anywhere(first(item, 'itemmetadata'), 'qtimetadatafield')
      .filter((field) => textIn(first(field, 'fieldlabel')).trim() === label)
      .map((field) => first(field, 'fieldentry'))[0]
  ).trim();

const isResponse = ({ name }: Element) => /^response_(?:lid|str|num|xy|grp|extension)$/.test(name);

const responsesIn = (element: Element | undefined): Element[] =>
  within(element).flatMap((one) => (isResponse(one) ? [one] : responsesIn(one)));

/** Texts before answers and between them, not within. */
const textsIn = (element: Element | undefined): Element[] =>
  within(element).flatMap((one) =>
    isResponse(one) ? [] : one.name === 'mattext' ? [one] : textsIn(one)
  );

/** @returns a text as HTML, whatever it says it is */
function htmlOf(text: Element): string {
  const raw = textIn(text);
  const isMarked = text.attributes.texttype === 'text/html' || isHtml(raw);
  return `<div>${isMarked ? raw : raw.replaceAll('<', '&lt;')}</div>`;
}

const wordsIn = (texts: readonly Element[], told: Told): string => {
  const { text, lost } = plainOf(texts.map(htmlOf).join(''));
  told.lost.push(...lost);
  return tidy(text);
};

/** @returns the texts within an element, such as an option, in plain words */
export const wordsOf = (element: Element, told: Told): string => {
  for (const { attributes } of anywhere(element, 'matimage'))
    told.lost.push(`The picture "${attributes.uri ?? ''}" is left out`);
  return wordsIn(anywhere(element, 'mattext'), told);
};

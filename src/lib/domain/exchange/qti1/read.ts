/** QTI 1.2, which Canvas and others export: one file with all items. */
import type { Found, Row } from '../row';
import { rowWith, type Told } from '../told';
import { anywhere, first, oversize, textIn, within, type Element } from '../xml';
import { conditionsOf } from './conditions';
import type { Item } from './item';
import { htmlOf, wordsIn, wordsOf } from './texts';
import { draftOf } from './types';

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
  return rowWith({ line, name, category, tags: [], draft }, told);
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

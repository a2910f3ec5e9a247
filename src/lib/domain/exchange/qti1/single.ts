/** Questions of QTI 1.2 with one response. */
import {
  booleanDraft,
  choiceDraft,
  multipleDraft,
  noteDraft,
  numericDraft,
  orderDraft,
  shortDraft
} from '../draft';
import { figure } from '../figure';
import { choices, verdictOf } from '../pieces';
import { numberIn } from '../qti/responses';
import type { Draft } from '../row';
import type { Element } from '../xml';
import { keysOf, shareOf } from './conditions';
import { idOf, labelsIn, refused, type Item } from './item';

type Reader = (item: Item, response: Element) => Draft;

const one: Reader = (item, response) => {
  const { asked, conditions, told } = item;
  const options = labelsIn(response, item).map(({ id, text }) => {
    const share = shareOf(conditions, idOf(response), id);
    return { text, share, correct: share === 1, feedback: item.saidTo(id) };
  });
  if (!options.some(({ correct }) => correct))
    told.flaws.push('The file does not say which answer is right: mark it');
  const verdict = verdictOf(options);
  if (verdict) return booleanDraft(asked, verdict.value, verdict.feedback);
  return choiceDraft(asked, choices(options));
};

const several: Reader = (item, response) => {
  const keys = keysOf(item.conditions, idOf(response));
  const options = labelsIn(response, item).map(({ id, text }) => ({
    text,
    correct: keys.includes(id),
    feedback: item.saidTo(id)
  }));
  if (keys.length === 0)
    item.told.flaws.push('The file does not say which answers are right: mark them');
  return keys.length === 1 ? choiceDraft(item.asked, options) : multipleDraft(item.asked, options);
};

const ordered: Reader = (item, response) => {
  const keys = keysOf(item.conditions, idOf(response));
  const places = new Map(keys.map((key, i) => [key, i]));
  const entries = labelsIn(response, item).map(({ id, text }) => ({
    text,
    place: places.get(id) ?? keys.length
  }));
  if (keys.length === 0)
    item.told.flaws.push('The file does not say which order is right: put the entries in order');
  return orderDraft(
    item.asked,
    entries.toSorted((a, b) => a.place - b.place).map(({ text }) => ({ text }))
  );
};

const short: Reader = ({ asked, conditions, saidTo, told }, response) => {
  const accept = keysOf(conditions, idOf(response));
  if (accept.length === 0) told.flaws.push('The file does not say which word is right: write it');
  const feedback = [...new Set(accept.map(saidTo))].filter(Boolean).join('\n');
  return shortDraft(asked, { accept, feedback });
};

/** A value with bounds, or bounds alone. */
const numerical: Reader = ({ asked, conditions, saidTo, told }, response) => {
  const right = conditions.filter(({ points }) => points > 0);
  const [key, another] = right;
  if (!key) told.flaws.push('The file does not say which number is right: write it');
  if (another) told.flaws.push('Several numbers are right: keep one, with a tolerance');
  const exact = key?.equals.find((given) => given.response === idOf(response))?.value;
  const least = key?.least ?? numberIn(exact);
  const most = key?.most ?? numberIn(exact);
  const value = exact === undefined ? (least + most) / 2 : figure(exact, told);
  const tolerance = Math.max(0, value - least, most - value);
  return numericDraft(asked, {
    value,
    // What binary fractions add to a difference of decimals.
    tolerance: Number(tolerance.toPrecision(12)),
    feedback: exact === undefined ? '' : saidTo(exact)
  });
};

/** @returns null where nothing can be made of it */
export function single(item: Item, response: Element): Draft | null {
  const { name, attributes } = response;
  const how = (attributes.rcardinality ?? 'single').toLowerCase();
  if (name === 'response_lid') {
    if (how === 'ordered' || item.type === 'ordering_question') return ordered(item, response);
    return how === 'multiple' ? several(item, response) : one(item, response);
  }
  if (name !== 'response_str' && name !== 'response_num') return refused(item);
  const isEssay = /essay/.test(item.type) || keysOf(item.conditions, idOf(response)).length === 0;
  const isNumber = /numerical/.test(item.type) || name === 'response_num';
  if (isNumber) return numerical(item, response);
  return isEssay ? noteDraft(item.asked) : short(item, response);
}

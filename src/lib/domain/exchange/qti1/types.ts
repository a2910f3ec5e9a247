/** Types of questions of QTI 1.2, by what Canvas calls them or else by how they are built. */
import {
  booleanDraft,
  choiceDraft,
  classifyDraft,
  matchDraft,
  multipleDraft,
  noteDraft,
  numericDraft,
  orderDraft,
  shortDraft
} from '../draft';
import {
  atSigns,
  draftOf as draftOfPieces,
  gapSign,
  mostGaps,
  verdictOf,
  withoutSigns
} from '../pieces';
import { plainOf } from '../plain';
import { numberIn } from '../qti/responses';
import type { Draft } from '../row';
import type { GapView } from '../view';
import { anywhere, first, textIn, type Element } from '../xml';
import { keysOf, shareOf } from './conditions';
import { wordsOf, type Item } from './read';

type Reader = (item: Item, response: Element) => Draft;

const idOf = ({ attributes }: Element) => attributes.ident ?? '';

const labelsIn = (response: Element, item: Item) =>
  anywhere(response, 'response_label')
    .map((label) => ({ id: idOf(label), text: wordsOf(label, item.told), label }))
    // Canvas keeps options that were never written.
    .filter(({ text }) => text !== '');

const one: Reader = (item, response) => {
  const { asked, conditions, told } = item;
  const options = labelsIn(response, item).map(({ id, text }) => {
    const share = shareOf(conditions, idOf(response), id);
    return { text, share, correct: share === 1, credit: share, feedback: item.saidTo(id) };
  });
  if (!options.some(({ correct }) => correct))
    told.flaws.push('The file does not say which answer is right: mark it');
  const verdict = verdictOf(options);
  if (verdict) return booleanDraft(asked, verdict.value, verdict.feedback);
  return choiceDraft(asked, options);
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
  const value = exact === undefined ? (least + most) / 2 : numberIn(exact);
  const tolerance = Math.max(0, value - least, most - value);
  return numericDraft(asked, {
    value,
    // What binary fractions add to a difference of decimals.
    tolerance: Number(tolerance.toPrecision(12)),
    feedback: exact === undefined ? '' : saidTo(exact)
  });
};

/** One response for each on the left, all with the same on the right. */
function matching(item: Item): Draft {
  const { asked, conditions, responses, told } = item;
  const rights = new Map<string, string>();
  const lefts = responses.flatMap((response) => {
    for (const { id, text } of labelsIn(response, item)) rights.set(id, text);
    const text = wordsOf(first(response, 'material') ?? response, told);
    const [key] = keysOf(conditions, idOf(response));
    return text && key ? [{ text, key }] : [];
  });
  const pairs = lefts.flatMap(({ text, key }) => {
    const right = rights.get(key);
    return right === undefined ? [] : [{ left: text, right, key }];
  });
  const used = new Set(pairs.map(({ key }) => key));
  const extra = [...rights].filter(([id]) => !used.has(id)).map(([, text]) => text);
  if (used.size === pairs.length) return matchDraft(asked, pairs, extra);
  const bins = [...used, ...[...rights.keys()].filter((id) => !used.has(id))];
  return classifyDraft(
    asked,
    bins.map((id) => rights.get(id)!),
    pairs.map(({ left, key }) => ({ text: left, bin: bins.indexOf(key) }))
  );
}

/** One response for each bin, all with the same entries. */
function sorting(item: Item): Draft {
  const { asked, conditions, responses, told } = item;
  const entries = new Map<string, { text: string; bin: number }>();
  for (const response of responses)
    for (const { id, text } of labelsIn(response, item)) entries.set(id, { text, bin: -1 });
  const bins = responses.map((response, bin) => {
    for (const id of keysOf(conditions, idOf(response))) {
      const entry = entries.get(id);
      if (entry) entry.bin = bin;
    }
    return wordsOf(first(response, 'material') ?? response, told);
  });
  const placed = [...entries.values()].filter(({ bin }) => bin >= 0);
  for (const { text, bin } of entries.values())
    if (bin < 0) told.lost.push(`“${text}” belongs to no bin and is left out`);
  return classifyDraft(asked, bins, placed);
}

/** Blanks of the text, by name in brackets. */
function blanks(item: Item): Draft {
  const { html, responses, told } = item;
  const named = new Map(responses.map((one) => [idOf(one).replace(/^response_/, ''), one]));
  const gaps: GapView[] = [];
  const signed = withoutSigns(html).replace(/\[([^[\]]{1,200})\]/g, (whole, name: string) => {
    const response = named.get(name);
    if (!response || gaps.length === mostGaps) return whole;
    named.delete(name);
    return gapSign(gaps.push(blank(item, response)) - 1);
  });
  for (const name of named.keys())
    told.lost.push(`The blank [${name}] is not in the text and is left out`);
  const { stem: _, ...beside } = item.asked;
  return draftOfPieces(beside, atSigns(plainOf(signed).text, gaps), told);
}

function blank(item: Item, response: Element): GapView {
  const labels = labelsIn(response, item);
  const says = (attribute: string, what: RegExp) =>
    labels.some(({ label }) => what.test(label.attributes[attribute] ?? ''));
  if (says('scoring_algorithm', /regex/i))
    item.told.flaws.push('A blank has a pattern as its answer: write the words it stands for');
  if (item.type === 'multiple_dropdowns_question' || says('answer_type', /dropdown|wordbank/i)) {
    const keys = new Set(keysOf(item.conditions, idOf(response)));
    return {
      pick: labels.map(({ id, text }) => ({
        text,
        share: keys.has(id) ? 1 : 0,
        feedback: item.saidTo(id)
      }))
    };
  }
  const feedback = new Set(labels.map(({ id }) => item.saidTo(id)).filter(Boolean));
  return {
    write: { accept: labels.map(({ text }) => text), feedback: [...feedback].join('\n'), wrong: [] }
  };
}

const kinds: Partial<Record<string, (item: Item) => Draft>> = {
  matching_question: matching,
  categorization_question: sorting,
  fill_in_multiple_blanks_question: blanks,
  multiple_dropdowns_question: blanks
};

const impossible: Partial<Record<string, string>> = {
  calculated_question: 'whose numbers are made up anew at each try',
  file_upload_question: 'that are answered with a file',
  hot_spot_question: 'that are answered on a picture'
};

/** @returns null where nothing can be made of it; 'nothing' where it asks nothing */
export function draftOf(item: Item): Draft | 'nothing' | null {
  const { type, responses, told } = item;
  if (type === 'text_only_question') return 'nothing';
  const why = Object.hasOwn(impossible, type) ? impossible[type] : undefined;
  if (why) {
    told.flaws.push(`Questions ${why} cannot be taken over: write it anew as one of another kind`);
    return null;
  }
  const kind = Object.hasOwn(kinds, type) ? kinds[type] : undefined;
  if (kind) return kind(item);
  const [response, second] = responses;
  if (!response) return type === '' ? 'nothing' : refused(item);
  if (second)
    return responses.every(({ name }) => name === 'response_lid') ? matching(item) : refused(item);
  return single(item, response);
}

function single(item: Item, response: Element): Draft | null {
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

function refused({ type, told }: Item): null {
  const named = type ? ` “${type}”` : ' of this kind';
  told.flaws.push(`Questions${named} cannot be taken over: write it anew as one of another kind`);
  return null;
}

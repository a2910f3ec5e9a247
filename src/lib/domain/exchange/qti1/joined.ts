/** Questions of QTI 1.2 with a response for each of their parts. */
import { classifyDraft, matchDraft } from '../draft';
import { atSigns, draftOf, gapSign, mostGaps, withoutSigns } from '../pieces';
import { plainOf } from '../plain';
import type { Draft } from '../row';
import { picked, type GapView } from '../view';
import { first, type Element } from '../xml';
import { keysOf } from './conditions';
import { idOf, labelsIn, type Item } from './item';
import { wordsOf } from './texts';

/** One response for each on the left, all with the same on the right. */
export function matching(item: Item): Draft {
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
export function sorting(item: Item): Draft {
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
export function blanks(item: Item): Draft {
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
  return draftOf(beside, atSigns(plainOf(signed).text, gaps), told);
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
      pick: labels.map(({ id, text }) =>
        picked(text, { correct: keys.has(id), feedback: item.saidTo(id) })
      )
    };
  }
  const feedback = new Set(labels.map(({ id }) => item.saidTo(id)).filter(Boolean));
  return {
    write: { accept: labels.map(({ text }) => text), feedback: [...feedback].join('\n'), wrong: [] }
  };
}

/** Interactions of QTI within a text, each as a gap. */
import { figure } from '../figure';
import { mostWords } from '../pieces';
import { picked, type GapView, type OptionView } from '../view';
import type { Told } from '../told';
import { anywhere, within, type Element } from '../xml';
import type { Said } from './feedback';
import { pairsIn, wordsOf } from './interactions';
import { toleranceOf, worthIn, type Response } from './responses';

/** @param interaction one of text to write, or of something to choose in a text */
export function gapOf(
  interaction: Element,
  item: Element,
  response: Response,
  said: Said,
  told: Told
): GapView {
  if (interaction.name === 'text-entry-interaction')
    return written(interaction, item, response, said, told);
  const worth = worthIn(response, true);
  const pick = within(interaction, 'inline-choice').map((element): OptionView => {
    const { identifier = '' } = element.attributes;
    const { correct, credit } = worth(identifier);
    return {
      ...{ text: wordsOf(element, told), feedback: said.to(identifier, element) },
      ...{ correct, share: correct ? 1 : Math.min(credit ?? 0, 0.99) }
    };
  });
  return { pick };
}

function written(
  { attributes }: Element,
  item: Element,
  response: Response,
  said: Said,
  told: Told
): GapView {
  const { correct, worth } = response;
  const most = Math.max(0, ...worth.values());
  const earning = [...worth].filter(([, points]) => points > 0 && points === most);
  const accept = [...new Set([...correct, ...earning.map(([text]) => text)])];
  const [key = ''] = accept;
  if (key === '') told.flaws.push('A gap has no right answer in the file: write it');
  for (const [text, points] of worth)
    if (points > 0 && !accept.includes(text))
      told.lost.push(`“${text}” earned a part of the points; now it is wrong`);
  const feedback = said.to(key);
  if (response.baseType === 'float' || response.baseType === 'integer') {
    const value = figure(key, told);
    const tolerance = toleranceOf(item, attributes['response-identifier'] ?? '', value);
    return { number: { value, tolerance, feedback, wrong: [] } };
  }
  const wrong = [...worth.keys()]
    .filter((text) => !accept.includes(text))
    .map((text) => ({ text, feedback: said.to(text) }));
  return { write: { accept, feedback, wrong } };
}

/** Words that are dragged into gaps: every gap has all of them to choose from. */
export function gapsOf(
  interaction: Element,
  response: Response,
  told: Told
): Map<Element, GapView> {
  const pairs = pairsIn(response);
  const words = within(interaction, 'gap-text').map((element) => ({
    id: element.attributes.identifier ?? '',
    text: wordsOf(element, told)
  }));
  if (words.length > mostWords) {
    told.flaws.push(`Keep to ${mostWords} words to drag`);
    return new Map();
  }
  const pictures = within(interaction, 'gap-img').length;
  if (pictures > 0) told.flaws.push('Pictures are dragged into gaps here: write words instead');
  return new Map(
    anywhere(interaction, 'gap').map((gap) => {
      const isKey = (id: string) =>
        pairs.some(([word, place]) => word === id && place === gap.attributes.identifier);
      const pick = words.map(({ id, text }) => picked(text, { correct: isKey(id), feedback: '' }));
      return [gap, { pick }];
    })
  );
}

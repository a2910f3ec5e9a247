/** Moodle's questions with gaps in their text. */
import { multipleDraft, type Asked } from '../draft';
import { atSigns, draftOf, gapSign, mostGaps, mostWords, withoutSigns } from '../pieces';
import { plainOf } from '../plain';
import type { Draft } from '../row';
import type { Told } from '../told';
import { picked, type GapView } from '../view';
import { first, within, type Element } from '../xml';
import { numberGap, wordGap } from './answers';
import { parseEmbedded, type Embedded } from './embedded';
import { marked, numberIn, rawText, words } from './fields';

/** Cloze: answers are written into the text. */
export function filledIn(question: Element, { stem, ...beside }: Asked, told: Told): Draft | null {
  const parsed = parseEmbedded(withoutSigns(rawText(first(question, 'questiontext'))));
  const found = parsed?.filter((piece) => typeof piece !== 'string') ?? [];
  if (!parsed || found.length > mostGaps) {
    told.flaws.push('This question has thousands of answers: part it');
    return null;
  }
  const [only, another] = found;
  if (!only) {
    told.flaws.push('No gap is in the text: write one as {1:SHORTANSWER:=word}');
    return null;
  }
  let place = 0;
  const signed = parsed.map((piece) => (typeof piece === 'string' ? piece : gapSign(place++)));
  const { text } = plainOf(signed.join(''));
  if (only.kind === 'several' && !another)
    return multipleDraft(
      { ...beside, stem: withoutSigns(text).trim() || stem },
      marked(only.alternatives)
    );
  const gaps = found.map((gap) => gapOf(gap, told));
  return draftOf(beside, atSigns(text, gaps), told);
}

function gapOf({ kind, alternatives }: Embedded, told: Told): GapView {
  if (kind === 'several')
    told.flaws.push('Ask in a question of its own what has several right answers');
  if (kind === 'write') return { write: wordGap(alternatives, told) };
  if (kind !== 'number') return { pick: alternatives };
  const measured = alternatives.map((one) => {
    const [text = '', tolerance] = one.text.split(':');
    return { ...one, text, tolerance: Math.abs(numberIn(tolerance)) };
  });
  return { number: numberGap(measured, told) };
}

/** Select or drag the missing words: `[[2]]` stands for the second of those listed. */
export function missingWords(
  question: Element,
  { stem: _, ...beside }: Asked,
  told: Told
): Draft | null {
  const listed = [...within(question, 'selectoption'), ...within(question, 'dragbox')].map(
    (element) => ({ text: words(element, told), group: rawText(first(element, 'group')).trim() })
  );
  if (listed.length > mostWords) {
    told.flaws.push(`Keep to ${mostWords} words to choose from`);
    return null;
  }
  const gaps: GapView[] = [];
  const html = withoutSigns(rawText(first(question, 'questiontext')));
  const signed = html.replace(/\[\[(\d{1,4})\]\]/g, (whole, number: string) => {
    const key = listed[Number(number) - 1];
    if (!key || gaps.length === mostGaps) return whole;
    const alike = listed.filter(({ group }) => group === key.group);
    const pick = alike.map((one) => picked(one.text, { correct: one === key, feedback: '' }));
    return gapSign(gaps.push({ pick }) - 1);
  });
  if (gaps.length === 0) {
    told.flaws.push('No gap is in the text: write one as [[1]]');
    return null;
  }
  return draftOf(beside, atSigns(plainOf(signed).text, gaps), told);
}

/** Moodle's questions with gaps in their text. */
import { multipleDraft } from '../draft';
import { plainOf } from '../plain';
import { atSigns, draftOf, gapSign, mostGaps, mostWords, withoutSigns } from '../pieces';
import type { Draft } from '../row';
import type { GapView } from '../view';
import type { Told } from '../told';
import { first, within, type Element } from '../xml';
import { parseEmbedded, type Alternative, type Embedded } from './embedded';
import { numberIn, percent, rawText, words } from './fields';
import type { Asked } from './types';

/** Cloze: answers are written into the text. */
export function filledIn(question: Element, { stem: _, ...beside }: Asked, told: Told): Draft {
  const html = withoutSigns(rawText(first(question, 'questiontext')));
  const parsed = parseEmbedded(html);
  const found = parsed.filter((piece) => typeof piece !== 'string');
  if (found.length === 0)
    told.flaws.push('No gap is in the text: write one as {1:SHORTANSWER:=word}');
  if (found.length > mostGaps) told.flaws.push(`Keep to ${mostGaps} gaps`);
  let place = 0;
  const signed = parsed
    .slice(0, 2 * mostGaps)
    .map((piece) => (typeof piece === 'string' ? piece : gapSign(place++)))
    .join('');
  const { text } = plainOf(signed);
  const [only] = found;
  const isAlone = found.length === 1 && only!.kind === 'several';
  if (isAlone) return several(text, beside, only!.alternatives);
  return draftOf(
    beside,
    atSigns(
      text,
      found.map((gap) => gapOf(gap, told))
    ),
    told
  );
}

const several = (text: string, beside: Omit<Asked, 'stem'>, alternatives: Alternative[]): Draft =>
  multipleDraft(
    { ...beside, stem: withoutSigns(text).trim() },
    alternatives.map(({ text, share, feedback }) => ({
      text,
      correct: share > 0,
      credit: share,
      feedback
    }))
  );

function gapOf({ kind, alternatives }: Embedded, told: Told): GapView {
  if (kind === 'several')
    told.flaws.push('Ask in a question of its own what has several right answers');
  if (kind === 'pick' || kind === 'several') return { pick: alternatives };
  const isKey = ({ share }: Alternative) => share > 0.999;
  const key = alternatives.find(isKey);
  if (!key) told.flaws.push('A gap has no answer that earns all points: say which one is right');
  const rest = alternatives.find(({ text }) => text === '*');
  if (rest?.feedback && rest.feedback !== key?.feedback)
    told.lost.push(`What was said to any other answer: ${rest.feedback}`);
  const wrong = alternatives.filter((one) => !isKey(one) && one !== rest);
  for (const { text, share } of wrong)
    if (share > 0) told.lost.push(`“${text}” earned ${percent(share)}; now it is wrong`);
  const feedback = key?.feedback ?? '';
  if (kind === 'number')
    return {
      number: {
        ...measured(key),
        feedback,
        wrong: wrong.map((one) => ({ ...measured(one), feedback: one.feedback }))
      }
    };
  const accept = alternatives.filter(isKey).map(({ text }) => unstarred(text));
  return {
    write: {
      accept,
      feedback,
      wrong: wrong.map((one) => ({ text: unstarred(one.text), feedback: one.feedback }))
    }
  };
}

const unstarred = (text: string) => text.replaceAll('\\*', '*');

/** A value, and behind a colon its tolerance. */
function measured(alternative: Alternative | undefined): { value: number; tolerance: number } {
  const [value, tolerance] = (alternative?.text ?? '').split(':');
  return { value: numberIn(value), tolerance: Math.abs(numberIn(tolerance)) };
}

/** Select or drag the missing words: `[[2]]` stands for the second of those listed. */
export function missingWords(question: Element, { stem: _, ...beside }: Asked, told: Told): Draft {
  const listed = [...within(question, 'selectoption'), ...within(question, 'dragbox')].map(
    (element) => ({ text: words(element, told), group: rawText(first(element, 'group')).trim() })
  );
  if (listed.length > mostWords) told.flaws.push(`Keep to ${mostWords} words to choose from`);
  listed.splice(mostWords);
  const gaps: GapView[] = [];
  const html = withoutSigns(rawText(first(question, 'questiontext')));
  const signed = html.replace(/\[\[(\d{1,4})\]\]/g, (whole, number: string) => {
    const key = listed[Number(number) - 1];
    if (!key || gaps.length === mostGaps) return whole;
    const alike = listed.filter(({ group }) => group === key.group);
    gaps.push({
      pick: alike.map((one) => ({ text: one.text, share: one === key ? 1 : 0, feedback: '' }))
    });
    return gapSign(gaps.length - 1);
  });
  if (gaps.length === 0) told.flaws.push('No gap is in the text: write one as [[1]]');
  return draftOf(beside, atSigns(plainOf(signed).text, gaps), told);
}

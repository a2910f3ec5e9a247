/** A text in which something is written or chosen, as the type of question that suits it best. */
import { verdictIn } from './answer';
import { booleanDraft, choiceDraft, clozeDraft, numericDraft, type Asked, type Gap } from './draft';
import type { Draft } from './row';
import type { GapView, OptionView } from './view';
import type { Told } from './told';

type Pieces = readonly (string | GapView)[];

/** What a question may have beside its text. */
type Beside = Omit<Asked, 'stem'>;

const blank = '_____';

/** These stand for gaps while a text is still HTML; no text of ours holds them. */
const firstSign = 0xe000;
const signs = /[\ue000-\ue3ff]/g;
export const mostGaps = 1000;
/** Of words that every gap has to choose from. */
export const mostWords = 100;

/** @returns the sign of the n-th gap, below `mostGaps` */
export const gapSign = (place: number): string => String.fromCharCode(firstSign + place);

export const withoutSigns = (text: string): string => text.replace(signs, '');

/** @returns the text and its gaps, where their signs stand */
export function atSigns(text: string, gaps: readonly GapView[]): (string | GapView)[] {
  const pieces: (string | GapView)[] = [];
  let told = 0;
  for (const { 0: sign, index } of text.matchAll(signs)) {
    const gap = gaps[sign.charCodeAt(0) - firstSign];
    pieces.push(text.slice(told, index), ...(gap ? [gap] : []));
    told = index + 1;
  }
  return [...pieces, text.slice(told)].filter((piece) => piece !== '');
}

/**
 * @param pieces the whole text, in which the question itself stands before its gaps, or around them
 * @returns one gap as choice or number, a verdict with a reason as that, and all else as words to
 *   write; what that loses is told
 */
export function draftOf(beside: Beside, pieces: Pieces, told: Told): Draft {
  const [one, other, third] = pieces.filter((piece) => typeof piece !== 'string');
  const { stem, text } = parted(pieces);
  if (one && !other) {
    const isApart = text.length === 1;
    const asked = { ...beside, stem: isApart ? stem : shownBlank(pieces) };
    if ('pick' in one) return choiceDraft(asked, choices(one.pick));
    const [, unit] = text;
    if ('number' in one && text[0] === one && isUnit(unit))
      return numericDraft({ ...beside, stem }, { ...one.number, unit: unit.trim() });
    if ('number' in one) return numericDraft(asked, one.number);
  }
  if (one && other && !third && 'pick' in other && text[0] === one) {
    const asked = { ...beside, stem };
    if ('number' in one) return { ...numericDraft(asked, one.number), ...unitsOf(other.pick) };
    const verdict = 'pick' in one ? verdictOf(one.pick) : null;
    if (verdict)
      return {
        ...booleanDraft(asked, verdict.value, verdict.feedback),
        reasons: choiceDraft(asked, choices(other.pick)).options
      };
  }
  return clozeDraft(
    { ...beside, stem: stem || 'Fill in the gaps.' },
    text.map((piece) =>
      // Two brackets would begin a gap of ours.
      typeof piece === 'string' ? piece.replaceAll('[[', '[ [') : inWords(piece, told)
    )
  );
}

/** What stands before the paragraph with the first gap, and that with all that follows. */
function parted(pieces: Pieces): { stem: string; text: (string | GapView)[] } {
  const first = pieces.findIndex((piece) => typeof piece !== 'string');
  const before = first < 0 ? pieces.join('') : pieces.slice(0, first).join('');
  const end = before.lastIndexOf('\n\n');
  const lead = before.slice(end + 1).trimStart();
  const text = first < 0 ? [lead] : [lead, ...pieces.slice(first)];
  for (const end of [0, -1]) if (isBlank(text.at(end))) text.splice(end, 1);
  return { stem: before.slice(0, Math.max(0, end)).trim(), text };
}

const isBlank = (piece: string | GapView | undefined) =>
  typeof piece === 'string' && piece.trim() === '';

const shownBlank = (pieces: Pieces) =>
  pieces
    .map((piece) => (typeof piece === 'string' ? piece : blank))
    .join('')
    .trim();

const isUnit = (text: string | GapView | undefined): text is string =>
  typeof text === 'string' && text.trim().length <= 20 && /^\s*[\p{L}%°µ][^\n]*$/u.test(text);

const unitsOf = (options: readonly OptionView[]) => ({
  unit: options.find(({ correct }) => correct)?.text,
  units: options.map(({ text }) => text)
});

/** Whether a choice is between true and false, and which of them is right. */
export function verdictOf(
  options: readonly OptionView[]
): { value: boolean; feedback: { true: string; false: string } } | null {
  const on = (value: boolean) => options.find(({ text }) => verdictIn(text) === value);
  const [yes, no] = [on(true), on(false)];
  if (options.length !== 2 || !yes || !no) return null;
  return {
    value: yes.correct && !no.correct,
    feedback: { true: yes.feedback, false: no.feedback }
  };
}

/** @returns the options of a choice of one */
export const choices = (options: readonly OptionView[]) =>
  options.map(({ share, ...option }) => ({ ...option, credit: share }));

function inWords(gap: GapView, told: Told): Gap {
  if ('write' in gap) return gap.write;
  if ('number' in gap) {
    const { value, tolerance, feedback, wrong } = gap.number;
    if (tolerance > 0)
      told.flaws.push(
        `A gap takes words, so that ${value} would be right only to the digit: ask for it in a question of its own, or accept it as it is`
      );
    return {
      accept: [`${value}`],
      feedback,
      wrong: wrong.map((slip) => ({ text: `${slip.value}`, feedback: slip.feedback }))
    };
  }
  told.lost.push('What there was to choose from in the text is to be written now');
  const keys = gap.pick.filter(({ correct }) => correct);
  return {
    accept: keys.map(({ text }) => text),
    feedback: keys[0]?.feedback ?? '',
    wrong: gap.pick
      .filter(({ correct }) => !correct)
      .map(({ text, feedback }) => ({ text, feedback }))
  };
}

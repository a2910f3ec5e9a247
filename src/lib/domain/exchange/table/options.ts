/** The options of a row, and which of them are right. */
import { keysAmong } from '../key';
import { pickDraft } from '../made';
import type { Draft } from '../row';
import { tidy } from '../tidy';
import type { Fields } from './fields';

/** @returns the options of the row, each from a cell of its own or all from one; '' for an empty cell */
export function textsOf(fields: Fields): string[] {
  const texts = fields.all('option');
  if (texts.some(Boolean)) return texts;
  const list = fields.get('options');
  const parts = list.split(list.includes('\n') ? '\n' : /[;|]/).map(tidy);
  return parts.filter(Boolean).map((part) => part.replace(/^\(?[a-z][).]\s+/i, ''));
}

interface Option {
  text: string;
  correct: boolean;
  feedback?: string;
  misconception?: string;
}

/** @returns the options in their order, as the key or a star before or after them says */
function chosen(fields: Fields): Option[] {
  const said = fields.all('feedback');
  const shows = fields.all('misconception');
  const starred = /^\*\s*|\s*\*$/;
  const key = fields.get('key');
  const cells = textsOf(fields).map((text, i) => ({
    text,
    star: key === '' && starred.test(text),
    feedback: said[i],
    misconception: shows[i]
  }));
  // A letter counts columns, those too that this question leaves empty.
  const given = cells.map(({ text, star }) => (star ? text.replace(starred, '') : text));
  const wrong = fields.all('wrong').filter(Boolean);
  const isStarred = cells.some(({ star }) => star);
  const keys = isStarred || wrong.length > 0 ? null : keysAmong(given, key);
  const places = keys && 'places' in keys ? keys.places.filter((place) => given[place] !== '') : [];
  if (keys && 'fix' in keys) fields.flaw(keys.fix);
  else if (keys && places.length < keys.places.length)
    fields.flaw(`Name an option that is not empty: the key says "${key}"`);
  if (keys && 'doubt' in keys && keys.doubt) fields.lose(keys.doubt);

  const right =
    wrong.length > 0
      ? key
          .split(/[;|\n]/)
          .map(tidy)
          .filter(Boolean)
      : [];
  if (wrong.length > 0 && right.length + given.filter(Boolean).length === 0)
    fields.flaw('Write the right answer in the column "correct"');
  const isRight = (place: number) =>
    wrong.length > 0 || (isStarred ? cells[place]!.star : places.includes(place));
  return [
    ...cells.map(({ feedback, misconception }, i) => ({
      text: given[i]!,
      correct: isRight(i),
      feedback,
      misconception
    })),
    ...right.map((text) => ({ text, correct: true })),
    ...wrong.map((text) => ({ text, correct: false }))
  ].filter(({ text }) => text !== '');
}

export function optionsOf(
  asked: { stem: string; hint?: string; explanation?: string },
  fields: Fields
): Draft {
  const options = chosen(fields).map(({ feedback, misconception, ...option }) => {
    const general = fields.get(option.correct ? 'said if right' : 'said if wrong');
    return { ...option, feedback: feedback || general || undefined, misconception };
  });
  const draft = pickDraft(asked, options);
  const parts = draft.options as Record<string, unknown>[] | undefined;
  options.forEach(({ misconception }, i) => {
    if (misconception && parts?.[i]) parts[i].misconception = misconception;
  });
  return draft;
}

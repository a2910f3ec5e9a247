/** Notes that ask on the front of a card and answer on its back. */
import { booleanDraft, choiceDraft, shortDraft } from '../draft';
import { keyIn, lettersIn } from './choices';
import { mentionsIn, type Note, type NoteType } from './note';
import { chosenOf } from './options';
import { fieldsOf, joined, placesOf, type Reading } from './reading';
import { isTypable, wordingsOf } from './text';

/** Where a note's first card has its question and its answer. */
export interface Sides {
  front: number[];
  /** The first of these is the answer, the others say more. */
  back: number[];
  hint: number | null;
  /** Whether its learner types the answer already. */
  typed: boolean;
  /** Whether another card asks from the back to the front. */
  reversed: boolean;
}

/** What fits into the field that a learner types in. */
const longest = 200;

/** @returns the sides by the templates; the first two fields where these do not tell */
export function sidesOf(type: NoteType): Sides {
  const [first, ...others] = type.cards.map(({ front, back }) => ({
    front: mentionsIn(front),
    back: mentionsIn(back)
  }));
  const names = (mentions: { field: string }[]) => mentions.map(({ field }) => field);
  const hints = type.fields.filter((name) => /^hints?$/i.test(name.trim()));
  const typed = (first?.front ?? []).filter((one) => one.typed).map(({ field }) => field);
  const asked = names(first?.front ?? []).filter(
    (field) => ![...typed, ...hints].includes(field)
  );
  const front = placesOf(type, asked);
  const back = placesOf(type, [...typed, ...names(first?.back ?? [])]).filter(
    (place, i, all) =>
      !front.includes(place) && all.indexOf(place) === i && !hints.includes(type.fields[place]!)
  );
  const told = front.length > 0 && back.length > 0;
  const sides = told ? { front, back } : { front: [0], back: [1] };
  const isOn = (mentions: { field: string }[], place: number) =>
    names(mentions).includes(type.fields[place] ?? '');
  return {
    ...sides,
    hint: placesOf(type, hints)[0] ?? null,
    typed: typed.length > 0 || (first?.back.some((one) => one.typed) ?? false),
    reversed: others.some(
      (card) => isOn(card.front, sides.back[0]!) && isOn(card.back, sides.front[0]!)
    )
  };
}

/**
 * A short answer is typed; one that is listed with others on the front, or is true or false, is
 * chosen. Nobody types a long one word for word: that is asked the other way round where the note
 * has a card for it, else somebody must say what to do.
 */
export function readCard(sides: Sides, note: Note): Reading {
  const fields = fieldsOf(note);
  const stem = joined(sides.front.map(fields.read)) ?? '';
  const answer = fields.read(sides.back[0]!);
  const explanation = joined(sides.back.slice(1).map(fields.read));
  const hint = fields.read(sides.hint) || undefined;
  const reading = (draft: Reading['draft'], flaws: string[] = [], lost: string[] = []) => ({
    draft,
    flaws,
    lost: [...fields.lost, ...lost]
  });

  if (!stem || !answer) return reading(...emptyOf(stem, answer, [...fields.lost]));
  const about = { stem, explanation, hint };
  const listed = lettersIn(stem);
  if (listed) {
    const key = keyIn(answer, listed.options);
    const flaws = key ? [] : ['Mark what is right: the back of the card names none of the options'];
    const told = { hint, stem: listed.before, explanation: joined([key?.rest ?? answer, explanation ?? '']) };
    return reading(chosenOf(told, listed.options, key?.places ?? []), flaws);
  }
  const [, verdict, reason = ''] = answer.match(/^(true|false)\b[\s.:,;–-]*([^]*)$/i) ?? [];
  if (verdict && (reason === '' || /^(true|false)\s*[.:,;–\n-]/i.test(answer))) {
    const value = verdict.toLowerCase() === 'true';
    return reading(booleanDraft({ ...about, value, explanation: joined([reason, explanation ?? '']) }));
  }
  if (isTypable(answer) || (sides.typed && answer.length <= longest && !answer.includes('\n')))
    return reading(
      shortDraft({ ...about, accept: wordingsOf(answer) }),
      [],
      sides.reversed ? ['Its card from back to front is left out: a note is one question'] : []
    );
  if (sides.reversed && isTypable(stem))
    return reading(
      shortDraft({ ...about, stem: answer, accept: wordingsOf(stem) }),
      [],
      ['Asked from its back to its front: the back is too long to be typed']
    );
  return reading(choiceDraft({ ...about, options: [{ text: answer, correct: true }] }), [
    'This answer is too long to be typed word for word. Write wrong options beside it, or shorten it to a few words and have them typed'
  ]);
}

function emptyOf(
  stem: string,
  answer: string,
  lost: string[]
): [draft: Reading['draft'], flaws: string[]] {
  const shown = lost.some((what) => /^The (picture|sound|video)/.test(what));
  const side = stem ? 'back' : 'front';
  const flaw = shown
    ? `The ${side} of this card has no words, but a picture or a sound, which cannot be carried over: say it in words`
    : `The ${side} of this card is empty`;
  if (!stem) return [null, [flaw]];
  return [shortDraft({ stem, accept: answer ? [answer] : [] }), [flaw]];
}

/** Notes that ask on the front of a card and answer on its back. */
import { booleanDraft, choiceDraft, shortDraft } from '../draft';
import { pickDraft } from '../made';
import { keyIn, lettersIn } from './choices';
import type { Note } from './note';
import { fieldsOf, joined, said, type Asked, type Reading } from './reading';
import type { Sides } from './sides';
import { isTypable, wordingsOf } from './text';

/** What fits into the field that a learner types in. */
const longest = 200;

const verdict = /^(true|false)(?:$|\s*[.:,;–\n-]\s*)/i;

/**
 * A short answer is typed; one that is listed with others on the front, or is true or false, is
 * chosen. Nobody types a long one word for word: that is asked the other way round where the note
 * has a card for it, else somebody must say what to do.
 */
export function readCard(sides: Sides, note: Note): Reading {
  const fields = fieldsOf(note);
  const stem = joined(sides.front.map(fields.read));
  const answer = fields.read(sides.back[0]!);
  const more = sides.back.slice(1).map(fields.read);
  const hint = [fields.read(sides.hint)];
  const asked = (rest: string, words = stem) => ({
    stem: words,
    ...said({ explanation: [rest, ...more], hint })
  });
  const {
    draft,
    flaws = [],
    lost = []
  } = stem && answer
    ? (chosen(stem, answer, asked) ?? typed(sides, answer, asked('')))
    : halfEmpty(stem, answer, [...fields.lost]);
  return { draft, flaws, lost: [...fields.lost, ...lost] };
}

type Part = Pick<Reading, 'draft'> & Partial<Reading>;

/** @returns null where there is nothing to choose from */
function chosen(
  stem: string,
  answer: string,
  asked: (rest: string, words?: string) => Asked
): Part | null {
  const listed = lettersIn(stem);
  if (listed) {
    const { before, options } = listed;
    const key = keyIn(answer, options);
    const list = options.map((text, i) => ({ text, correct: key?.places.includes(i) ?? false }));
    return {
      draft: pickDraft(asked(key?.rest ?? answer, before || stem), list),
      flaws: key ? [] : ['Mark what is right: the back of the card names none of the options']
    };
  }
  const [whole, word] = answer.match(verdict) ?? [];
  if (!whole || !word) return null;
  return { draft: booleanDraft(asked(answer.slice(whole.length)), word.toLowerCase() === 'true') };
}

function typed({ typed, reversed }: Sides, answer: string, asked: Asked): Part {
  const { stem } = asked;
  if (isTypable(answer) || (typed && answer.length <= longest && !answer.includes('\n')))
    return {
      draft: shortDraft(asked, { accept: wordingsOf(answer) }),
      lost: reversed ? ['Its card from back to front is left out: a note is one question'] : []
    };
  if (reversed && isTypable(stem))
    return {
      draft: shortDraft({ ...asked, stem: answer }, { accept: wordingsOf(stem) }),
      lost: ['It is asked from its back to its front, as its back is too long to be typed']
    };
  return {
    draft: choiceDraft(asked, [{ text: answer, correct: true }]),
    flaws: [
      'This answer is too long to be typed word for word. Write wrong options beside it, or shorten it to a few words and have them typed'
    ]
  };
}

/** @param lost what the sides had beside their words */
function halfEmpty(stem: string, answer: string, lost: string[]): Part {
  const side = stem ? 'back' : 'front';
  const isShown = lost.some((what) => /^The (picture|sound|video)/.test(what));
  return {
    draft: stem ? shortDraft({ stem }, { accept: answer ? [answer] : [] }) : null,
    flaws: [
      isShown
        ? `The ${side} of this card has no words but a picture or sound, which cannot be carried over: say it in words`
        : `The ${side} of this card is empty`
    ]
  };
}

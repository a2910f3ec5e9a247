/** Notes whose type has fields for options to choose from. */
import { classifyDraft } from '../draft';
import { pickDraft } from '../made';
import { keyIn, linesOf } from './choices';
import type { Note, NoteType } from './note';
import { fieldsOf, said, type Asked, type Fields, type Reading } from './reading';
import type { Roles } from './roles';

interface Choices {
  options: string[];
  /** Places of the right ones; null where the note does not tell. */
  right: number[] | null;
  rest: string;
}

/** @returns the question with its options and what is said of them */
export function readOptions(type: NoteType, roles: Roles, note: Note): Reading {
  const fields = fieldsOf(note);
  const stem = fields.read(roles.question);
  const { options, right, rest } = choicesOf(roles, fields);
  const about = {
    stem,
    ...said({
      explanation: [rest, ...roles.explanations.map(fields.read)],
      hint: [fields.read(roles.hint)]
    })
  };
  const flaws = [
    ...(stem ? [] : ['Write the question: its field is empty']),
    ...(options.length > 1 ? [] : ['Write at least two options']),
    ...(right ? [] : [`Mark what is right: ${unclear(type, roles, fields)}`])
  ];
  const isJudged = fields.read(roles.kind) === '0' && right !== null;
  const isRight = (place: number) => right?.includes(place) ?? false;
  return {
    draft: isJudged
      ? judgedOf(about, options, isRight)
      : pickDraft(
          about,
          options.map((text, place) => ({ text, correct: isRight(place) }))
        ),
    flaws,
    lost: [...fields.lost]
  };
}

function choicesOf(roles: Roles, fields: Fields): Choices {
  const key = fields.read(roles.key);
  const wrong = roles.wrong.map(fields.read).filter(Boolean);
  // Where some fields are wrong by their names, the other one holds the option that is right.
  if (wrong.length > 0 && roles.options.length === 0)
    return { options: [key, ...wrong].filter(Boolean), right: key ? [0] : null, rest: '' };
  const written = roles.options.map(fields.read);
  const list = roles.list === null ? [] : linesOf(fields.read(roles.list));
  const all = [...written, ...list, ...wrong];
  const found = keyIn(key, all);
  const filled = all.flatMap((option, place) => (option ? [place] : []));
  const right = found?.places.map((place) => filled.indexOf(place)) ?? null;
  return {
    options: filled.map((place) => all[place]!),
    right: right?.includes(-1) ? null : right,
    rest: found?.rest ?? ''
  };
}

function unclear(type: NoteType, { key: place }: Roles, fields: Fields): string {
  const name = type.fields[place!];
  const key = fields.read(place).slice(0, 60);
  return key
    ? `the field "${name}" says "${key}", which names none of the options`
    : `the field "${name}" is empty`;
}

/** Each option by itself is true or false. */
const judgedOf = (about: Asked, texts: string[], isRight: (place: number) => boolean) =>
  classifyDraft(
    about,
    ['True', 'False'],
    texts.map((text, place) => ({ text, bin: isRight(place) ? 0 : 1 }))
  );

/** Notes whose type has fields for options to choose from. */
import { choiceDraft, classifyDraft, multipleDraft } from '../draft';
import { keyIn, linesOf } from './choices';
import type { Note, NoteType } from './note';
import { fieldsOf, joined, type Fields, type Reading } from './reading';
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
    explanation: joined([rest, ...roles.explanations.map(fields.read)]),
    hint: fields.read(roles.hint) || undefined
  };
  const flaws = [
    ...(stem ? [] : ['Write the question: its field is empty']),
    ...(options.length > 1 ? [] : ['Write at least two options']),
    ...(right ? [] : [`Mark what is right: ${said(type, roles, fields)}`])
  ];
  const keys = right ?? [];
  const judged = fields.read(roles.kind) === '0' && options.length > 1 && right !== null;
  return {
    draft: judged ? judgedOf(about, options, keys) : chosenOf(about, options, keys),
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

const said = (type: NoteType, roles: Roles, fields: Fields) => {
  const key = fields.read(roles.key).slice(0, 60);
  const name = type.fields[roles.key!];
  return key
    ? `the field "${name}" says "${key}", which names none of the options`
    : `the field "${name}" is empty`;
};

type About = { stem: string; explanation?: string; hint?: string };

/** @returns a question with one right option, or with several */
export function chosenOf(about: About, texts: string[], right: number[]) {
  const options = texts.map((text, place) => ({ text, correct: right.includes(place) }));
  return right.length > 1
    ? multipleDraft({ ...about, options })
    : choiceDraft({ ...about, options });
}

/** Each option by itself is true or false. */
const judgedOf = (about: About, texts: string[], right: number[]) =>
  classifyDraft({
    ...about,
    bins: ['True', 'False'],
    entries: texts.map((text, place) => ({ text, bin: right.includes(place) ? 'True' : 'False' }))
  });

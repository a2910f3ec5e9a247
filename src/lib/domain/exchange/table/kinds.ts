/** What a row of a table asks, by its type or by what its cells hold. */
import { answeredDraft, verdictIn } from '../answer';
import {
  booleanDraft,
  classifyDraft,
  clozeDraft,
  matchDraft,
  noteDraft,
  numericDraft,
  orderDraft,
  type Gap
} from '../draft';
import { rangeIn } from '../range';
import type { Draft } from '../row';
import { tidy } from '../tidy';
import type { Fields } from './fields';
import { optionsOf, textsOf } from './options';

export const kinds = {
  options:
    'multiple choice,multiple response,choice,mc,mcq,mcsa,mcma,single choice,single,radio,multiple,multiple answer,multiple answers,multiple select,select all,select all that apply,checkbox,checkboxes,multi select,multi,ms,dropdown,hotspot,decision',
  verdict: 'true/false,true false,true or false,tf,t/f,boolean,truefalse',
  words:
    'short answer,short,words,word,fill in,fill in the blank,fill in the blanks,fill-in-the-blank,fib,text,text entry,open answer,shortanswer,type answer',
  cloze: 'cloze,gaps,gap text',
  number: 'numeric,numerical,number,calculation,num',
  pairs: 'match,matching,pairs,classify,categorize,categorise,categorization,sorting,drag and drop',
  order: 'order,ordering,sequence,ranking,rank,reorder',
  essay: 'essay,written,long answer,open,open ended,note,paragraph,free response'
};
export type Kind = keyof typeof kinds;

const kindNamed = new Map(
  (Object.keys(kinds) as Kind[]).flatMap((kind) =>
    kinds[kind].split(',').map((name): [string, Kind] => [name, kind])
  )
);

const arrow = / = | ?(?:=>|->|→) ?|=/;

/** `left = right`; a half that is missing is '' */
function halves(text: string): [left: string, right: string] {
  const sign = / = /.exec(` ${text} `) ? / ?= / : arrow;
  const found = sign.exec(text);
  if (!found) return [text, ''];
  return [text.slice(0, found.index).trim(), text.slice(found.index + found[0].length).trim()];
}

const isPair = (text: string) => halves(text).every((half) => half !== '');

/** @returns the kind that the row names or, where it names none, that its cells suggest */
function kindOf(fields: Fields): Kind | null {
  const named = fields
    .get('type')
    .toLowerCase()
    .replace(/[\s_]+/g, ' ')
    .replace(/ questions?$/, '');
  if (named) {
    const kind = kindNamed.get(named);
    if (kind) return kind;
    fields.flaw(
      `Give another type than "${named}": multiple choice, true/false, short answer, numeric, ` +
        'match, classify, order, cloze or essay'
    );
    return null;
  }
  const texts = textsOf(fields).filter(Boolean);
  const key = fields.get('key');
  if (fields.all('left').some(Boolean)) return 'pairs';
  if (key === '' && texts.length > 1 && texts.every(isPair)) return 'pairs';
  if (texts.length > 1 || fields.all('wrong').some(Boolean)) return 'options';
  if (/\[\[[^[\]]+\]\]/.test(fields.get('stem'))) return 'cloze';
  if (texts.length === 1 || key !== '') return 'words';
  fields.flaw('Give options and the right one, or the answer, or write "essay" in a column "type"');
  return null;
}

/** @returns the draft, or null after saying what is missing */
export function draftOf(fields: Fields): Draft | null {
  const stem = fields.get('stem');
  if (stem === '') fields.flaw('Write the question');
  const kind = kindOf(fields);
  if (!kind) return null;
  const hint = fields.get('hint');
  const said = [fields.get('feedback'), fields.get('explanation')].filter(Boolean).join('\n\n');
  const asked = { stem, ...(hint && { hint }), ...(said && { explanation: said }) };
  return makers[kind](asked, fields);
}

type Asked = { stem: string; hint?: string; explanation?: string };

const splitList = (text: string) =>
  text
    .split(/[;|\n]/)
    .map(tidy)
    .filter(Boolean);
const wordsOf = (fields: Fields) => [
  ...new Set([...textsOf(fields).filter(Boolean), ...splitList(fields.get('key'))])
];

const makers: Record<Kind, (asked: Asked, fields: Fields) => Draft | null> = {
  options: optionsOf,
  verdict(asked, fields) {
    const [first, second] = fields.all('feedback');
    const texts = textsOf(fields).filter(Boolean);
    const key = fields.get('key');
    const value = verdictIn(key);
    if (value === null && texts.length > 1) return optionsOf(asked, fields);
    if (value === null) fields.flaw('Write True or False in the column "correct"');
    return booleanDraft(asked, value ?? true, { true: first, false: second });
  },
  words(asked, fields) {
    const accept = wordsOf(fields);
    if (accept.length === 0) fields.flaw('Write the answer in the column "correct"');
    const [feedback] = fields.all('feedback');
    return fields.get('type') === ''
      ? answeredDraft(asked, accept, feedback)
      : clozeDraft(asked, [{ accept, ...(feedback && { feedback }) }]);
  },
  cloze(asked, fields) {
    const [own = ''] = textsOf(fields);
    const feedback = fields.all('feedback');
    const text = own || asked.stem;
    let place = 0;
    const pieces = text.split(/\[\[([^[\]]+)\]\]/).map((piece, i): string | Gap => {
      if (i % 2 === 0) return piece;
      const said = feedback[place++];
      return { accept: splitList(piece), ...(said && { feedback: said }) };
    });
    if (pieces.length < 2)
      fields.flaw(
        'Write each missing word in double brackets, with | between wordings: [[knee|knees]]'
      );
    return clozeDraft(own ? asked : { ...asked, stem: 'Fill in the gaps.' }, pieces);
  },
  number(asked, fields) {
    const [first = ''] = wordsOf(fields);
    const range = rangeIn(first);
    const off = fields.get('tolerance');
    const tolerance = off === '' ? range?.tolerance : rangeIn(off)?.value;
    if (!range || tolerance === undefined)
      fields.flaw(
        `Give a number, as in 12 or 12 ± 0.5, in place of "${first}${range ? ` ± ${off}` : ''}"`
      );
    const unit = fields.get('unit');
    const [feedback] = fields.all('feedback');
    return numericDraft(asked, {
      value: range?.value ?? 0,
      tolerance: Math.abs(tolerance ?? 0),
      ...(unit && { unit }),
      ...(feedback && { feedback })
    });
  },
  pairs(asked, fields) {
    const rights = fields.all('right');
    const given = fields.all('left').map((left, i): [string, string] => [left, rights[i] ?? '']);
    const feedback = fields.all('feedback');
    const cells = given.length > 0 ? given : textsOf(fields).map(halves);
    const extra = cells.filter(([left, right]) => left === '' && right !== '');
    const pairs = cells
      .map(([left, right], i) => ({ left, right, feedback: feedback[i] || undefined }))
      .filter(({ left }) => left !== '');
    const half = pairs.find(({ right }) => right === '');
    if (half) fields.flaw(`Write what belongs to "${half.left}", as in "left = right"`);
    const bins = [...new Set(pairs.map(({ right }) => right))];
    const others = [...new Set(extra.map(([, right]) => right))].filter((r) => !bins.includes(r));
    const sorts = /class|categ|sort/i.test(fields.get('type'));
    if (!sorts && bins.length === pairs.length) return matchDraft(asked, pairs, others);
    const all = [...bins, ...others];
    const entries = pairs.map(({ left, right, feedback }) => ({
      text: left,
      bin: all.indexOf(right),
      feedback
    }));
    return classifyDraft(asked, all, entries);
  },
  order(asked, fields) {
    const feedback = fields.all('feedback');
    const cells = textsOf(fields).map((text, i) => ({ text, feedback: feedback[i] || undefined }));
    return orderDraft(
      asked,
      cells.filter(({ text }) => text !== '')
    );
  },
  essay: (asked, fields) => noteDraft(asked, fields.get('key'))
};

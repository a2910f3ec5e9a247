/** Items as Moodle's XML, as Moodle 4 writes it itself. */
import type { Item } from '../../items/registry';
import { htmlOf, htmlWithGaps } from '../html';
import {
  partsOf,
  remarksOn,
  viewOf,
  type Asked,
  type View,
  type NumberView,
  type OptionView
} from '../view';
import { unseen, type Trait } from '../unseen';
import { escaped } from '../xml';
import { copyOf } from '../xml-copy';
import { embedded } from './embedded';

/** In percent; Moodle refuses any other (`question_bank::fraction_options`). */
const fractions = [
  ...[100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667],
  ...[14.28571, 12.5, 11.11111, 10, 5, 0]
];

/** @returns a file that Moodle imports; see `holds` for what it does not show */
export const write = (items: readonly Item[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${items.map(writeQuestion).join('\n')}\n</quiz>\n`;

/** @returns null where Moodle shows all of an item; else a sentence of what it does not show */
export const holds = (item: Item): string | null => unseen(item, places);

const places: Trait[] = [
  ...(['hint', 'reasons', 'units', 'gaps', 'sequence', 'bins'] as const),
  ...(['partFeedback', 'wrong', 'credit'] as const)
];

/** @returns one question, its copy included */
export function writeQuestion(item: Item): string {
  const view = viewOf(item);
  const { type, text, fields } = asQuestion(view);
  const tags = [item.objective, `area ${item.area}`];
  return [
    `<question type="${type}">`,
    `<name><text>${escaped(nameOf(item.stem))}</text></name>`,
    `<questiontext format="html">${text}</questiontext>`,
    `<generalfeedback format="html">${html([view.explanation, remarksOn(partsOf(view.asked))].join('\n\n'))}</generalfeedback>`,
    '<defaultgrade>1.0000000</defaultgrade>',
    '<penalty>0.3333333</penalty>',
    '<hidden>0</hidden>',
    `<idnumber>${escaped(item.id)}</idnumber>`,
    ...fields,
    ...(view.hint === null ? [] : [`<hint format="html">${html(view.hint)}</hint>`]),
    `<tags>${tags.map((tag) => `<tag><text>${escaped(tag)}</text></tag>`).join('')}</tags>`,
    copyOf(item),
    '</question>'
  ].join('\n');
}

/** The question bank lists questions by these. */
function nameOf(stem: string): string {
  const line = stem.replace(/\s+/g, ' ').trim();
  return line.length <= 80 ? line : `${line.slice(0, 80).replace(/ [^ ]*$/, '')} …`;
}

const html = (text: string) => `<text><![CDATA[${htmlOf(text)}]]></text>`;
const plain = (text: string) => `<text>${escaped(text)}</text>`;

interface Question {
  type: string;
  text: string;
  fields: string[];
}

function asQuestion({ stem, asked }: View): Question {
  const text = html(stem);
  switch (asked.kind) {
    case 'options':
      return { type: 'multichoice', text, fields: choosing(asked) };
    case 'verdict': {
      const answers = [true, false].map((value) =>
        answer(asked.value === value ? 1 : 0, plain(`${value}`), asked.feedback[`${value}`])
      );
      return { type: 'truefalse', text, fields: answers };
    }
    case 'gaps':
      return filling(stem, asked.pieces);
    case 'number':
      // By itself Moodle takes a unit, but does not say which.
      if (asked.unit !== null) return filling(stem, [{ number: asked.number }, ` ${asked.unit}`]);
      return { type: 'numerical', text, fields: [...numbered(asked.number), ...noUnit] };
    case 'pairs': {
      const used = new Set(asked.left.map(({ right }) => right));
      const pairs = asked.left.map((one) => pair(one.text, asked.right[one.right]!));
      const extra = asked.right.filter((_, i) => !used.has(i)).map((right) => pair('', right));
      const fields = ['<shuffleanswers>true</shuffleanswers>', ...onWhole, ...pairs, ...extra];
      return { type: 'matching', text, fields };
    }
    case 'order': {
      const entries = asked.entries.map(
        (entry, i) =>
          `<answer fraction="${i + 1}.0000000" format="html">${html(entry.text)}</answer>`
      );
      return { type: 'ordering', text, fields: [...ordering, ...onWhole, ...entries] };
    }
    case 'essay':
      return { type: 'essay', text, fields: writing(asked.guide) };
  }
}

/** Feedback on the answer as a whole, which Moodle wants to be there. */
const onWhole = ['correctfeedback', 'partiallycorrectfeedback', 'incorrectfeedback'].map(
  (name) => `<${name} format="html"><text></text></${name}>`
);

const ordering = [
  '<layouttype>VERTICAL</layouttype>',
  '<selecttype>ALL</selecttype>',
  '<selectcount>0</selectcount>',
  // The nearest to ours, which counts pairs that stand the right way round.
  '<gradingtype>RELATIVE_ALL_PREVIOUS_AND_NEXT</gradingtype>',
  '<showgrading>SHOW</showgrading>',
  '<numberingstyle>none</numberingstyle>'
];

/** @param share -1 to 1 */
function answer(share: number, text: string, feedback: string, more = ''): string {
  const off = (fraction: number) => Math.abs(fraction - 100 * Math.abs(share));
  const percent = fractions.reduce((best, other) => (off(other) < off(best) ? other : best));
  const said = `<feedback format="html">${html(feedback)}</feedback>`;
  return `<answer fraction="${Math.sign(share) * percent || 0}" format="html">${text}${said}${more}</answer>`;
}

const choosing = ({ one, options }: { one: boolean; options: OptionView[] }) => [
  `<single>${one}</single>`,
  '<shuffleanswers>true</shuffleanswers>',
  '<answernumbering>abc</answernumbering>',
  ...onWhole,
  ...options.map(({ text, share, feedback }) => answer(share, html(text), feedback))
];

/** One word alone is a short answer; all else Moodle knows only as text with answers in it. */
function filling(stem: string, pieces: Extract<Asked, { kind: 'gaps' }>['pieces']): Question {
  const [only] = pieces;
  if (pieces.length === 1 && typeof only === 'object' && 'write' in only) {
    const { accept, wrong, feedback } = only.write;
    const word = (share: number, text: string, said: string) =>
      answer(share, plain(text.replaceAll('*', '\\*')), said);
    const fields = [
      '<usecase>0</usecase>',
      ...accept.map((text) => word(1, text, feedback)),
      ...wrong.map((slip) => word(0, slip.text, slip.feedback)),
      ...(feedback ? [answer(0, plain('*'), feedback)] : [])
    ];
    return { type: 'shortanswer', text: html(stem), fields };
  }
  // A brace of the author's own must not begin an answer.
  const text = htmlWithGaps(
    stem.replaceAll('{', braceSign),
    pieces.map((piece) => (typeof piece === 'string' ? piece.replaceAll('{', braceSign) : piece)),
    embedded
  ).replaceAll(braceSign, '&#123;');
  return { type: 'cloze', text: `<text><![CDATA[${text}]]></text>`, fields: [] };
}

const braceSign = '\ue400';

const numbered = ({ value, tolerance, feedback, wrong }: NumberView) => [
  numberAnswer(1, `${value}`, feedback, tolerance),
  ...wrong.map((slip) => numberAnswer(0, `${slip.value}`, slip.feedback, slip.tolerance)),
  ...(feedback ? [numberAnswer(0, '*', feedback, 0)] : [])
];

const numberAnswer = (share: number, text: string, feedback: string, tolerance: number) =>
  answer(share, plain(text), feedback, `<tolerance>${tolerance}</tolerance>`);

const noUnit = [
  '<unitgradingtype>0</unitgradingtype>',
  '<unitpenalty>0.1000000</unitpenalty>',
  '<showunits>3</showunits>',
  '<unitsleft>0</unitsleft>'
];

const pair = (left: string, right: string) =>
  `<subquestion format="html">${html(left)}<answer>${plain(right)}</answer></subquestion>`;

const writing = (guide: string) => [
  '<responseformat>editor</responseformat>',
  '<responserequired>1</responserequired>',
  '<responsefieldlines>15</responsefieldlines>',
  '<attachments>0</attachments>',
  '<attachmentsrequired>0</attachmentsrequired>',
  `<graderinfo format="html">${html(guide)}</graderinfo>`,
  '<responsetemplate format="html"><text></text></responsetemplate>'
];

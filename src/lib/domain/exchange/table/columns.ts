/** The columns of a table of questions, by the names that people and programs give them. */
import { tidy } from '../tidy';

/** Kinds of columns of which there may be several, each for an option. */
type Numbered = 'option' | 'wrong' | 'feedback' | 'misconception' | 'left' | 'right';
export type Column =
  | 'name'
  | 'type'
  | 'stem'
  | 'options'
  | 'key'
  | 'tolerance'
  | 'unit'
  | 'feedback'
  | 'said if right'
  | 'said if wrong'
  | 'explanation'
  | 'hint'
  | 'tags'
  | 'category'
  | 'objective'
  | 'area'
  | 'picture'
  | 'copy'
  /** Counted from 0. */
  | `${Numbered} ${number}`;

const names: Record<string, Column> = Object.fromEntries(
  (
    [
      ['name', 'id,name,title,no,nr,number,question number,question id,item id,ref'],
      ['type', 'type,question type,kind,item type'],
      ['stem', 'question,stem,prompt,question text,question stem,questions,item,text,vignette'],
      ['options', 'options,choices,alternatives,answer options,answer choices'],
      [
        'key',
        'correct,key,answer,answers,correct answer,correct answers,right answer,right answers,' +
          'answer key,solution,correct option,correct options,correct choice,correct choices,' +
          'correct response,correct answer index,key letter,right,ans'
      ],
      ['tolerance', 'tolerance,margin,error margin,accepted error'],
      ['unit', 'unit,units'],
      ['feedback', 'feedback,general feedback,comment,comments'],
      ['said if right', 'correct feedback,feedback correct,right feedback,feedback if correct'],
      [
        'said if wrong',
        'incorrect feedback,feedback incorrect,wrong feedback,feedback if incorrect'
      ],
      [
        'explanation',
        'explanation,rationale,reason,justification,answer explanation,why,notes,note,discussion'
      ],
      ['hint', 'hint,clue,hints'],
      ['tags', 'tags,tag,keywords,keyword,labels,misconception'],
      [
        'category',
        'category,topic,chapter,unit title,module,section,folder,deck,subject,lesson,bank'
      ],
      ['objective', 'objective,learning objective,outcome,learning outcome'],
      ['area', 'area,content area,domain,outline area'],
      ['picture', 'image,picture,media,audio,video,image link,image url,picture url'],
      ['copy', 'palpate']
    ] as [Column, string][]
  ).flatMap(([column, list]) => list.split(',').map((name): [string, Column] => [name, column]))
);

const answer =
  '(?:(?:possible |answer )?(?:answer|option|choice|response|alternative|opt|ans|pair|match)s? ?)';
const which = '(?:#|no )?([a-z]|\\d{1,2})';
const patterns: [Numbered, RegExp][] = [
  ['option', new RegExp(`^${answer}${which}(?: text)?$`)],
  ['option', /^(?:([a-l])|(\d{1,2}))$/],
  ['wrong', new RegExp(`^(?:wrong|incorrect|false|distractor)(?: ${answer})?s? ?(?:${which})?$`)],
  [
    'feedback',
    new RegExp(
      `^(?:feedback|rationale|explanation|comment)(?: (?:for|on|to))? ?${answer}?${which}$`
    )
  ],
  ['feedback', new RegExp(`^${answer}?${which} (?:feedback|rationale|explanation|comment)$`)],
  ['misconception', new RegExp(`^misconception(?: (?:for|of))? ?${answer}?${which}$`)],
  ['left', new RegExp(`^(?:left|term|premise) ?${which}$`)],
  ['right', new RegExp(`^(?:right|definition|response) ?${which}$`)]
];

/** @returns the place, from 0 on, that `b` or `2` names */
const placeOf = (mark: string): number =>
  /^\d+$/.test(mark) ? Math.max(0, Number(mark) - 1) : mark.charCodeAt(0) - 97;

/** @returns what a column is for, by its header; null where that says nothing */
export function columnOf(header: string): Column | null {
  // What follows a dash or stands in brackets explains the name: "Answer 1 - max 75 characters".
  const name = tidy(header)
    .toLowerCase()
    .replace(/\(s\)/g, 's')
    .split(/ [-–—] | ?[([]/)[0]!
    .replace(/[\s_\-/:.?!*]+/g, ' ')
    .trim();
  if (name.length > 40) return null;
  if (Object.hasOwn(names, name)) return names[name]!;
  for (const [kind, pattern] of patterns) {
    const found = pattern.exec(name);
    if (found) return `${kind} ${placeOf(found[1] ?? found[2] ?? 'a')}`;
  }
  return null;
}

/** @returns whether a row names columns: the one of the questions, and another */
export function isHeader(cells: readonly string[]): boolean {
  const known = new Set(cells.map(columnOf).filter((column) => column !== null));
  return known.has('stem') && known.size > 1;
}

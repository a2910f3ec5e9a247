/** What a reader makes of one question, whatever the format. */
import { parseItem } from '../items/registry';
import { told } from '../items/where';
import { verdictIn } from './answer';
import { booleanDraft, choiceDraft, multipleDraft } from './draft';
import type { Draft, Remark, Row } from './row';

/** Collects what there is to say of a question while it is read. */
export interface Notes {
  flaws: Remark[];
  lost: Remark[];
}

/** More of them help nobody who mends a question. */
const mostRemarks = 20;

const distinct = (remarks: Remark[]): Remark[] => {
  const seen = new Map(remarks.map((remark) => [`${remark.line} ${remark.text}`, remark]));
  return [...seen.values()].slice(0, mostRemarks);
};

/** What a file of questions need not say. */
const unsaid = { id: 'id', objective: 'objective', area: '' };

/**
 * @returns the row, with what the schema of its type finds wrong where its reader found nothing:
 *   a row without flaws is an item once `id`, `objective` and `area` are added
 */
export function finished(row: Omit<Row, 'flaws' | 'lost'>, { flaws, lost }: Notes): Row {
  const { line, draft } = row;
  const parsed = draft && flaws.length === 0 ? parseItem({ ...unsaid, ...draft }) : null;
  const found =
    parsed && 'flaws' in parsed ? parsed.flaws.map((flaw) => ({ line, text: told(flaw) })) : flaws;
  return { ...row, flaws: distinct(found), lost: distinct(lost) };
}

type Asked = Parameters<typeof choiceDraft>[0];
type Options = Parameters<typeof choiceDraft>[1];

/** @returns a question with options by how many of them are right; true or false where they say so */
export function pickDraft(asked: Asked, options: Options): Draft {
  const keys = options.filter(({ correct }) => correct);
  const verdicts = options.map(({ text }) => verdictIn(text));
  const isPlain = options.every(({ credit, correct }) => !credit || correct);
  if (
    options.length === 2 &&
    keys.length === 1 &&
    isPlain &&
    verdicts.includes(true) &&
    verdicts.includes(false)
  ) {
    const said = (verdict: boolean) => options[verdicts.indexOf(verdict)]!.feedback;
    const value = verdictIn(keys[0]!.text)!;
    return booleanDraft(asked, value, { true: said(true), false: said(false) });
  }
  return keys.length > 1 ? multipleDraft(asked, options) : choiceDraft(asked, options);
}

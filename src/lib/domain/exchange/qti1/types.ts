/** Types of questions of QTI 1.2, by what Canvas calls them or else by how they are built. */
import type { Draft } from '../row';
import { refused, type Item } from './item';
import { blanks, matching, sorting } from './joined';
import { single } from './single';

const kinds: Partial<Record<string, (item: Item) => Draft>> = {
  matching_question: matching,
  categorization_question: sorting,
  fill_in_multiple_blanks_question: blanks,
  multiple_dropdowns_question: blanks
};

const impossible: Partial<Record<string, string>> = {
  calculated_question: 'whose numbers are made up anew at each try',
  file_upload_question: 'that are answered with a file',
  hot_spot_question: 'that are answered on a picture'
};

/** @returns null where nothing can be made of it; 'nothing' where it asks nothing */
export function draftOf(item: Item): Draft | 'nothing' | null {
  const { type, responses, told } = item;
  if (type === 'text_only_question') return 'nothing';
  const why = Object.hasOwn(impossible, type) ? impossible[type] : undefined;
  if (why) {
    told.flaws.push(`Questions ${why} cannot be taken over: write it anew as one of another kind`);
    return null;
  }
  const kind = Object.hasOwn(kinds, type) ? kinds[type] : undefined;
  if (kind) return kind(item);
  const [response, second] = responses;
  if (!response) return type === '' ? 'nothing' : refused(item);
  if (second)
    return responses.every(({ name }) => name === 'response_lid') ? matching(item) : refused(item);
  return single(item, response);
}

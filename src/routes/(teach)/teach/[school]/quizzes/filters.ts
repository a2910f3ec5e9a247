/** Which questions of the bank are shown. */
import type { BankEntry } from './compose.server';

export const noFilters = { text: '', lesson: '', area: '', type: '', difficulty: '', reserved: '' };
export type BankFilters = typeof noFilters;

const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Whether a question fits every filter that is set; each word of the text must occur. */
export const fits = (question: BankEntry, asked: BankFilters): boolean =>
  (!asked.lesson || question.lesson === asked.lesson) &&
  (!asked.area || question.area === asked.area) &&
  (!asked.type || question.type === asked.type) &&
  (!asked.difficulty || question.difficulty === asked.difficulty) &&
  (!asked.reserved || question.reserved === (asked.reserved === 'yes')) &&
  fold(asked.text)
    .split(/\s+/)
    .every((word) => fold(`${question.stem} ${question.item}`).includes(word));

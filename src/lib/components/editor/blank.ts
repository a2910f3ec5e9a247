/** Parts of a question before anything is written in them. */
import type { UnfinishedEntry, UnfinishedOption } from '$lib/domain/items/unfinished';
import { newId } from './telling';

export const blankEntry = (): UnfinishedEntry => ({
  id: newId(),
  text: '',
  feedback: '',
  misconception: ''
});

export const blankOption = (): UnfinishedOption => ({
  ...blankEntry(),
  correct: false,
  credit: ''
});

/** A comment that a school writes again and again when it grades. */
import * as v from 'valibot';
import { sentence } from './items/item';

export const QuickComment = v.object({
  text: v.pipe(
    v.string('Write the comment'),
    v.transform((text) => text.normalize('NFC')),
    sentence,
    v.maxLength(500, 'Shorten it to at most 500 characters: the rest can be added each time')
  )
});
export type QuickComment = v.InferOutput<typeof QuickComment>;

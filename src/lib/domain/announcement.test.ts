import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as v from 'valibot';
import { NewAnnouncement, Subject, Text } from './announcement';
import { paragraphsOf } from './paragraphs';

const id = '01930000-0000-4000-8000-00000000000a';
const announcement = { id, cohort: '', subject: 'Snow', text: 'We are closed.' };

test('left empty, it is to all students', () => {
  for (const cohort of ['', null, undefined])
    expect(v.parse(NewAnnouncement, { ...announcement, cohort }).cohort).toBeNull();
  expect(v.parse(NewAnnouncement, { ...announcement, cohort: id }).cohort).toBe(id);
});

test.each([
  ['Give it a subject', { subject: ' ' }],
  ['Shorten the subject to at most 120 characters', { subject: 'x'.repeat(121) }],
  ['Take the control characters out of the subject', { subject: 'So\u0007' }],
  ['Write what you want to say', { text: '\n \n' }],
  ['Shorten the text to at most 5,000 characters', { text: 'x'.repeat(5001) }],
  ['Take out the control characters', { text: 'a\0b' }],
  ['Make the id a UUID', { cohort: 'evenings' }]
])('%s', (complaint, change) => {
  const parsed = v.safeParse(NewAnnouncement, { ...announcement, ...change });
  expect(parsed.issues?.map(({ message }) => message)).toEqual([complaint]);
});

test('whatever is typed: a subject is one line, and reading it again changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
      const subject = v.safeParse(Subject, typed);
      if (subject.success) {
        expect(subject.output).not.toMatch(/[\r\n]/);
        expect(v.parse(Subject, subject.output)).toBe(subject.output);
      }
      const text = v.safeParse(Text, typed);
      if (text.success) expect(v.parse(Text, text.output)).toBe(text.output);
    })
  );
});

test('paragraphs keep every word and every line', () => {
  expect(paragraphsOf('One\nline two\n\n \n  Two')).toEqual(['One\nline two', '  Two']);
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', ' ', '\n', 'b c')), (parts) => {
      const text = parts.join('');
      const words = (some: string) => some.split(/\s+/).filter(Boolean);
      expect(paragraphsOf(text).flatMap(words)).toEqual(words(text));
    })
  );
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { picked, type GapView, type OptionView } from '../view';
import { embedded, parseEmbedded } from './embedded';

const parsed = (html: string) => parseEmbedded(html)!.filter((piece) => piece !== '');
const only = (html: string) => parsed(html)[0] as { kind: string; alternatives: OptionView[] };

test.each([
  ['{1:SHORTANSWER:=a}', 'write'],
  ['{:SA:=a}', 'write'],
  ['{2:MWC:=a}', 'write'],
  ['{1:MULTICHOICE:=a~b}', 'pick'],
  ['{1:MULTICHOICE_VS:=a~b}', 'pick'],
  ['{1:MCHS:=a~b}', 'pick'],
  ['{1:MULTIRESPONSE:%50%a~%50%b}', 'several'],
  ['{1:MRH:=a}', 'several'],
  ['{ 1 : NM : =5:0.1 }', 'number']
])('%s is to %s', (html, kind) => {
  expect(only(html).kind).toBe(kind);
});

test('shares, feedback and signs behind a backslash', () => {
  expect(
    only('{1:MC:=A &amp; B#right &lt;b&gt;bold&lt;/b&gt;~%-50%\\}\\~\\#~%33.33333%c#half~d}')
  ).toEqual({
    kind: 'pick',
    alternatives: [
      { text: 'A & B', correct: true, share: 1, feedback: 'right bold' },
      { text: '}~#', correct: false, share: -0.5, feedback: '' },
      { text: 'c', correct: false, share: 0.3333333, feedback: 'half' },
      { text: 'd', correct: false, share: 0, feedback: '' }
    ]
  });
});

test('text around stays as it is, and what does not end is text', () => {
  expect(parsed('<p>One {1:SA:=a} two {not this} three</p>')).toEqual([
    '<p>One ',
    { kind: 'write', alternatives: [{ text: 'a', correct: true, share: 1, feedback: '' }] },
    ' two {not this} three</p>'
  ]);
  expect(parsed('one {1:SA:=a')).toEqual(['one {1:SA:=a']);
});

test('thousands of answers are refused', () => {
  expect(parseEmbedded('{1:SA:=a}'.repeat(5001))).toBeNull();
  expect(parseEmbedded(`{1:MC:${'=a~'.repeat(5001)}}`)).toBeNull();
});

test('many that do not end take no time to speak of', () => {
  const html = '{1:SA:=a'.repeat(200_000);
  expect(parsed(html)).toEqual([html]);
});

describe('what is written is read', () => {
  const text = fc.string({ unit: 'grapheme-ascii', minLength: 1 }).map((one) =>
    // What plain text keeps of it: blanks are one.
    one.replace(/\s+/g, ' ').trim()
  );
  const word = text.filter((one) => one !== '' && one !== '*');
  const starred = (text: string) => text.replaceAll('*', '\\*');
  const said = fc.record({ text: word, feedback: text });

  test('to choose', () => {
    fc.assert(
      fc.property(fc.array(said, { minLength: 1 }), fc.nat(), (options, key) => {
        const pick = options.map((one, i) => picked(one.text, { ...one, correct: i === key }));
        expect(only(embedded({ pick }))).toEqual({ kind: 'pick', alternatives: pick });
      })
    );
  });

  test('to write', () => {
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1 }),
        text,
        fc.array(said),
        (accept, feedback, wrong) => {
          const gap: GapView = { write: { accept, feedback, wrong } };
          expect(only(embedded(gap)).alternatives).toEqual([
            ...accept.map((text) => picked(starred(text), { correct: true, feedback })),
            ...wrong.map((slip) => picked(starred(slip.text), { ...slip, correct: false })),
            ...(feedback ? [picked('*', { correct: false, feedback })] : [])
          ]);
        }
      )
    );
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { NoteType } from './note';
import { readerOf } from './rows';

const type = (fields: string[], cards: [front: string, back: string][] = [], isCloze = false) => ({
  name: 'Any',
  fields,
  cards: cards.map(([front, back]) => ({ front, back })),
  isCloze
});
const basic = type(['Front', 'Back'], [['{{Front}}', '{{FrontSide}}<hr id=answer>{{Back}}']]);
const reversed = {
  ...basic,
  cards: [...basic.cards, { front: '{{Back}}', back: '{{FrontSide}}{{Front}}' }]
};
const cloze = type(
  ['Text', 'Back Extra'],
  [['{{cloze:Text}}', '{{cloze:Text}}<br>{{Back Extra}}']],
  true
);

const read = (of: NoteType, ...values: string[]) =>
  readerOf(of)({ number: 7, values, tags: ['leech', 'legs'], decks: ['Anatomy', 'Leg'] });
const texts = (remarks: { text: string }[]) => remarks.map(({ text }) => text);
const rights = (draft: object | null) =>
  ((draft as { options?: { text: string; correct: boolean }[] } | null)?.options ?? [])
    .filter(({ correct }) => correct)
    .map(({ text }) => text);

test('a row keeps its place, its decks and its own tags', () => {
  expect(read(basic, 'Where?', 'there')).toMatchObject({
    line: 7,
    category: 'Anatomy/Leg',
    tags: ['legs']
  });
});

describe('a card', () => {
  test('with a short back is answered by typing it', () => {
    const { draft, flaws, lost } = read(
      basic,
      '<div>Which muscle <b>flexes</b>&nbsp;the hip?</div>',
      'Iliopsoas (iliacus and psoas).'
    );
    expect(draft).toMatchObject({
      type: 'cloze',
      stem: 'Which muscle flexes the hip?',
      gaps: [{ accept: ['Iliopsoas (iliacus and psoas)', 'Iliopsoas'] }]
    });
    expect([flaws, lost]).toEqual([[], []]);
  });

  const long = 'A long gliding stroke with the whole hand, toward the heart, at the start';

  test('with a long back waits for somebody to say what to do, its words kept', () => {
    const { draft, flaws } = read(basic, 'What is effleurage?', long);
    expect(draft).toMatchObject({ stem: 'What is effleurage?', options: [{ text: long }] });
    expect(texts(flaws)).toEqual([expect.stringContaining('Write wrong options beside it')]);
  });

  test('that is asked both ways is asked the way that can be typed', () => {
    const { draft, flaws, lost } = read(reversed, 'Effleurage', long);
    expect(draft).toMatchObject({ stem: long, gaps: [{ accept: ['Effleurage'] }] });
    expect(flaws).toEqual([]);
    expect(texts(lost)).toEqual([expect.stringContaining('from its back to its front')]);
    expect(texts(read(reversed, 'Thumb', 'pollex').lost)).toEqual([
      expect.stringContaining('from back to front is left out')
    ]);
  });

  test('whose back is typed already is typed, if longer', () => {
    const typing = type(['Front', 'Back'], [['{{Front}}{{type:Back}}', '{{Front}}{{type:Back}}']]);
    const back = 'one two three four five six';
    expect(read(typing, 'Count', back).draft).toMatchObject({ gaps: [{ accept: [back] }] });
  });

  test('has its sides by the templates, and what else its back shows explains', () => {
    const anatomy = type(
      ['Id', 'Latin', 'English', 'Why', 'Hint'],
      [['{{English}}{{hint:Hint}}', '{{FrontSide}}{{Latin}}{{#Why}}{{Why}}{{/Why}}{{Tags}}']]
    );
    expect(read(anatomy, '12', 'pollex', 'Thumb', 'From polleo', 'p…').draft).toMatchObject({
      stem: 'Thumb',
      gaps: [{ accept: ['pollex'] }],
      explanation: 'From polleo',
      hint: 'p…'
    });
  });

  test.each([
    ['True', true, undefined],
    ['False. It is a tendon.', false, 'It is a tendon.'],
    ['false<br>Look again', false, 'Look again']
  ])('whose back says %j is true or false', (back, value, explanation) => {
    const { draft, flaws } = read(basic, 'The Achilles is a ligament', back);
    expect(draft).toMatchObject({ type: 'boolean' });
    expect(draft!.verdicts).toContainEqual({ value, correct: true });
    expect(draft!.explanation).toBe(explanation);
    expect(flaws).toEqual([]);
  });

  test('"True ribs" are no verdict', () => {
    expect(read(basic, 'Ribs 1 to 7', 'True ribs').draft).toMatchObject({ type: 'cloze' });
  });

  const listed = 'Which is a contraindication?<br>A. Stress<br>B) Fever<br>(c) Old age';

  test.each([
    ['B', undefined],
    ['b) Fever', undefined],
    ['Fever', undefined],
    ['B. Because it spreads', 'Because it spreads'],
    ['B. Fever<br>It spreads', 'It spreads']
  ])('with options on its front is chosen from: %j', (back, explanation) => {
    const { draft, flaws } = read(basic, listed, back);
    expect(draft).toMatchObject({ type: 'choice', stem: 'Which is a contraindication?' });
    expect(rights(draft)).toEqual(['Fever']);
    expect(draft!.explanation).toBe(explanation);
    expect(flaws).toEqual([]);
  });

  test('with options and a back that names none says so', () => {
    expect(texts(read(basic, listed, 'It depends').flaws)).toEqual([
      expect.stringContaining('names none of the options')
    ]);
  });

  test.each([
    ['', 'x', 'front of this card is empty'],
    ['x', ' <br> ', 'back of this card is empty'],
    ['<img src="hip.png">', 'Hip', 'front of this card has no words but a picture'],
    ['Say it', '[sound:hip.mp3]', 'back of this card has no words but a picture or sound']
  ])('%j and %j: %s', (front, back, flaw) => {
    expect(texts(read(basic, front, back).flaws)).toEqual([expect.stringContaining(flaw)]);
  });

  test('with fewer fields than its type is read as far as it goes', () => {
    expect(texts(read(basic, 'Alone').flaws)).toEqual(['The back of this card is empty']);
    expect(read(type([]), 'Where?', 'there', 'and more').draft).toMatchObject({ stem: 'Where?' });
  });

  test('comes without sounds and pictures, and says so', () => {
    const { draft, lost } = read(
      basic,
      'Point at it <img src="hip.png">[sound:hip.mp3]',
      '\\(x^2\\)'
    );
    expect(draft).toMatchObject({ stem: 'Point at it', gaps: [{ accept: ['\\(x^2\\)'] }] });
    expect(texts(lost).toSorted()).toEqual([
      'A formula stands as its LaTeX',
      'The picture "hip.png" is left out',
      'The sound "hip.mp3" is left out'
    ]);
  });
});

describe('options in fields', () => {
  const kinds = type(
    ['Question', 'Title', 'QType (0=kprim,1=mc,2=sc)', 'Q_1', 'Q_2', 'Q_3', 'Q_4', 'Q_5'].concat([
      'Answers',
      'Sources',
      'Extra 1'
    ])
  );
  const kind = (number: string, answers: string, options = ['a1', 'b2', 'c3', 'd4']) =>
    read(kinds, 'Which?', 'T', number, ...options, '', answers, 'Book', 'Why');

  test('flags say which of them are right', () => {
    const { draft, flaws } = kind('1', '1 0 0 1');
    expect(draft).toMatchObject({ type: 'multiple', stem: 'Which?', explanation: 'Book\n\nWhy' });
    expect(rights(draft)).toEqual(['a1', 'd4']);
    expect(flaws).toEqual([]);
    expect(rights(kind('2', '0 1 0 0 0').draft)).toEqual(['b2']);
  });

  test('each is judged by itself where the note says so', () => {
    expect(kind('0', '1 0 0 1').draft).toMatchObject({
      type: 'classify',
      bins: [{ text: 'True' }, { text: 'False' }],
      entries: ['bin-1', 'bin-2', 'bin-2', 'bin-1'].map((bin) => ({ bin }))
    });
  });

  const lettered = type(['question', 'a', 'b', 'c', 'd', 'answers', 'explanation']);

  test.each([
    ['b', ['two']],
    ['B, D', ['two', 'four']],
    ['BD', ['two', 'four']],
    ['b and d', ['two', 'four']],
    ['2', ['two']],
    ['two', ['two']],
    ['Two ; four', ['two', 'four']]
  ])('the key %j', (key, options) => {
    const { draft, flaws } = read(lettered, 'Which?', 'one', 'two', 'three', 'four', key, '');
    expect(rights(draft)).toEqual(options);
    expect(flaws).toEqual([]);
  });

  test('a field that is left out keeps the others in their places', () => {
    const { draft } = read(lettered, 'Which?', 'one', '', 'three', '', 'C', '');
    expect(rights(draft)).toEqual(['three']);
    expect(draft!.options).toHaveLength(2);
  });

  test.each([
    ['x', 'the field "answers" says "x", which names none'],
    ['e', 'the field "answers" says "e"'],
    ['', 'the field "answers" is empty']
  ])('a key that is %j', (key, flaw) => {
    const { draft, flaws } = read(lettered, 'Which?', 'one', 'two', 'three', 'four', key, '');
    expect(draft!.options).toHaveLength(4);
    expect(texts(flaws)).toEqual([expect.stringContaining(flaw)]);
  });

  test('what is wrong by its name leaves the other one right', () => {
    const named = type(['Prompt', 'Correct', 'Incorrect_1', 'Incorrect_2', 'Explanation']);
    const { draft, flaws } = read(named, 'Which?', 'this', 'that', '', 'So');
    expect(rights(draft)).toEqual(['this']);
    expect([draft!.options, flaws]).toMatchObject([{ length: 2 }, []]);
  });

  test('all of them in one field', () => {
    const one = type(['Question', 'Options', 'Answer']);
    const { draft, flaws } = read(
      one,
      'Which?',
      '<ol type="A"><li>one</li><li>two</li></ol>',
      'B. two'
    );
    expect(rights(draft)).toEqual(['two']);
    expect([draft!.options, flaws]).toMatchObject([{ length: 2 }, []]);
  });

  test('a question and its answer alone are a card', () => {
    const plain = type(['Question', 'Answer'], [['{{Question}}', '{{Answer}}']]);
    expect(read(plain, 'Which?', 'this').draft).toMatchObject({ type: 'cloze' });
  });
});

describe('gaps', () => {
  const shown = (html: string, extra = '') => {
    const { draft, flaws, lost } = read(cloze, html, extra);
    const gaps = draft?.gaps as { accept: string[] }[] | undefined;
    return {
      text: draft?.text,
      words: gaps?.map(({ accept }) => accept[0]),
      stem: draft?.stem,
      explanation: draft?.explanation,
      flaws: texts(flaws),
      lost: texts(lost)
    };
  };

  test('each is one to fill, with its hint behind it', () => {
    expect(
      shown('The {{c1::<b>femur</b>}} is in the {{c2::thigh::part of the leg}}.', 'Longest bone')
    ).toEqual({
      stem: 'Fill in the gaps.',
      text: 'The [[gap-1]] is in the [[gap-2]] (part of the leg).',
      words: ['femur', 'thigh'],
      explanation: 'Longest bone',
      flaws: [],
      lost: []
    });
  });

  test('of those in each other the inner ones are taken', () => {
    expect(shown('{{c1::Ca {{c2::ions}} flow::what?}} and {{c3::bind}}')).toMatchObject({
      text: 'Ca [[gap-1]] flow and [[gap-2]]',
      words: ['ions', 'bind'],
      lost: ['A gap around other gaps is text now']
    });
  });

  test.each([
    ['{{c1::never ends', 'has no gap'],
    ['no gap', 'has no gap'],
    ['{{c1::<img src="x.png">}}', 'has no gap'],
    [`{{c1::${'x'.repeat(201)}}}`, 'more than 200 characters'],
    ['{{c1::image-occlusion:rect:left=.1}}', 'places of a picture']
  ])('%s', (html, flaw) => {
    expect(shown(html).flaws).toEqual([expect.stringContaining(flaw)]);
  });

  test('braces of other things stay', () => {
    expect(shown('a }} b {{c1::x}} {{d}} }}').text).toBe('a }} b [[gap-1]] {{d}} }}');
  });

  test('what the front shows above the text is asked', () => {
    const headed = type(
      ['Head', 'Text'],
      [['{{Head}}{{cloze:Text}}', '{{Head}}{{cloze:Text}}']],
      true
    );
    expect(read(headed, 'Bones', 'The {{c1::femur}}').draft).toMatchObject({ stem: 'Bones' });
  });
});

test('whatever stands in a note, there is a row, and without flaws an item', () => {
  const scrap = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '{{c1::',
      '}}',
      '::',
      '<b>',
      '<li>',
      '<br>',
      'A. x',
      '1 0',
      'True',
      '\ue000',
      '[[gap-1]]',
      '{"type":"choice"}'
    )
  );
  const html = fc.array(scrap, { maxLength: 12 }).map((parts) => parts.join(''));
  const types = [basic, reversed, cloze, type([]), type(['Question', 'A', 'B', 'Answer', 'Item'])];
  fc.assert(
    fc.property(fc.constantFrom(...types), fc.array(html, { maxLength: 6 }), (of, values) => {
      const row = read(of, ...values);
      expect(row.draft !== null || row.flaws.length > 0).toBe(true);
    }),
    { numRuns: 500 }
  );
});

test('a long field takes no longer than its length', () => {
  const size = 100_000;
  const started = process.cpuUsage();
  for (const piece of ['{{c1::', '}}', '{{c1::x}}', 'A. x<br>', '<b', '(', '1 ', 'a,'])
    for (const of of [basic, cloze, type(['Question', 'Options', 'Answer'])])
      read(of, ...Array(3).fill(piece.repeat(size / piece.length)));
  expect(process.cpuUsage(started).user / 1000).toBeLessThan(30_000);
});

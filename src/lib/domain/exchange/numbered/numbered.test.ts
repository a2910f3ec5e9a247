import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseItem } from '../../items/registry';
import type { Row } from '../row';
import { read } from './read';

const itemOf = (row: Row) => {
  expect(row.flaws).toEqual([]);
  const parsed = parseItem({ id: 'x', objective: 'x', area: 'x', ...row.draft });
  if ('flaws' in parsed) throw new Error(JSON.stringify(parsed.flaws));
  return parsed.item;
};
/** In a few words what a row asks: right options have a plus. */
const told = (row: Row): unknown[] => {
  const item = itemOf(row);
  switch (item.type) {
    case 'choice':
    case 'multiple':
      return [
        item.type,
        item.stem,
        ...item.options.map((o) => (o.correct ? `+${o.text}` : o.text))
      ];
    case 'boolean':
      return [item.type, item.stem, item.verdicts[0]!.correct];
    case 'cloze':
      return [item.type, item.stem, ...item.gaps.map(({ accept }) => accept.join('|'))];
    case 'numeric':
      return [item.type, item.stem, item.value];
    default:
      return [item.type, item.stem];
  }
};
const all = (text: string) => read(text).rows.map(told);

const expected = ['choice', 'Which?', 'one', '+two', 'three'];

describe('one question, however it is written', () => {
  test.each([
    ['1. Which?\na) one\nb) two\nc) three\nAnswer: B'],
    ['1) Which?\n(A) one\n(B) two\n(C) three\nANS: b'],
    ['Q1: Which?\nA. one\nB. two\nC. three\nCorrect answer: B'],
    ['Question 1\nWhich?\nA) one\nB) two\nC) three\nThe correct answer is: B.'],
    ['1.\tWhich?\r\n\r\na.\tone\r\n\r\nb.\ttwo\r\n\r\nc.\tthree\r\n\r\nKey: b'],
    ['1. Which?\n a) one\n*b) two\n c) three'],
    ['1. Which?\na) one\nb) *two\nc) three'],
    ['1. Which?\na) one\nb) two*\nc) three'],
    ['1. Which?\na) one\nb) two (correct)\nc) three'],
    ['1. Which?\na) one\n✓ b) two\nc) three'],
    ['1. Which?\na) one\n**b) two**\nc) three'],
    ['**1. Which?**\n**a)** one\n**b)** **two**\n**c)** three'],
    ['1. Which?\n[ ] one\n[x] two\n[ ] three'],
    ['1. Which?\n• one\n• **two**\n• three'],
    ['1. Which?\n- one\n- two\n- three\nAnswer: two'],
    ['1. Which?\na) one b) two c) three\nAnswer: b'],
    ['1. Which? a) one b) two c) three\nAnswer: b'],
    ['1. Which?\na) one\tb) two\nc) three\nAnswer: b) two'],
    [
      '1\u00a0. Which?\n\u00a0\u00a0a)\u00a0one\n\u00a0\u00a0b)\u00a0two\n\u00a0\u00a0c)\u00a0three\nAnswer\u00a0:\u00a0B'
    ],
    ['1. Which?\nA - one\nB - two\nC - three\nAnswer B'],
    ['____ 1. Which?\na. one\nb. two\nc. three\n\nANS: B PTS: 1 REF: p. 12'],
    ['_B_ 1. Which?\na. one\nb. two\nc. three'],
    ['Which?\nA. one\nB. two\nC. three\nANSWER: B'],
    ['1\tWhich?\nA\tone\nB\ttwo\nC\tthree\nAnswer: B'],
    ['1. Which?\na) one\nb) two\nc) three\n\nAnswer key: 1. B'],
    ['1. Which?\na) one\nb) two\nc) three\n\nAnswers\n\n1. B'],
    ['1. Which?\na) one\nb) two\nc) three\n\n1. B']
  ])('%j', (text) => {
    expect(all(text)).toEqual([expected]);
  });
});

describe('other kinds', () => {
  test.each([
    [
      '1. Which?\na) x\nb) y\nc) z\nd) w\nCorrect answers: b, d',
      ['multiple', 'Which?', 'x', '+y', 'z', '+w']
    ],
    ['1. Which?\n*a) x\nb) y\n*c) z', ['multiple', 'Which?', '+x', 'y', '+z']],
    ['1. It bends.\nTrue\nFalse\nAnswer: T', ['boolean', 'It bends.', true]],
    ['1. It bends.\na) True\nb) False\nAnswer: b', ['boolean', 'It bends.', false]],
    ['1. It bends.\n*True\nFalse', ['boolean', 'It bends.', true]],
    ['1. It bends.   T   F\nAnswer: False', ['boolean', 'It bends.', false]],
    ['1. It bends.\nTrue / **False**', ['boolean', 'It bends.', false]],
    ['1. True or false: It bends.\nANSWER: TRUE', ['boolean', 'It bends.', true]],
    ['1. (T/F) It bends.\nAns: F', ['boolean', 'It bends.', false]],
    ['__F__ 1. It bends.', ['boolean', 'It bends.', false]],
    ['1. Name it.\nAnswer: knee; the knee', ['cloze', 'Name it.', 'knee|the knee']],
    ['1. Name it.\nAnswer: Right', ['cloze', 'Name it.', 'Right']],
    ['1. How many?\nAnswer: 3.5', ['numeric', 'How many?', 3.5]],
    ['1. How many?\nAnswer: 12', ['numeric', 'How many?', 12]],
    [
      '1. The ____ bends the ____.\nAnswer: biceps; elbow',
      ['cloze', 'Fill in the gaps.', 'biceps', 'elbow']
    ],
    ['1. Discuss.\nType: Essay', ['note', 'Discuss.']],
    [`1. Discuss.\nAnswer: ${'It depends on much. '.repeat(20)}`, ['note', 'Discuss.']]
  ])('%j', (text, expected) => {
    expect(all(text)).toEqual([expected]);
  });
});

describe('texts', () => {
  test('as they are pasted from Word', () => {
    const { rows, flaws, lost } = read(word);
    expect(flaws).toEqual([]);
    expect(rows.map((row) => [row.line, row.category, ...told(row)])).toEqual([
      [
        5,
        'Part A: Strokes',
        'choice',
        'A client says, “I’d like it deeper.” What do you do first?',
        'Go on as before',
        '+Ask where, and how it feels now',
        'Stop at once',
        'Refer'
      ],
      [
        16,
        'Part A: Strokes',
        'choice',
        'Which stroke opens and closes most sessions, since it warms the tissue and spreads the oil?',
        '+Effleurage',
        'Friction',
        'Vibration'
      ],
      [24, 'Part B', 'boolean', 'A drape is moved only where you work.', true],
      [26, 'Part B', 'cloze', 'The bone of the thigh is the ____.', 'femur'],
      [28, 'Part B', 'numeric', 'How many vertebrae has the neck?', 7]
    ]);
    expect(rows[0]!.draft).toMatchObject({
      explanation: 'The client’s words come first.\nThen your hands.',
      hint: 'Listen.'
    });
    expect(rows[0]!.tags).toEqual(['communication', 'pressure']);
    expect(lost.map(({ line }) => line)).toEqual([1, 2]);
  });

  test('in Aiken format', () => {
    const { rows } = read(
      'What is it?\nA. Is it this?\nB. Or this\none?\nANSWER: A\n\nAnd that?\nA) x\nB) y\nANSWER: B\nWithout a blank line?\nA) x\nB) y\nC) z\nANSWER: C'
    );
    expect(rows.map(told)).toEqual([
      ['choice', 'What is it?', '+Is it this?', 'Or this one?'],
      ['choice', 'And that?', 'x', '+y'],
      ['choice', 'Without a blank line?', 'x', 'y', '+z']
    ]);
    expect(rows.map(({ line, name }) => [line, name])).toEqual([
      [1, null],
      [7, null],
      [11, null]
    ]);
  });

  test('a key at the end, in any form, for the questions that have none', () => {
    const questions = [1, 2, 3].map((n) => `${n}. Which?\na) x\nb) y\nc) z`).join('\n\n');
    for (const key of [
      'Answer Key\n1. B\n2. A, C\n3. c – since it is so',
      'ANSWERS:\n1) b   2) a and c   3) c (since it is so)',
      'Key: 1-B, 2-A,C, 3-C',
      'Answer key\n1 B 2 B 3 C',
      'Answer key:\n1\tB\n2\tAC\n3\tC'
    ]) {
      const { rows, flaws } = read(`${questions}\n\n${key}`);
      expect(flaws).toEqual([]);
      expect(told(rows[0]!)).toEqual(['choice', 'Which?', 'x', '+y', 'z']);
      expect(told(rows[2]!)).toEqual(['choice', 'Which?', 'x', 'y', '+z']);
    }
    const { rows } = read(`${questions}\nAnswer key\n1. B\n2. A, C\n3. c – since it is so`);
    expect(told(rows[1]!)).toEqual(['multiple', 'Which?', '+x', 'y', '+z']);
    expect(rows[2]!.draft!.explanation).toBe('since it is so');
  });

  test('lists within a stem are no questions', () => {
    expect(
      all(
        '1. Which are true?\n1. It bends.\n2. It turns.\n\na) 1 alone\nb) 2 alone\nc) both\nAnswer: c\n2. And this?\na) x\nb) y\nAnswer: a'
      )
    ).toEqual([
      ['choice', 'Which are true?\n1. It bends.\n2. It turns.', '1 alone', '2 alone', '+both'],
      ['choice', 'And this?', '+x', 'y']
    ]);
  });

  test('feedback by option, and an answer with its reason', () => {
    const [row] = read(
      '1. Which?\na) x\nb) y\nFeedback A: No.\nFeedback for b: Yes.\nAnswer: B. Because it is so.'
    ).rows;
    expect(row!.draft).toMatchObject({
      explanation: 'Because it is so.',
      options: [{ feedback: 'No.' }, { feedback: 'Yes.', correct: true }]
    });
  });

  test.each([
    ['1. Which?\na) x\nb) y', 1, 'put * before it'],
    ['1. Which?\n\nExplain.', 1, 'Add options and a key'],
    ['1. Which?\na) x\nb) y\nAnswer: E', 4, 'Name one of the 2 options'],
    ['1. Which?\n*a) x\nb) y\nAnswer: b', 4, 'Mark the same options'],
    ['1. Discuss.', 1, 'Type: essay'],
    ['1. a) x b) y\nAnswer: a', 1, 'Write the question'],
    ['1. Which?\n*a) x', 1, 'at least 2 options'],
    ['1. Q?\n*a) x\nb) y\n\nKey: 1. A 2. B', 5, 'question 2, which is not there'],
    ['1. Q?\na) x\nb) y\nAnswer: A\n\nAnswer key\n1. B', 7, 'its own line "A"'],
    ['No question here.', 1, 'There is no question']
  ])('%j is told how to mend it', (text, line, fix) => {
    const { rows, flaws } = read(text);
    expect([...flaws, ...rows.flatMap((row) => row.flaws)]).toContainEqual({
      line,
      text: expect.stringContaining(fix)
    });
  });
});

describe('whatever it is given', () => {
  const pieces = fc.oneof(
    fc.constantFrom(
      '1. ',
      '2) ',
      'Q3: ',
      'a) ',
      'b. ',
      '(C) ',
      '• ',
      '- ',
      '*',
      '**',
      '\n',
      '\n\n',
      '\t',
      '_',
      '____'
    ),
    fc.constantFrom(
      'Answer: ',
      'ANS: B',
      'Answer key\n',
      'Explanation: ',
      'Feedback A: ',
      'Hint: ',
      'Type: essay',
      'True',
      'T F',
      'Topic: '
    ),
    fc.constantFrom('word', 'B', '1. B 2. C', '12', ' ', '?', '(correct)', '[x] '),
    fc.string({ unit: 'binary', maxLength: 4 })
  );
  const mutated = fc.tuple(fc.nat(), pieces, fc.nat(9)).map(([at, piece, cut]) => {
    const place = at % word.length;
    return word.slice(0, place) + piece + word.slice(place + cut);
  });
  test('a row without flaws is an item', () => {
    const texts = fc.oneof(
      fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')),
      mutated
    );
    fc.assert(
      fc.property(texts, (text) => {
        for (const row of read(text).rows) if (row.flaws.length === 0) itemOf(row);
      }),
      { numRuns: 500 }
    );
  });

  test.each([
    '1. x\n',
    'a) x\n',
    'a) ',
    '1. ',
    '*',
    '**',
    ' ',
    '\n',
    'Answer: ',
    '_',
    '1 a ',
    '1. B ',
    'x\n',
    'Answer key\n',
    '• x\n',
    '(',
    'T F',
    '1. Q\na) x\nb) y\n'
  ])('sixty kilobytes of %j are read in no time to speak of', (piece) => {
    const before = process.cpuUsage();
    for (const head of ['', '1. Q\na) x\n', '1. Q\n*a) x\nb) y\nAnswer key\n1. '])
      read(head + piece.repeat(60_000 / piece.length));
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(30_000);
  });

  test('five thousand questions take seconds', () => {
    const text = Array.from(
      { length: 5000 },
      (_, i) =>
        `${i + 1}. Which of these is it?\n\na) The first\nb) The second\nc) The third\n\nAnswer: B\nExplanation: Since.\n\n`
    );
    const before = process.cpuUsage();
    const { rows } = read(text.join(''));
    expect(rows).toHaveLength(5000);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(20_000);
  });
});

const word = [
  'Name: ______________\tDate: __________',
  'Choose the best answer for each of these questions, and write its letter beside its number.',
  '',
  'Part A: Strokes',
  '1.\tA client says, “I’d like it deeper.” What do you do first?',
  'a.\tGo on as before',
  'b.\tAsk where, and how it feels now',
  'c.\tStop at once',
  'd.\tRefer',
  'Answer: B',
  'Rationale: The client’s words come first.',
  'Then your hands.',
  'Hint: Listen.',
  'Tags: communication, pressure',
  '',
  '2.\tWhich stroke opens and closes most sessions,',
  '\tsince it warms the tissue and spreads the oil?',
  '\u00a0',
  '\ta.\t**Effleurage**',
  '\tb.\tFriction',
  '\tc.\tVibration',
  '',
  'Part B',
  '3.\tTrue/False: A drape is moved only where you work.',
  '',
  '4.\tThe bone of the thigh is the ____.',
  '',
  '5.\tHow many vertebrae has the neck?',
  '',
  'Answer Key',
  '3.\tTrue',
  '4.\tfemur',
  '5.\t7',
  ''
].join('\r\n');

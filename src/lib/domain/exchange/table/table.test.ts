import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { item } from '../../items/arbitraries';
import { parseItem, type Item } from '../../items/registry';
import type { Row } from '../row';
import { read } from './read';
import { cellsOf, holds, write } from './write';

const itemOf = (row: Row) => {
  expect(row.flaws).toEqual([]);
  const parsed = parseItem({ id: 'x', objective: 'x', area: 'x', ...row.draft });
  if ('flaws' in parsed) throw new Error(JSON.stringify(parsed.flaws));
  return parsed.item;
};
const told = (row: Row): unknown[] => {
  const item = itemOf(row);
  const parts = (list: readonly { text: string; correct: boolean }[]) =>
    list.map(({ text, correct }) => (correct ? `+${text}` : text));
  switch (item.type) {
    case 'choice':
    case 'multiple':
      return [item.type, item.stem, ...parts(item.options)];
    case 'boolean':
      return [item.type, item.stem, item.verdicts[0]!.correct];
    case 'cloze':
      return [item.type, item.stem, item.text, ...item.gaps.map(({ accept }) => accept)];
    case 'numeric':
      return [item.type, item.stem, item.value, item.tolerance, item.unit];
    case 'match': {
      const textOf = new Map(item.right.map(({ id, text }) => [id, text]));
      return [item.type, item.stem, ...item.left.map((l) => `${l.text}=${textOf.get(l.right)}`)];
    }
    case 'classify':
      return [item.type, item.stem, ...item.entries.map(({ text, bin }) => `${text}=${bin}`)];
    case 'order':
      return [item.type, item.stem, ...item.entries.map(({ text }) => text)];
    default:
      return [item.type, item.stem];
  }
};
const table = (...lines: string[]) => read(lines.join('\n')).rows;

describe('columns by their names', () => {
  test.each([
    ['question,A,B,C,correct', 'Q,x,y,z,B'],
    ['Correct Answer;Option 1;Option 2;Option 3;Prompt', '2;x;y;z;Q'],
    ['QUESTION\tAnswer A\tAnswer B\tAnswer C\tKey', 'Q\tx\ty\tz\ty'],
    ['Stem|choice_1|choice_2|choice_3|right answer', 'Q|x|y|z|b) y'],
    ['Question,Options,Answer', 'Q,"a) x\nb) y\nc) z",b'],
    ['Question,Options,Answer', 'Q,x; y; z,B'],
    ['question,a,b,c', 'Q,x,*y,z'],
    ['sep=;\nQuestion;A;B;C;Correct', 'Q;x;y;z;B'],
    ['\ufeffQuestion,A,B,C,Correct', '"Q",x,y,z,b.'],
    [
      'Question - max 120 characters,Answer 1 - max 75 characters,Answer 2 - max 75 characters,Answer 3 - max 75 characters,Answer 4 - max 75 characters,"Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",Correct answer(s) - choose at least one',
      'Q,x,y,z,,20,2'
    ]
  ])('%j', (header, line) => {
    const { rows } = read(`${header}\n${line}`);
    expect(rows.map(told)).toEqual([['choice', 'Q', 'x', '+y', 'z']]);
  });

  test('a right answer apart from the wrong ones', () => {
    const [row] = table('Question,Correct Answer,Wrong 1,Wrong 2,Wrong 3', 'Q,"y, z",a,b,');
    expect(told(row!)).toEqual(['choice', 'Q', '+y, z', 'a', 'b']);
  });

  test('everything that stands beside a question', () => {
    const [row] = table(
      'No,Question,A,B,C,Correct,Feedback A,Feedback B,Correct feedback,Incorrect feedback,Rationale,Hint,Tags,Topic,Objective,Area,Misconception C,Points,Image',
      '7,Q,x,y,z,A,yes,no,fine,sorry,since,think,"one, two",Safety,screen-first,4,M05,2,arm.png'
    );
    expect(row).toMatchObject({
      line: 2,
      name: '7',
      category: 'Safety',
      tags: ['one', 'two'],
      lost: [{ line: 2, text: 'The picture "arm.png" is left out' }]
    });
    expect(row!.draft).toMatchObject({
      explanation: 'since',
      hint: 'think',
      objective: 'screen-first',
      area: '4',
      options: [
        { text: 'x', correct: true, feedback: 'yes' },
        { text: 'y', correct: false, feedback: 'no' },
        { text: 'z', correct: false, feedback: 'sorry', misconception: 'M05' }
      ]
    });
  });

  test('columns that no question has a place for are named once', () => {
    const { lost } = read('question,correct,Author,Empty\nQ,word,Somebody,\nR,word,Somebody,');
    expect(lost).toEqual([{ line: 1, text: 'The column "Author" is left out' }]);
  });
});

describe('keys', () => {
  test.each([
    ['B', ['y']],
    ['(b)', ['y']],
    ['2', ['y']],
    ['Option B', ['y']],
    ['y', ['y']],
    ['A, C', ['x', 'z, or not']],
    ['a and c', ['x', 'z, or not']],
    ['AC', ['x', 'z, or not']],
    ['1;3', ['x', 'z, or not']],
    ['z, or not', ['z, or not']],
    ['z, or not; x', ['x', 'z, or not']]
  ])('%s', (key, right) => {
    const [row] = table('question,A,B,C,D,correct', `Q,x,y,"z, or not",w,"${key}"`);
    const { options } = itemOf(row!) as Extract<Item, { type: 'choice' }>;
    expect(options.filter(({ correct }) => correct).map(({ text }) => text)).toEqual(right);
  });

  test.each([
    ['', 'Say which option is right'],
    ['E', 'Name one of the 2 options: the key says "E"'],
    ['why', '"why" is none of them']
  ])('%j is told how to mend it', (key, fix) => {
    const [row] = table('question,A,B,correct', `Q,x,y,${key}`);
    expect(row!.flaws).toEqual([{ line: 2, text: expect.stringContaining(fix) }]);
  });

  test('a number that may be a place or the words of an option', () => {
    const [row] = table('question,A,B,C,correct', 'How many?,3,1,2,2');
    expect(told(row!)).toEqual(['choice', 'How many?', '3', '1', '+2']);
    expect(row!.lost[0]!.text).toContain('taken for the option that reads so');
  });
});

describe('types', () => {
  const header = 'type,question,A,B,C,D,correct,tolerance,unit';
  test.each([
    [',Q,,,,,TRUE,,', ['boolean', 'Q', true]],
    ['T/F,Q,True,False,,,B,,', ['boolean', 'Q', false]],
    ['true/false,Q,,,,,f,,', ['boolean', 'Q', false]],
    [',Q,,,,,knee; knees,,', ['cloze', 'Q', '[[gap-1]]', ['knee', 'knees']]],
    ['fill in the blank,Q,knee,knees,,,,,', ['cloze', 'Q', '[[gap-1]]', ['knee', 'knees']]],
    ['short answer,Q,,,,,12,,', ['cloze', 'Q', '[[gap-1]]', ['12']]],
    [',Q,,,,,12,,', ['numeric', 'Q', 12, 0, undefined]],
    [',Q,,,,,12 ± 0.5,,', ['numeric', 'Q', 12, 0.5, undefined]],
    ['numeric,Q,,,,,11..13,,min', ['numeric', 'Q', 12, 1, 'min']],
    ['Numerical,Q,,,,,12,2,', ['numeric', 'Q', 12, 2, undefined]],
    [',Q,a = 1,b -> 2,c → 3,,,,', ['match', 'Q', 'a=1', 'b=2', 'c=3']],
    ['matching,Q,a = x,b = y,c = x,,,,', ['classify', 'Q', 'a=bin-1', 'b=bin-2', 'c=bin-1']],
    ['Order,Q,one,two,three,,,,', ['order', 'Q', 'one', 'two', 'three']],
    [
      'cloze,Q,The [[knee|knees]] bend.,,,,,,',
      ['cloze', 'Q', 'The [[gap-1]] bend.', ['knee', 'knees']]
    ],
    ['essay,Q,,,,,,,', ['note', 'Q']],
    ['select all,Q,x,y,z,,"A,B",,', ['multiple', 'Q', '+x', '+y', 'z']]
  ])('%s', (line, expected) => {
    expect(told(table(header, line)[0]!)).toEqual(expected);
  });

  test('pairs in columns of their own', () => {
    const [row] = table('question,left 1,right 1,left 2,right 2,right 3', 'Q,a,1,b,2,3');
    expect(told(row!)).toEqual(['match', 'Q', 'a=1', 'b=2']);
  });

  test.each([
    ['riddle,Q,,,,,x,,', 'Give another type than "riddle"'],
    [',Q,,,,,,,', 'write "essay"'],
    ['numeric,Q,,,,,many,,', 'Give a number'],
    ['tf,Q,,,,,maybe,,', 'Write True or False'],
    ['match,Q,a = 1,b,,,,,', 'Write what belongs to "b"'],
    ['cloze,Q,no gap,,,,,,', 'double brackets'],
    [',,x,y,,,A,,', 'Write the question'],
    ['order,Q,one,two,,,,,', 'at least three entries']
  ])('%s is told how to mend it', (line, fix) => {
    expect(table(header, line)[0]!.flaws[0]).toEqual({
      line: 2,
      text: expect.stringContaining(fix)
    });
  });
});

describe('tables without a header', () => {
  test.each([
    [
      'Q,x,y,z,B\nR,x,y,z,A',
      [
        ['choice', 'Q', 'x', '+y', 'z'],
        ['choice', 'R', '+x', 'y', 'z']
      ]
    ],
    [
      '1\tQ\tx\ty\tz\ty\n2\tR\tx\ty\tz\tx',
      [
        ['choice', 'Q', 'x', '+y', 'z'],
        ['choice', 'R', '+x', 'y', 'z']
      ]
    ],
    [
      'Q;B;x;y;z\nR;A;x;y;z',
      [
        ['choice', 'Q', 'x', '+y', 'z'],
        ['choice', 'R', '+x', 'y', 'z']
      ]
    ],
    [
      'Q,x,*y,z\nR,*x,y,z',
      [
        ['choice', 'Q', 'x', '+y', 'z'],
        ['choice', 'R', '+x', 'y', 'z']
      ]
    ],
    [
      'Q\tTrue\nR\tknee\nS\t12',
      [
        ['boolean', 'Q', true],
        ['cloze', 'R', '[[gap-1]]', ['knee']],
        ['numeric', 'S', 12, 0, undefined]
      ]
    ]
  ])('%j', (text, expected) => {
    expect(read(text).rows.map(told)).toEqual(expected);
  });

  test('of which the header is all asks for questions', () => {
    for (const text of ['question,answer', 'Question\tA\tB\tCorrect answer\r\n\t\t\t\r\n'])
      expect(read(text)).toEqual({
        rows: [],
        flaws: [{ line: 1, text: 'Give questions below the names of the columns' }],
        lost: []
      });
  });

  test('what cannot be told asks for a header', () => {
    expect(read('Q,x,y,z\nR,x,y,z').flaws).toEqual([
      { line: 1, text: expect.stringContaining('Begin with a row that names the columns') }
    ]);
  });
});

describe('cells', () => {
  test('with line breaks, quotes and commas, and flaws by the line of the file', () => {
    const rows = table(
      'question,A,B,correct',
      '"Which?\r\nSay ""it"", please",x,y,A',
      '',
      'R,x,y,Z',
      '"<p>S&nbsp;1</p><p>more</p>",x,y,B'
    );
    expect(rows.map(({ line, draft, flaws }) => [line, draft!.stem, flaws.length])).toEqual([
      [2, 'Which?\nSay "it", please', 0],
      [5, 'R', 1],
      [6, 'S 1\n\nmore', 0]
    ]);
  });

  test('a quotation mark that has no end spoils no row', () => {
    const { rows, flaws } = read(
      'question,A,B,correct\n"Deep" work?,x,y,A\n5" or more?,x,y,B\n"Open,x,y,B\nLast,x,y,A'
    );
    expect(rows.map(({ draft }) => draft!.stem)).toEqual([
      '"Deep" work?',
      '5" or more?',
      '"Open',
      'Last'
    ]);
    expect(flaws[0]!.text).toContain('quotation mark');
  });

  test('the apostrophe that keeps a cell from being run is no part of it', () => {
    const [row] = table('question,A,B,correct', "'=1+1?,'-2,'@x,A");
    expect(told(row!)).toEqual(['choice', '=1+1?', '+-2', '@x']);
  });

  test('nothing that we write runs in a spreadsheet', () => {
    const parsed = parseItem({
      id: 'a',
      objective: 'b',
      area: '1',
      stem: '=HYPERLINK("x")',
      type: 'choice',
      options: [
        { id: 'a', text: '+1', correct: true },
        { id: 'b', text: '@x' }
      ]
    });
    const text = write('item' in parsed ? [parsed.item] : []);
    expect(text).toContain(`"'=HYPERLINK(""x"")",'+1,'@x`);
  });
});

describe('round trip', () => {
  test('of every type, any number of them', () => {
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 4 }), (items) => {
        const { rows, flaws, lost } = read(write(items));
        expect(rows.map(({ draft }) => draft)).toEqual(items);
        expect([flaws, lost, ...rows.map((row) => row.lost)].flat()).toEqual([]);
      })
    );
  });

  const withoutCopy = (items: Item[]) => write(items).replace(/,palpate\r\n/, ',Rest\r\n');

  test('what others see can be read without the copy', () => {
    fc.assert(
      fc.property(item, (item) => {
        const [row] = read(withoutCopy([item])).rows;
        expect(row!.name).toBe(item.id);
        const alike = row!.draft as unknown as Item;
        expect(cellsOf(item).get('stem')).toContain(alike.stem);
      })
    );
  });

  test('what was edited in a spreadsheet counts, not the copy', () => {
    fc.assert(
      fc.property(item, (item) => {
        const lines = write([item])
          .replace(',shown', ',Changed shown')
          .replace(',"shown', ',"Changed shown');
        const [row] = read(lines).rows;
        expect(row!.draft!.stem).toContain('Changed');
        expect(row!.lost[0]!.text).toContain('changed by another program');
      })
    );
  });

  test('the columns show more than other formats', () => {
    const parsed = parseItem({
      id: 'a',
      objective: 'b',
      area: '1',
      stem: 'S',
      hint: 'h',
      type: 'order',
      entries: ['b', 'c', 'a'].map((id) => ({ id, text: id, feedback: 'f' }))
    });
    expect(holds('item' in parsed ? parsed.item : expect.fail())).toBeNull();
  });
});

describe('whatever it is given', () => {
  const pieces = fc.oneof(
    fc.constantFrom(
      '"',
      '""',
      ',',
      ';',
      '\t',
      '\n',
      '\r\n',
      '|',
      '=',
      ' = ',
      '*',
      "'",
      '[[',
      ']]',
      '±',
      '..'
    ),
    fc.constantFrom(
      'question,',
      'A,',
      'type,',
      'correct',
      'feedback A',
      'left 1',
      'palpate',
      'match',
      'order',
      'cloze',
      'true',
      '12',
      'B',
      '{}'
    ),
    fc.string({ unit: 'binary', maxLength: 4 })
  );
  const heads = fc.constantFrom(
    '',
    'question,A,B,C,correct\n',
    'type;question;A;B;correct;tolerance\n',
    'question\tcorrect\n'
  );
  test('a row without flaws is an item', () => {
    fc.assert(
      fc.property(heads, fc.array(pieces, { maxLength: 40 }), (head, parts) => {
        const text = head + parts.join('');
        for (const row of read(text).rows) {
          if (row.flaws.length === 0) itemOf(row);
          for (const { line } of [...row.flaws, ...row.lost])
            expect(line).toBeLessThanOrEqual(text.split(/\r\n?|\n/).length);
        }
      }),
      { numRuns: 500 }
    );
  });

  test.each(['"', ',', '\t', ';', '" ', '"",', '[[', '=', 'x ', '\n,'])(
    'a tenth of a megabyte of %j is read in no time to speak of',
    (piece) => {
      const before = process.cpuUsage();
      for (const head of ['', 'question,A,correct\n', 'type,question,A\ncloze,Q,'])
        read(head + piece.repeat(100_000 / piece.length));
      expect(process.cpuUsage(before).user / 1000).toBeLessThan(30_000);
    }
  );

  test('more rows than any bank has are not read, and that is said', () => {
    const { rows, flaws } = read('question,correct\n' + 'Q,word\n'.repeat(20_001));
    expect(rows).toHaveLength(19_999);
    expect(flaws[0]!.text).toContain('Divide the table');
  });

  test('five thousand questions take seconds', () => {
    const line =
      '"Which ""one"", of these?",The first,"The second, or so",The third,The fourth,B,Because.\r\n';
    const before = process.cpuUsage();
    const { rows } = read(`question,A,B,C,D,correct,explanation\r\n${line.repeat(5000)}`);
    expect(rows).toHaveLength(5000);
    expect(rows.every(({ flaws }) => flaws.length === 0)).toBe(true);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(20_000);
  });
});

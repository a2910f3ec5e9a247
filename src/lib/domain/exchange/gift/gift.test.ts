import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { item } from '../../items/arbitraries';
import { parseItem, type Item } from '../../items/registry';
import type { Row } from '../row';
import { read } from './read';
import { holds, show, write } from './write';

const only = (text: string): Row => {
  const { rows } = read(text);
  expect(rows).toHaveLength(1);
  return rows[0]!;
};
/** The draft of a question without flaw, as the schema completes it. */
const itemOf = (row: Row) => {
  expect(row.flaws).toEqual([]);
  const parsed = parseItem({ id: 'x', objective: 'x', area: 'x', ...row.draft });
  if ('flaws' in parsed) throw new Error(JSON.stringify(parsed.flaws));
  return parsed.item;
};
const asChoice = (row: Row) => {
  const item = itemOf(row) as Extract<Item, { type: 'choice' | 'multiple' }>;
  const options = item.options.map(({ text, correct, credit, feedback }) =>
    [
      correct ? '+' : '-',
      text,
      ...(credit === undefined ? [] : [credit]),
      ...(feedback ? [feedback] : [])
    ].join('|')
  );
  return [item.type, item.stem, ...options];
};

describe('kinds of questions', () => {
  test('one right answer, with name, feedback and general feedback', () => {
    const row = only(
      '::Q1:: Who?{\n  =Right # Yes\n  ~Wrong one #No\n  ~[html]<p>Wrong&nbsp;two</p>\n####Because.}'
    );
    expect(row).toMatchObject({ line: 1, name: 'Q1', category: null, tags: [], lost: [] });
    expect(asChoice(row)).toEqual([
      'choice',
      'Who?',
      '+|Right|Yes',
      '-|Wrong one|No',
      '-|Wrong two'
    ]);
    expect(row.draft).toMatchObject({ explanation: 'Because.' });
  });

  test.each([
    ['Q {~%50%a ~%50%b ~%-50%c}', ['multiple', 'Q', '+|a', '+|b', '-|c']],
    ['Q {~%50%a ~%50%b ~c}', ['multiple', 'Q', '+|a', '+|b', '-|c|0']],
    ['Q {~%70%a ~%30%b ~%-100%c}', ['multiple', 'Q', '+|a|0.7', '+|b|0.3', '-|c|-1']],
    ['Q {~%100%a ~b}', ['choice', 'Q', '+|a', '-|b']],
    ['Q {=a ~%50%b ~c}', ['choice', 'Q', '+|a', '-|b|0.5', '-|c']],
    ['Q {=a =b ~c}', ['multiple', 'Q', '+|a', '+|b', '-|c']],
    ['Time: now? {~one: x =two}', ['choice', 'Time: now?', '-|one: x', '+|two']],
    ['The {=sun ~moon} shines.', ['choice', 'The _____ shines.', '+|sun', '-|moon']],
    ['Say {=a ~b}.', ['choice', 'Say _____.', '+|a', '-|b']],
    [
      '2 \\= 1\\: \\{x\\} \\#\\~ a\\\\b\\nc {=\\=a ~b}',
      ['choice', '2 = 1: {x} #~ a\\b\nc', '+|=a', '-|b']
    ],
    ['\\(x^2\\) is \\frac12 {=a ~b}', ['choice', '\\(x^2\\) is \\frac12', '+|a', '-|b']],
    [
      '[markdown]Is it **not** [this](https://a.org)? {=*a* ~b}',
      ['choice', 'Is it not this (https://a.org)?', '+|a', '-|b']
    ],
    ['[plain]<b>a</b> {=a ~b}', ['choice', '<b>a</b>', '+|a', '-|b']],
    ['<b>a</b> &amp; b {=a ~b}', ['choice', 'a & b', '+|a', '-|b']]
  ])('%s', (text, expected) => {
    expect(asChoice(only(text))).toEqual(expected);
  });

  test.each([
    ['Q {T}', true, '', ''],
    ['Q { FALSE }', false, '', ''],
    ['Q {true#No#Yes}', true, 'Yes', 'No'],
    ['Q {F#It is not.#Right.\n####Why}', false, 'It is not.', 'Right.'],
    ['Q {TRUE##Yes}', true, 'Yes', ''],
    ['Q {=True#y ~False#n}', true, 'y', 'n']
  ])('true or false: %s', (text, value, said, otherwise) => {
    expect(itemOf(only(text))).toMatchObject({
      type: 'boolean',
      verdicts: [
        { value: true, correct: value, feedback: said },
        { value: false, correct: !value, feedback: otherwise }
      ]
    });
  });

  test.each([
    ['Q {=a =b}', '[[gap-1]]', ['a', 'b'], []],
    ['Q {Tendon}', '[[gap-1]]', ['Tendon'], []],
    ['Q {Flexion of it}', '[[gap-1]]', ['Flexion of it'], []],
    [
      'The {=biceps =%0%triceps#Behind it} flexes.',
      'The [[gap-1]] flexes.',
      ['biceps'],
      ['triceps']
    ],
    ['Q {=a \\\\* b =*flexion* of it}', '[[gap-1]]', ['a * b', 'flexion of it'], []]
  ])('words: %s', (text, gapped, accept, wrong) => {
    const item = itemOf(only(text)) as Extract<Item, { type: 'cloze' }>;
    expect([item.text, item.gaps[0]!.accept, item.gaps[0]!.wrong.map(({ text }) => text)]).toEqual([
      gapped,
      accept,
      wrong
    ]);
  });

  test.each([
    ['Q {#3.14}', 3.14, 0],
    ['Q {#-.5:0.1}', -0.5, 0.1],
    ['Q {#1..5}', 3, 2],
    ['Q {#1.1..1.3#Near enough}', 1.2, 0.1],
    ['Q {#1e3:5}', 1000, 5],
    ['Q {#3,5}', 3.5, 0],
    ['Q {#\n =1822:0 =%50%1822:2\n}', 1822, 0],
    ['Q {#=%100%5:1#y ~#n}', 5, 1]
  ])('numbers: %s', (text, value, tolerance) => {
    expect(itemOf(only(text))).toMatchObject({ type: 'numeric', value, tolerance, wrong: [] });
  });

  test('numbers to expect that are wrong', () => {
    const row = only('Q {#=5:0.5#Yes =%0%50:1#A tenth of it. =%30%6#Near ~#Count again.}');
    expect(itemOf(row)).toMatchObject({
      feedback: 'Yes',
      wrong: [
        { value: 50, tolerance: 1, feedback: 'A tenth of it.' },
        { value: 6, tolerance: 0, feedback: 'Near' }
      ]
    });
    expect(row.lost.map(({ text }) => text)).toEqual([
      '30 % of the points for 6 ± 0',
      'What was said to every other answer: Count again.'
    ]);
  });

  test('pairs', () => {
    expect(itemOf(only('Q {=a -> 1 = b->2\n= -> 3}'))).toMatchObject({
      type: 'match',
      left: [{ text: 'a' }, { text: 'b' }],
      right: [{ text: '1' }, { text: '2' }, { text: '3' }]
    });
  });
  test('pairs of which some have the same on the right are to be sorted', () => {
    expect(itemOf(only('Q {=a -> x =b -> y =c -> x}'))).toMatchObject({
      type: 'classify',
      bins: [{ text: 'x' }, { text: 'y' }],
      entries: [{ bin: 'bin-1' }, { bin: 'bin-2' }, { bin: 'bin-1' }]
    });
  });

  test('an essay is for an instructor', () => {
    const row = only('Discuss. {####Look for three points.}');
    expect(itemOf(row)).toMatchObject({
      type: 'note',
      form: 'written',
      reserved: true,
      explanation: 'Look for three points.'
    });
  });
});

describe('files', () => {
  test('as Moodle exports them', () => {
    const { rows, flaws } = read(moodle);
    expect(flaws).toEqual([]);
    expect(rows.map((row) => [row.line, row.name, row.category, itemOf(row).type])).toEqual([
      [7, 'Effleurage', 'top/Strokes', 'choice'],
      [15, 'Draping', 'top/Strokes', 'boolean'],
      [21, 'Contraindications', 'top/Safety', 'multiple'],
      [31, 'Minutes', 'top/Safety', 'numeric'],
      [38, 'Terms', 'top/Safety', 'match'],
      [46, 'Essay', 'top/Safety', 'note']
    ]);
    expect(rows[0]!.draft!.stem).toBe('Which stroke is long and gliding: the first of a session?');
    expect(rows[0]!.tags).toEqual(['strokes', 'week 1']);
    expect(rows[2]!.lost.map(({ text }) => text)).toEqual(['The picture "leg.png" is left out']);
    expect(rows[2]!.draft!.stem).toBe('Which of these forbid deep work on the leg?\n\nChoose two.');
  });

  test('one bad question does not spoil its neighbours, and its line is named', () => {
    const { rows } = read(
      [
        'Good {T}',
        '',
        '::Bad:: no end {',
        '=a',
        '',
        '::Good:: too {=a ~b}',
        '',
        'No } start',
        '',
        'x {=a ~b} y {=c ~d}'
      ].join('\n')
    );
    expect(rows.map(({ line, draft, flaws }) => [line, draft !== null, flaws])).toEqual([
      [1, true, []],
      [3, false, [{ line: 3, text: expect.stringContaining('Close the answers with }') }]],
      [6, true, []],
      [8, false, [{ line: 8, text: expect.stringContaining('Write { before the answers') }]],
      [10, false, [{ line: 10, text: expect.stringContaining('blank line between two questions') }]]
    ]);
  });

  test.each([
    ['A text alone.', 1, 'Give the answers in braces'],
    ['Q {\n~a\n~b\n}', 2, 'Mark the right answer with ='],
    ['{=a ~b}', 1, 'Write the question'],
    ['Q {=a -> 1\n=b 2\n=c -> 3}', 2, 'Write -> between'],
    ['Q {#many}', 1, 'Give a number in place of "many"'],
    ['Q {#}', 1, 'Give a number'],
    ['Q {#=1 =2}', 1, 'one right number'],
    ['Q {=%50%a}', 1, 'earns all points'],
    ['Q {=a\n~%500%b}', 2, 'from -100 to 100'],
    ['Q {=a ~}', 1, 'Option 2: Write a text here'],
    ['', 1, 'There is no question']
  ])('%j is told how to mend it', (text, line, fix) => {
    const { rows, flaws } = read(text);
    expect([...flaws, ...rows.flatMap((row) => row.flaws)]).toEqual([
      { line, text: expect.stringContaining(fix) }
    ]);
  });

  test('blank lines too many and too few', () => {
    const { rows } = read(
      'A {\n~a\n\n=b\n\n}\nB {T}\n::C:: {=x\n~y}\n// note\nD {F}\r\n\r\nE\r\n{T}'
    );
    expect(rows.map(({ line, draft }) => [line, draft?.stem])).toEqual([
      [1, 'A'],
      [7, 'B'],
      [8, ''],
      [11, 'D'],
      [13, 'E']
    ]);
  });
});

describe('round trip', () => {
  test('of every type, any number of them', () => {
    fc.assert(
      fc.property(fc.array(item, { maxLength: 4 }), (items) => {
        const { rows } = read(write(items));
        expect(rows.map(({ draft }) => draft)).toEqual(items);
        expect(rows.every(({ flaws, lost }) => flaws.length === 0 && lost.length === 0)).toBe(true);
      })
    );
  });

  test('what others see can be read without the copy, and says the same', () => {
    fc.assert(
      fc.property(item, (item) => {
        const row = only(show(item));
        expect(row.name).toBe(item.id);
        const again = itemOf(row);
        if (item.type !== 'choice' && item.type !== 'multiple') return;
        const texts = (one: typeof item) => one.options.map(({ text, correct }) => [text, correct]);
        expect(again.type).toBe(item.type);
        expect(texts(again as typeof item)).toEqual(texts(item));
      })
    );
  });

  test('what was edited outside counts, not the copy', () => {
    fc.assert(
      fc.property(item, (item) => {
        const row = only(write([item]).replace('[plain]', '[plain]Changed\\: '));
        expect(row.draft!.stem).toMatch(/^(Changed: |Fill in the gap)/);
        expect(row.lost.map(({ text }) => text)).toEqual([
          expect.stringContaining('changed by another program')
        ]);
      })
    );
  });

  test('a copy that is damaged does no harm', () => {
    const row = only('// palpate:{"type":"choice"}\nQ {=a ~b}');
    expect(asChoice(row)).toEqual(['choice', 'Q', '+|a', '-|b']);
    expect(row.lost[0]!.text).toContain('damaged');
  });

  test('what others do not see is said', () => {
    const base = { id: 'a', objective: 'b', area: '1', stem: 'S' };
    const options = [
      { id: 'a', text: 'A', correct: true },
      { id: 'b', text: 'B' }
    ];
    const made = (rest: object) => {
      const parsed = parseItem({ ...base, ...rest });
      return 'item' in parsed ? parsed.item : expect.fail(JSON.stringify(parsed.flaws));
    };
    expect(holds(made({ type: 'choice', options }))).toBeNull();
    expect(holds(made({ type: 'choice', options, hint: 'h', sources: ['x'] }))).toBe(
      'Other programs do not show its hint and its sources.'
    );
  });
});

describe('whatever it is given', () => {
  const pieces = fc.oneof(
    fc.constantFrom(
      '{',
      '}',
      '=',
      '~',
      '#',
      '->',
      '%50%',
      '####',
      '::',
      '\\',
      '\n',
      '\n\n',
      '//',
      'T',
      ':',
      '..'
    ),
    fc.constantFrom(
      '$CATEGORY:',
      '[html]',
      '<p>',
      '&amp;',
      '*',
      '1.5',
      '[id:x]',
      '// palpate:{}',
      ' ',
      'word'
    ),
    fc.string({ unit: 'binary', maxLength: 4 })
  );
  const mutated = fc
    .tuple(fc.constant(''), fc.nat(), pieces, fc.nat(9))
    .map(([, at, piece, cut]) => {
      const place = at % moodle.length;
      return moodle.slice(0, place) + piece + moodle.slice(place + cut);
    });

  test('a row without flaws is an item', () => {
    const texts = fc.oneof(
      fc.array(pieces, { maxLength: 30 }).map((all) => all.join('')),
      mutated
    );
    fc.assert(
      fc.property(texts, (text) => {
        for (const row of read(text).rows) {
          if (row.flaws.length === 0) itemOf(row);
          for (const { line } of [...row.flaws, ...row.lost])
            expect(line).toBeLessThanOrEqual(text.split(/\r\n?|\n/).length);
        }
      }),
      { numRuns: 500 }
    );
  });

  test.each([
    '{',
    '}',
    '=',

    'Q {',
    '~a',
    '#',
    '\\',
    '\n',
    '::',
    '{=->',
    '// x\n',
    '%1%',
    '{#=1',
    '****',
    '[',
    '![',
    ' '
  ])('a third of a megabyte of %j is read in no time to speak of', (piece) => {
    const before = process.cpuUsage();
    read(piece.repeat(300_000 / piece.length));
    read(`[markdown]Q {${piece.repeat(300_000 / piece.length)}}`);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(20_000);
  });

  test('five thousand questions take seconds', () => {
    const one = moodle.slice(moodle.indexOf('::Contra'), moodle.indexOf('// question: 4'));
    const before = process.cpuUsage();
    expect(read(one.repeat(5000)).rows).toHaveLength(5000);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(20_000);
  });
});

const moodle = String.raw`// question: 0  name: Switch category to $course$/top/Strokes
$CATEGORY: $course$/top/Strokes


// question: 1  name: Effleurage
// [id:mt-001] [tag:strokes] [tag:week 1]
::Effleurage::[html]<p dir\="ltr">Which stroke is <b>long</b> and gliding\: the first of a session?</p>{
	=<p>Effleurage</p>#<p>Yes.</p>
	~<p>Petrissage</p>#<p>It kneads\: it does not glide.</p>
	~%50%<p>Feather stroke</p>
}


// question: 2  name: Draping
::Draping::[html]<p>A drape is optional.</p>{FALSE#<p>It never is.</p>}


$CATEGORY: $course$/top/Safety

// question: 3  name: Contraindications
::Contraindications::[html]<p>Which of these forbid deep work on the leg?</p>\n<p>Choose two.<img src\="@@PLUGINFILE@@/leg.png" alt\="" /></p>{
	~%50%<p>A clot</p>
	~%50%<p>Cellulitis</p>
	~%-50%<p>A bruise of last year</p>
	~%-50%<p>Dry skin</p>
	####<p>Both may spread.</p>
}


// question: 4  name: Minutes
::Minutes::How many minutes has an hour\: think!{#
	=%100%60:0#Right
	~#Count again.
}


// question: 5  name: Terms
::Terms::[html]<p>Match.</p>{
	=<p>Tapotement</p> -> tapping
	=<p>Friction</p> -> rubbing
	=<p>Vibration</p> -> trembling
}


// question: 6  name: Essay
::Essay::[html]<p>Describe a first session.</p>{}

`;

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { item } from '../../items/arbitraries';
import { parseItem, type Item } from '../../items/registry';
import type { Draft, Found, Row } from '../row';
import { read } from './read';
import { holds, write } from './write';

const inFile = readFileSync('tests/exchange/moodle-4.xml', 'utf8');

/** A file with one question of Moodle's. */
const quiz = (type: string, fields: string, text = 'Which?') =>
  `<quiz><question type="${type}"><name><text>Q</text></name>
  <questiontext format="html"><text><![CDATA[${text}]]></text></questiontext>${fields}</question></quiz>`;
const answer = (fraction: number, text: string, feedback = '', more = '') =>
  `<answer fraction="${fraction}"><text>${text}</text><feedback><text>${feedback}</text></feedback>${more}</answer>`;

const rowIn = (text: string): Row => read(text).rows[0]!;
const texts = (remarks: { text: string }[]) => remarks.map(({ text }) => text);

const placed = (draft: Draft | null) =>
  parseItem({ ...draft, id: 'an-item', objective: 'know-it', area: '1' });

/** As other programs see a file: without what only we read. */
const foreign = (file: string) => file.replace(/<!-- palpate [^]*?-->/g, '');

describe('an export of Moodle 4', () => {
  const found = read(inFile);
  const row = (name: string) => found.rows.find((row) => row.name === name)!;

  test('every question has its line, its category and its tags', () => {
    expect(found.flaws).toEqual([]);
    expect(found.rows.map(({ line, draft }) => [line, draft?.type ?? null])).toEqual([
      [15, 'choice'],
      [79, 'multiple'],
      [127, 'boolean'],
      [156, 'cloze'],
      [198, 'numeric'],
      [243, 'match'],
      [288, 'classify'],
      [324, 'note'],
      [373, 'cloze'],
      [389, 'cloze'],
      [422, 'order'],
      [454, null]
    ]);
    expect(row('Trapezius action')).toMatchObject({
      category: 'Default for MT101/Anatomy',
      tags: ['shoulder', 'week 3']
    });
  });

  test('what could be read is an item as soon as it has its place', () => {
    for (const { draft, flaws } of found.rows)
      if (flaws.length === 0) expect(placed(draft)).toHaveProperty('item');
  });

  test('what was not carried is told, once for all where all have it', () => {
    expect(found.lost).toEqual([
      { line: 356, text: 'The text “Read this first” is left out, since it asks nothing' },
      { line: 15, text: 'Penalties for further tries are left out' }
    ]);
    expect(texts(row('Trapezius action').lost)).toEqual([
      'The picture "shoulder back.png" is left out',
      'Only the first hint is kept, without: It spans the neck.',
      'What was said to a wrong answer: Feel it on yourself: shrug.',
      'It gave 2 points; here all questions count alike'
    ]);
    expect(texts(row('Kneading').lost)).toEqual([
      'What was said to any other answer: Look it up in unit 2.',
      '“kneading” earned 50%; now it is wrong'
    ]);
    expect(texts(row('Dosage').flaws)).toEqual([
      'Questions of the type “calculatedsimple” cannot be taken over: write it anew as one of another type'
    ]);
  });

  test('choices keep their shares of the points', () => {
    expect(row('Trapezius action').draft).toMatchObject({
      stem: 'Which muscle elevates the scapula?',
      explanation: 'Its upper fibers lift the shoulder girdle.',
      hint: 'Think of a shrug.',
      options: [
        { text: 'Pectoralis major', correct: false, feedback: expect.stringContaining('& not') },
        { text: 'Upper trapezius', correct: true },
        { text: 'Rhomboids', correct: false, credit: 0.3333333, feedback: 'Mostly retraction.' }
      ]
    });
    expect(row('Rotator cuff').draft!.options).toEqual([
      { id: 'a', text: 'Supraspinatus', correct: true },
      { id: 'b', text: 'Subscapularis', correct: true },
      { id: 'c', text: 'Deltoid', correct: false, credit: 0, feedback: 'It lies over the cuff.' }
    ]);
  });

  test('words, numbers and pairs', () => {
    expect(row('Kneading').draft).toMatchObject({
      stem: 'What is the kneading stroke called?',
      text: '[[gap-1]]',
      gaps: [
        {
          accept: ['Pétrissage', 'Petrissage'],
          feedback: 'From pétrir, to knead.',
          wrong: [{ text: 'kneading', feedback: 'That is the English word.' }]
        }
      ]
    });
    expect(row('Table height').draft).toMatchObject({
      value: 90,
      tolerance: 0.5,
      unit: 'min',
      wrong: [{ value: 150, tolerance: 0, feedback: 'An hour has 60 minutes, not 100.' }]
    });
    expect(row('Strokes').draft!.right).toHaveLength(3);
    expect(row('Planes').draft).toMatchObject({
      bins: [{ text: 'Sagittal' }, { text: 'Frontal' }],
      entries: [{ bin: 'bin-1' }, { bin: 'bin-1' }, { bin: 'bin-2' }]
    });
    expect((row('Hand washing').draft!.entries as { text: string }[]).map((e) => e.text)).toEqual([
      'Wet',
      'Lather',
      'Rinse'
    ]);
    expect(row('Plan').draft).toMatchObject({
      rubric: [{ points: 4 }],
      model: { subjective: 'Names frequency and goal.' }
    });
    expect(row('Bones').draft).toMatchObject({
      stem: 'Fill in what is missing.',
      text: 'The collar bone is the [[gap-1]], and the arm has [[gap-2]] humerus.',
      gaps: [{ accept: ['clavicle', 'clavicula'] }, { accept: ['1'] }]
    });
    expect(row('Missing words').draft).toMatchObject({
      text: 'The [[gap-1]] is lateral to the [[gap-2]].',
      gaps: [{ accept: ['fibula'] }, { accept: ['tibia'] }]
    });
  });
});

describe('what suits another type is read as that', () => {
  test.each([
    ['{1:MCV:=up#Yes~down#No}', { type: 'choice', stem: 'The trapezius lifts.' }],
    ['It moves {1:MC:=up~down} then.', { type: 'choice', stem: expect.stringContaining('_____') }],
    ['{1:MULTIRESPONSE:%50%a~%50%b~%-50%c}', { type: 'multiple', stem: 'The trapezius lifts.' }],
    ['{1:NUMERICAL:=5:0.1} cm', { type: 'numeric', value: 5, tolerance: 0.1, unit: 'cm' }],
    ['{1:NM:=5:0} {1:MC:=cm~in}', { type: 'numeric', unit: 'cm', units: ['cm', 'in'] }],
    ['{1:MC:=True~False}, because {1:MC:=a~b}', { type: 'boolean', reasons: { length: 2 } }],
    ['Two: {1:SA:=a} and {1:SA:=b}', { type: 'cloze', text: 'Two: [[gap-1]] and [[gap-2]]' }]
  ])('%s', (text, draft) => {
    const row = rowIn(quiz('cloze', '', `<p>The trapezius lifts.</p><p>${text}</p>`));
    expect(row.draft).toMatchObject(draft);
    expect(row.flaws).toEqual([]);
  });

  test('a choice of several with one right answer', () => {
    const fields = `<single>false</single>${answer(100, 'a')}${answer(0, 'b')}${answer(0, 'c')}`;
    expect(rowIn(quiz('multichoice', fields)).draft!.type).toBe('choice');
  });

  test('a unit to choose', () => {
    const unit = (name: string, by: number) =>
      `<unit><multiplier>${by}</multiplier><unit_name>${name}</unit_name></unit>`;
    const fields = `${answer(100, '5', '', '<tolerance>1</tolerance>')}<units>${unit('in', 0.4)}${unit('cm', 1)}</units><showunits>2</showunits>`;
    expect(rowIn(quiz('numerical', fields)).draft).toMatchObject({
      unit: 'cm',
      units: ['in', 'cm']
    });
  });
});

describe('each flaw says how to mend it', () => {
  test.each([
    ['no right answer', quiz('multichoice', answer(0, 'a') + answer(50, 'b')), 'mark the one'],
    ['no right answers', quiz('multichoice', `<single>0</single>${answer(0, 'a')}`), 'mark those'],
    ['no verdict', quiz('truefalse', answer(100, 'yes') + answer(0, 'no')), 'true or false'],
    ['a pattern', quiz('shortanswer', answer(100, 'pet*sage')), 'Write the words that “pet*sage”'],
    ['no right word', quiz('shortanswer', answer(50, 'a')), 'say which one is right'],
    [
      'two right numbers',
      quiz('numerical', answer(100, '1') + answer(100, '2')),
      'Several numbers'
    ],
    ['no right number', quiz('numerical', answer(100, '*')), 'say which one is right'],
    ['a text without gaps', quiz('cloze', ''), 'write one as {1:SHORTANSWER:=word}'],
    ['gaps without words', quiz('gapselect', ''), 'write one as [[1]]'],
    [
      'a gap for a number',
      quiz('cloze', '', '{1:NM:=5:1} {1:SA:=a} {1:SA:=b}'),
      'A gap takes words'
    ],
    ['several in a gap', quiz('cloze', '', '{1:MR:=a~b} {1:SA:=a}'), 'several right answers'],
    ['thousands of parts', quiz('multichoice', '<a/>'.repeat(6000)), 'thousands of parts'],
    ['no type', '<quiz><question/></quiz>', 'the type “”']
  ])('%s', (_, text, fix) => {
    expect(texts(rowIn(text).flaws).join()).toContain(fix);
  });

  test('a file that is none of Moodle, or none at all', () => {
    expect(texts(read('<html/>').flaws)).toEqual([expect.stringContaining('Moodle XML format')]);
    expect(texts(read('').flaws)).toEqual([expect.stringContaining('not sound XML')]);
  });

  test('a file that breaks off keeps the questions before', () => {
    const found = read(inFile.slice(0, inFile.indexOf('Pétrissage')));
    expect(found.rows.map(({ name }) => name)).toEqual([
      'Trapezius action',
      'Rotator cuff',
      'Effleurage'
    ]);
    expect(found.flaws).toEqual([{ line: 172, text: expect.stringContaining('unclosed tag') }]);
  });
});

const draftsIn = (found: Found) => found.rows.map(({ draft }) => draft);
const notesIn = (found: Found) => [
  ...[...found.flaws, ...found.lost],
  ...found.rows.flatMap(({ flaws, lost }) => [...flaws, ...lost])
];

describe('our own export', () => {
  test('comes back whole, of every type', () => {
    fc.assert(
      fc.property(fc.array(item, { maxLength: 4 }), (items) => {
        const found = read(write(items));
        expect(draftsIn(found)).toEqual(items);
        expect(notesIn(found)).toEqual([]);
      })
    );
  });

  test('is read as it stands where somebody changed it, and that is told', () => {
    const [one] = fc.sample(
      item.filter(({ type }) => type === 'choice'),
      1
    ) as [Item];
    const changed = write([one]).replace('<questiontext format="html"><text><![CDATA[', '$&New: ');
    const row = rowIn(changed);
    expect(row.draft).toMatchObject({ type: 'choice', stem: expect.stringMatching(/^New:/) });
    expect(row.draft).not.toHaveProperty('id');
    expect(texts(row.lost)).toEqual([expect.stringContaining('changed by another program')]);
  });

  test('shows to others a question that is an item too, of every type', () => {
    fc.assert(
      fc.property(item, (item) => {
        const { draft, flaws } = rowIn(foreign(write([item])));
        expect(flaws).toEqual([]);
        // Two texts that differ in blanks alone are one in HTML, and so two right sides may be.
        const parsed = placed(draft);
        const isBlurred = 'flaws' in parsed && item.type !== 'match' && item.type !== 'classify';
        expect(isBlurred).toBe(false);
      })
    );
  });

  test('shows its words to others', () => {
    const choice = fc.sample(
      item.filter(({ type }) => type === 'choice'),
      20
    );
    for (const item of choice as Extract<Item, { type: 'choice' }>[]) {
      const { draft } = rowIn(foreign(write([item])));
      const words = (text: string) => text.replace(/\s+/g, ' ').trim();
      expect((draft!.options as { text: string }[]).map(({ text }) => text)).toEqual(
        item.options.map(({ text }) => words(text))
      );
      expect(draft!.explanation).toBe(words(item.explanation));
    }
  });

  test('says what others do not see', () => {
    const told = new Map(fc.sample(item, 300).map((item) => [item.type, holds(item)]));
    expect(told.get('order')).toBe('Other programs do not show its sources.');
    expect(told.get('boolean')).toBe('Other programs do not show its sources.');
    expect(told.get('hotspot')).toContain('the picture to point at');
  });
});

test('whatever a file holds, it is answered', () => {
  const pieces = inFile.split(/(?=[<>&"=])/);
  const scratch = fc.tuple(
    fc.nat(pieces.length - 1),
    fc.constantFrom(
      '',
      '<',
      '>',
      '&',
      '"',
      '100',
      '<text>',
      '</text>',
      '<answer>',
      '{1:MC:',
      '[[1]]'
    )
  );
  fc.assert(
    fc.property(fc.array(scratch, { minLength: 1, maxLength: 4 }), (scratches) => {
      const copy = [...pieces];
      for (const [at, text] of scratches) copy[at] = text;
      const found = read(copy.join(''));
      return found.rows.length + found.flaws.length > 0;
    })
  );
});

test('whatever a question holds, it is answered', () => {
  const names = ['answer', 'text', 'feedback', 'subquestion', 'single', 'units', 'unit', 'hint'];
  const more = ['dragbox', 'group', 'tolerance', 'multiplier', 'unit_name', 'showunits', 'tags'];
  const words = fc.constantFrom('', '1', 'true', '*', '-1e999', '{1:MC:=a}', '[[1]]', '{1:NM:=x}');
  const { element } = fc.letrec<{ element: string }>((tie) => ({
    element: fc.oneof(
      { depthSize: 'small' },
      words,
      fc
        .tuple(
          fc.constantFrom(...names, ...more),
          fc.constantFrom('100', '0', 'x', 'Infinity', '-50', '33.3'),
          fc.array(tie('element'), { maxLength: 4 })
        )
        .map(([name, share, inner]) => `<${name} fraction="${share}">${inner.join('')}</${name}>`)
    )
  }));
  const type = fc.constantFrom(
    ...['multichoice', 'truefalse', 'shortanswer', 'numerical', 'matching', 'ordering', 'essay'],
    ...['cloze', 'gapselect', 'ddwtos', 'constructor', '__proto__']
  );
  fc.assert(
    fc.property(type, fc.array(element, { maxLength: 8 }), words, (type, inner, text) => {
      const row = rowIn(quiz(type, inner.join(''), text));
      return row.draft !== null || row.flaws.length > 0;
    }),
    { numRuns: 1000 }
  );
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { item as anyItem } from './arbitraries';
import {
  grade,
  keyOf,
  needsGrader,
  optionCount,
  parseGrading,
  parseItem,
  parseResponse,
  promptOf,
  type Item,
  type Response
} from './registry';
import { noteLength } from './soap';
import { seededRandom } from '../shuffle';

const base = {
  id: 'an-item',
  type: 'note',
  stem: 'Take the note.',
  objective: 'know-it',
  area: '5',
  sources: ['a-source'],
  explanation: 'So it is.'
};

function parsed(raw: object): Item {
  const result = parseItem({ ...base, ...raw });
  if ('flaws' in result) throw new Error(JSON.stringify(result.flaws));
  return result.item;
}

const sorting = parsed({
  form: 'sorting',
  phrases: [
    ['p1', 'subjective'],
    ['p2', 'objective'],
    ['p3', 'assessment'],
    ['p4', 'plan']
  ].map(([id, section]) => ({ id, section, text: id, feedback: `About ${id}.` }))
});
const model = {
  subjective: 'Neck stiff.',
  objective: 'Turns 50 degrees.',
  assessment: 'Eased.',
  plan: 'Next week.'
};
const written = parsed({
  form: 'written',
  reserved: true,
  rubric: [
    {
      id: 'facts',
      text: 'Has the facts.',
      points: 3,
      levels: [
        { points: 3, text: 'All of them.' },
        { points: 1, text: 'One of them.' }
      ]
    },
    { id: 'plan', text: 'Has a plan.', points: 1 }
  ],
  model
});
const modelText =
  'S: Subjective\nNeck stiff.\n\nO: Objective\nTurns 50 degrees.\n\nA: Assessment\nEased.\n\nP: Plan\nNext week.';

describe('sorting', () => {
  test.each([
    [{ p1: 'subjective', p2: 'objective', p3: 'assessment', p4: 'plan' }, 1],
    [{ p1: 'subjective', p2: 'objective', p3: 'plan', p4: 'plan' }, 0.75],
    [{ p1: 'subjective' }, 0.25],
    [{ p1: 'plan', p2: 'plan', p3: 'plan' }, 0],
    [{}, 0]
  ])('each phrase counts alike: %j scores %d', (bins, score) => {
    const response = parseResponse(sorting, { bins }) as { response: Response };
    expect(grade(sorting, response.response).score).toBe(score);
  });

  test('a mark says where a phrase belongs, and where it was put', () => {
    expect(grade(sorting, { bins: { p1: 'plan' } }).marks.slice(0, 2)).toEqual([
      { part: 'p1', key: 'subjective', given: 'plan', right: false, feedback: 'About p1.' },
      { part: 'p2', key: 'objective', given: null, right: false, feedback: 'About p2.' }
    ]);
  });

  test('a guess chooses one of four for each phrase, and a machine grades it', () => {
    expect(optionCount(sorting)).toBe(256);
    expect(needsGrader(sorting)).toBe(false);
    expect(parseGrading(sorting, { points: {} })).toEqual({ error: expect.any(String) });
  });

  test('the phrases have another order than the author’s', () => {
    const orders = Array.from({ length: 20 }, (_, i) => {
      const prompt = promptOf(sorting, seededRandom(`${i}`)) as { phrases: { id: string }[] };
      return prompt.phrases.map(({ id }) => id).join();
    });
    expect(new Set(orders).size).toBeGreaterThan(5);
  });
});

describe('written', () => {
  const text = 'S: Subjective\nNeck stiff.';
  const scored = (points: Record<string, number>, note = text) =>
    grade(written, { text: note, points });

  test('only an instructor can grade it, and nobody can guess it', () => {
    expect(needsGrader(written)).toBe(true);
    expect(optionCount(written)).toBeNull();
  });

  test('the learner reads what counts, and neither levels nor the model', () => {
    expect(promptOf(written, () => 0)).toMatchObject({
      rubric: [
        { id: 'facts', text: 'Has the facts.', points: 3 },
        { id: 'plan', text: 'Has a plan.', points: 1 }
      ],
      minWords: null
    });
  });

  test.each([
    [{ facts: 3, plan: 1 }, 1],
    [{ facts: 2.5, plan: 0.5 }, 0.75],
    [{ facts: 1 }, 0.25],
    [{ facts: 0, plan: 0 }, 0],
    [{}, 0]
  ])('points make the score: %j scores %d', (points, score) => {
    expect(scored(points as Record<string, number>).score).toBe(score);
  });

  test('points for a rubric that has been mended since count no more than they may', () => {
    expect(scored({ facts: 5, plan: 1, gone: 2 }).score).toBe(1);
  });

  test.each(['', ' \n', 'S: Subjective\n \n\nP: Plan\n'])('a blank note %j has none', (blank) => {
    expect(scored({ facts: 3, plan: 1 }, blank).score).toBe(0);
  });

  test('marks tell the note and its model, then the points by criterion', () => {
    const response = { text, points: { facts: 2.5, plan: 1 }, comment: 'Good.' };
    expect(grade(written, response).marks).toEqual([
      { part: 'text', key: modelText, given: text, right: false, feedback: 'Good.' },
      { part: 'facts', key: '3', given: '2.5', right: false, feedback: 'One of them.' },
      { part: 'plan', key: '1', given: '1', right: true, feedback: null }
    ]);
  });

  test('a note that waits for its instructor has no points', () => {
    expect(grade(written, { text }).marks.map(({ given }) => given)).toEqual([text, null, null]);
  });

  test('the key is the model with all points', () => {
    expect(keyOf(written)).toEqual({ text: modelText, points: { facts: 3, plan: 1 } });
  });

  test.each([
    ['too long', 'x'.repeat(noteLength + 1), '10,000 characters'],
    ['NUL', 'Neck\0', 'Take out'],
    ['half of a pair', 'Neck \ud83d', 'Take out']
  ])('what cannot be kept is refused: %s', (_, text, mend) => {
    expect(parseResponse(written, { text })).toEqual({ error: expect.stringContaining(mend) });
  });

  test('whatever a learner sends, points never count', () => {
    const points = fc.oneof(
      fc.anything(),
      fc.dictionary(fc.constantFrom('facts', 'plan'), fc.oneof(fc.integer(), fc.anything())),
      fc.constant({ facts: 3, plan: 1 })
    );
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), points, fc.anything(), (text, points, comment) => {
        const result = parseResponse(written, { text, points, comment, grading: { points } });
        if ('error' in result) return;
        expect(result.response).toEqual({ text });
        expect(grade(written, result.response).score).toBe(0);
      })
    );
  });
});

describe('an instructor grades', () => {
  test.each([
    [{ points: { facts: 2.5, plan: 0 } }],
    [{ points: { facts: 3, plan: 1 }, comment: 'Well told.' }]
  ])('%j is a grading', (grading) => {
    expect(parseGrading(written, grading)).toEqual({ grading });
  });

  test.each([
    [{}, 'points: Give this field'],
    [{ points: { facts: 3 } }, 'points.plan: Give this field'],
    [{ points: { facts: 3, plan: 1, style: 1 } }, 'points.style: There is no such field'],
    [{ points: { facts: 3.5, plan: 1 } }, 'points.facts: Give at most 3 points'],
    [{ points: { facts: 3, plan: 2 } }, 'points.plan: Give at most 1 point'],
    [{ points: { facts: -1, plan: 1 } }, 'points.facts: Give 0 points'],
    [{ points: { facts: 1.2, plan: 1 } }, 'points.facts: Give whole points or halves'],
    [{ points: { facts: '3', plan: 1 } }, 'points.facts: Give number'],
    [{ points: { facts: NaN, plan: 1 } }, 'points.facts: Give number'],
    [{ points: { facts: 3, plan: 1 }, comment: 'No\0' }, 'comment: Take out'],
    [null, 'grading: Give Object']
  ])('%j is refused: %s', (grading, complaint) => {
    expect(parseGrading(written, grading)).toEqual({ error: expect.stringContaining(complaint) });
  });

  test('full points are a grading of every item that needs one, and score 1', () => {
    fc.assert(
      fc.property(anyItem.filter(needsGrader), (item) => {
        const { text, points } = keyOf(item) as Response<'note'> & { text: string; points: object };
        const graded = parseGrading(item, { points });
        expect(graded).toEqual({ grading: { points } });
        if ('grading' in graded) expect(grade(item, { text, ...graded.grading }).score).toBe(1);
      })
    );
  });
});

describe('a flaw is named with its place and its mend', () => {
  const phrase = (id: string, section: string) => ({ id, section, text: id, feedback: 'Why.' });
  const criterion = { id: 'c', text: 'It has a plan.', points: 2 };
  const sorting = { ...base, form: 'sorting' };
  const written = {
    ...base,
    form: 'written',
    reserved: true,
    rubric: [criterion],
    model
  };

  test.each([
    ['a note without form', { ...sorting, form: undefined }, 'form', 'sorting, written'],
    [
      'too many phrases',
      {
        ...sorting,
        phrases: Array.from({ length: 13 }, (_, i) => phrase(`p${i}`, i ? 'plan' : 'subjective'))
      },
      'phrases',
      'at most twelve'
    ],
    [
      'one section only',
      { ...sorting, phrases: [phrase('p', 'plan'), phrase('q', 'plan')] },
      'phrases',
      'at least two of the four'
    ],
    [
      'a section of its own',
      { ...sorting, phrases: [phrase('p', 'plan'), phrase('q', 'diagnosis')] },
      'phrases.1.section',
      'subjective, objective, assessment, plan'
    ],
    ['a note to be written anywhere', { ...written, reserved: undefined }, 'reserved', 'quiz'],
    ['a note to be written in lessons', { ...written, reserved: false }, 'reserved', 'quiz'],
    ['no criterion', { ...written, rubric: [] }, 'rubric', 'at least one'],
    [
      'six points for one criterion',
      { ...written, rubric: [{ ...criterion, points: 6 }] },
      'rubric.0.points',
      '1 to 5'
    ],
    [
      'half a point for a criterion',
      { ...written, rubric: [{ ...criterion, points: 2.5 }] },
      'rubric.0.points',
      'whole points'
    ],
    [
      'a level above its criterion',
      { ...written, rubric: [{ ...criterion, levels: [{ points: 3, text: 'More.' }] }] },
      'rubric.0',
      'no level more points'
    ],
    [
      'a criterion twice',
      { ...written, rubric: [criterion, criterion] },
      'rubric',
      'id of its own'
    ],
    [
      'a criterion named like the note',
      { ...written, rubric: [{ ...criterion, id: 'text' }] },
      'rubric.0.id',
      'another word'
    ],
    ['no model', { ...written, model: undefined }, 'model', 'Give this field'],
    [
      'a model that is too long',
      { ...written, model: { ...model, plan: 'x'.repeat(noteLength) } },
      'model',
      'within 10,000'
    ]
  ])('%s', (_, raw, place, mend) => {
    const result = parseItem(raw);
    const flaws = 'flaws' in result ? result.flaws : [];
    expect(flaws.map(({ path }) => path.join('.'))).toEqual([place]);
    expect(flaws[0]!.message).toContain(mend);
  });

  test('a lone phrase is too few, and has but one section', () => {
    const result = parseItem({ ...sorting, phrases: [phrase('p', 'plan')] });
    expect(result).toEqual({
      flaws: [
        { path: ['phrases'], message: 'Give at least two phrases' },
        { path: ['phrases'], message: 'Use at least two of the four sections' }
      ]
    });
  });
});

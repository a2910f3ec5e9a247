import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { deadlineOf, whyNotStart } from './attempt';
import { complaint } from './complaint';
import { Allowance, isFinal, noAllowance, QuizRules, type QuizRulesInput } from './quiz';

const rules: QuizRulesInput = {
  title: 'A quiz',
  composition: { kind: 'chosen', items: ['one', 'two'] },
  shuffle: true,
  minutes: 30,
  attempts: 2,
  opensAt: '2026-03-10T09:00:00Z',
  closesAt: '2026-03-11T09:00:00+02:00',
  passMark: 0.7,
  feedback: 'at-end',
  linear: false,
  mustFinish: true
};
const drawn = (areas: Record<string, number>) => ({
  composition: { kind: 'drawn', areas, difficulty: 'any' }
});
const chosen = (...items: unknown[]) => ({ composition: { kind: 'chosen', items } });

/** The first complaint about the rules with this change; null where they hold. */
function flaw(change: object): string | null {
  const { issues } = v.safeParse(QuizRules, { ...rules, ...change });
  return issues ? `${v.getDotPath(issues[0])}: ${complaint(issues[0])}` : null;
}

test.each([
  ['as they are', {}],
  ['without limits', { minutes: null, attempts: null, opensAt: null, closesAt: null }],
  ['without a pass mark', { passMark: null }],
  ['where everything must be right', { passMark: 1 }],
  ['drawn by area', drawn({ '1': 0, '4': 20 })],
  ['as an exam', { composition: { kind: 'exam', questions: 25 } }]
])('rules hold %s', (_, change) => {
  expect(flaw(change)).toBeNull();
});

test('instructions may be left out, and spaces round texts count for nothing', () => {
  expect(v.parse(QuizRules, { ...rules, title: '  A quiz ' })).toMatchObject({
    title: 'A quiz',
    instructions: ''
  });
});

test.each([
  ['no title', { title: ' ' }, 'title: Write a text'],
  ['a title without end', { title: 'a'.repeat(121) }, 'title: Make the title shorter'],
  ['instructions without end', { instructions: 'a'.repeat(4001) }, 'instructions: Make'],
  ['what cannot be stored', { instructions: 'a\0' }, 'instructions: Take out the control'],
  ['no composition', { composition: undefined }, 'composition: Choose the questions'],
  ['another composition', { composition: { kind: 'guessed' } }, 'draw them by area'],
  ['no question', chosen(), 'composition.items: Choose at least one'],
  ['a question twice', chosen('one', 'one'), 'Choose each question once'],
  ['a question without id', chosen('One!'), 'composition.items.0: Use lower-case'],
  [
    'more than one can sit',
    chosen(...Array.from({ length: 301 }, (_, i) => `q${i}`)),
    'Choose at most 300'
  ],
  ['nothing drawn', drawn({ '1': 0 }), 'composition.areas: Draw 1 to 300'],
  ['half a question', drawn({ '1': 1.5 }), 'composition.areas.1: Give the questions of an area'],
  ['less than none', drawn({ '1': -1, '2': 9 }), 'Give the questions of an area'],
  ['an exam of any length', { composition: { kind: 'exam', questions: 30 } }, '25, 50 or 100'],
  ['no time', { minutes: 0 }, 'minutes: Give the minutes as a whole number from 1 to 600'],
  ['endless time', { minutes: Infinity }, 'minutes: Give the minutes'],
  ['no attempt', { attempts: 0 }, 'attempts: Give the attempts'],
  ['a day that does not exist', { opensAt: '2026-02-31T09:00:00Z' }, 'opensAt: Give a date that'],
  ['a zone that is not read', { closesAt: '2026-03-11T09:00:00+05' }, 'zone as Z or'],
  ['a time without zone', { closesAt: '2026-03-11T09:00:00' }, 'closesAt: Give a date and a time'],
  ['closing before it opens', { closesAt: '2026-03-10T09:00:00Z' }, 'closesAt: Let it close after'],
  ['passing with nothing', { passMark: 0 }, 'passMark: Give a pass mark above 0%'],
  ['more than everything', { passMark: 70 }, 'passMark: Give a pass mark of at most 100%'],
  ['no number', { passMark: NaN }, 'passMark: Give the pass mark as a share'],
  ['an unknown way to tell', { feedback: 'never' }, 'feedback: Choose when to tell: at-once'],
  ['what is left out', { shuffle: undefined }, 'shuffle: Give this field']
])('%s is refused with what to mend', (_, change, message) => {
  expect(flaw(change)).toContain(message);
});

const junk = fc.oneof(
  fc.anything(),
  fc
    .tuple(fc.constantFrom(...Object.keys(rules)), fc.anything())
    .map(([field, value]) => ({ ...rules, [field]: value })),
  fc
    .record({
      kind: fc.constantFrom('chosen', 'drawn', 'exam'),
      items: fc.anything(),
      areas: fc.anything(),
      difficulty: fc.anything(),
      questions: fc.anything()
    })
    .map((composition) => ({ ...rules, composition }))
);

test('whatever is sent, it is read or refused in our words, and never throws', () => {
  fc.assert(
    fc.property(junk, (sent) => {
      for (const schema of [QuizRules, Allowance]) {
        const { issues = [] } = v.safeParse(schema, sent);
        for (const issue of issues) expect(complaint(issue)).toMatch(/^(?!Invalid)[A-Z]/);
      }
    }),
    { numRuns: 1000 }
  );
});

describe('times that are taken', () => {
  const digits = (most: number) => fc.integer({ min: 0, max: most }).map((n) => `0${n}`.slice(-2));
  const time = fc
    .tuple(
      fc.integer({ min: 0, max: 9999 }).map((year) => String(year).padStart(4, '0')),
      ...[13, 32, 24, 60, 60].map(digits),
      fc.constantFrom('Z', '+05', '-0330', '+05:30', '+23:59', ' +01')
    )
    .map(([y, m, d, h, min, s, zone]) => `${y}-${m}-${d}T${h}:${min}:${s}${zone}`);

  test('are times that can be reckoned with', () => {
    fc.assert(
      fc.property(fc.option(time), fc.option(time), (opensAt, closesAt) => {
        const parsed = v.safeParse(QuizRules, { ...rules, opensAt, closesAt });
        fc.pre(parsed.success);
        const taken = parsed.output as QuizRules;
        const start = new Date('2026-03-10T12:00:00Z');
        expect(deadlineOf(taken, noAllowance, start)!.getTime()).not.toBeNaN();
        for (const at of [opensAt, closesAt]) if (at) expect(Date.parse(at)).not.toBeNaN();
        const standing = { finished: 0, allowance: noAllowance };
        if (opensAt) {
          const before = new Date(Date.parse(opensAt) - 1);
          expect(whyNotStart(taken, standing, before)).toMatch('not opened');
        }
      })
    );
  });
});

test.each([
  [{ linear: false, feedback: 'at-end' }, false],
  [{ linear: false, feedback: 'on-release' }, false],
  [{ linear: true, feedback: 'at-end' }, true],
  [{ linear: false, feedback: 'at-once' }, true]
] as const)('with %o an answer is final: %o', (change, isIt) => {
  expect(isFinal(change)).toBe(isIt);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judge, standingBy, textOf } from './completion';
import type { Facts, LessonFact } from './completion-clauses';
import { inForce, type Requirement, type Rule, type RuleVersion } from './completion-rule';

const lesson = (title: string, more: Partial<LessonFact> = {}): LessonFact => ({
  ...{ title, shown: title.toLowerCase(), finished: false, unanswered: 0 },
  ...more
});
const facts = (more: Partial<Facts> = {}): Facts => ({
  lessons: new Map([
    ['a', lesson('A', { unanswered: 2 })],
    ['b', lesson('B')],
    ['c', lesson('C', { finished: true })],
    ['d', lesson('D', { finished: true, unanswered: 1 })],
    ['e', lesson('E')],
    ['gone', lesson('Gone', { shown: null })]
  ]),
  quizzes: new Map([
    ['q', { title: 'Final', offered: true, best: 0.7249 }],
    ['old', { title: 'Old', offered: false, best: null }]
  ]),
  topics: new Map([
    ['t', { title: 'Safety', questions: 30, answered: 25, recall: 0.8199 }],
    ['few', { title: 'Oils', questions: 4, answered: 1, recall: 0.99 }],
    ['none', { title: 'Stones', questions: 0, answered: 0, recall: null }]
  ]),
  skills: new Map([
    ['s', { title: 'Draping', signed: false }],
    ['u', { title: 'Strokes', signed: false }],
    ['signed', { title: 'Intake', signed: true }]
  ]),
  hours: null,
  ...more
});
const why = (...rule: Requirement[]) => textOf(standingBy({ version: 1, rule }, facts()).why);
const lessons = (...ids: string[]): Requirement => ({
  kind: 'lessons',
  lessons: ids,
  checks: true
});
const recall = (topic: string, answers = 20): Requirement => ({
  ...{ kind: 'recall', topic, share: 0.85 },
  answers
});

test.each<[Requirement[], string]>([
  [[lessons('a')], 'Still to do: read “A” with its questions.'],
  [[lessons('a', 'b', 'c')], 'Still to do: read “A” and “B” with their questions.'],
  [
    [lessons('a', 'b', 'e', 'd')],
    'Still to do: read “A”, “B” and “E” with their questions; and answer the question left in “D”.'
  ],
  [
    [{ kind: 'lessons', lessons: ['a', 'b', 'd'], checks: false }],
    'Still to do: read “A” and “B”.'
  ],
  [[lessons('c', 'gone')], ''],
  [
    [{ kind: 'quiz', quiz: 'q', share: 0.725 }],
    'Still to do: reach 72.5% in “Final” (72% so far).'
  ],
  [
    [{ kind: 'quiz', quiz: 'old', share: 0.8 }],
    'Still to do: reach 80% in “Old”, which is no longer offered: ask your school.'
  ],
  [[recall('t')], 'Still to do: remember 85% of “Safety” (81% now).'],
  [[recall('t', 26)], 'Still to do: answer 1 more question on “Safety”.'],
  [[recall('few')], 'Still to do: answer 3 more questions on “Oils”.'],
  [[recall('none')], ''],
  [
    [
      { kind: 'skill', skill: 's' },
      { kind: 'skill', skill: 'signed' }
    ],
    'Still to do: have “Draping” signed off by an instructor.'
  ],
  [
    [{ kind: 'hours', hours: 500 }],
    'Still to do: have 500 more hours of 500 attested by your school.'
  ],
  [
    [
      { kind: 'skill', skill: 's' },
      lessons('b'),
      { kind: 'quiz', quiz: 'q', share: 0.8 },
      { kind: 'skill', skill: 'u' }
    ],
    'Still to do: read “B” with its questions; reach 80% in “Final” (72% so far); and have ' +
      '“Draping” and “Strokes” signed off by an instructor.'
  ]
])('%j leaves: %s', (rule, sentence) => {
  expect(why(...rule)).toBe(sentence);
});

test('what the sentence names can be followed, and a long list is cut short', () => {
  const many = new Map([...'abcdef'].map((id) => [id, lesson(id.toUpperCase())]));
  const rule = [lessons(...many.keys())];
  const standing = standingBy({ version: 1, rule }, facts({ lessons: many }));
  expect(textOf(standing.why)).toBe(
    'Still to do: read “A”, “B” and 4 more lessons with their questions.'
  );
  expect(standing.left).toBe(6);
  expect(standing.why.flatMap(({ to }) => to ?? [])).toEqual([
    { kind: 'lesson', id: 'a' },
    { kind: 'lesson', id: 'b' }
  ]);
});

test('hours that are a sum of thirds are not short by a billionth', () => {
  const rule: Rule = [{ kind: 'hours', hours: 1 }];
  const at = (hours: number) => standingBy({ version: 1, rule }, facts({ hours }));
  expect(at(0.1 + 0.2 + 0.7 - 1e-12)).toMatchObject({ complete: true });
  expect(textOf(at(0.5).why)).toBe(
    'Still to do: have 0.5 more hours of 1 attested by your school.'
  );
});

test('who has done nothing has completed nothing, though nothing can be done', () => {
  const none = facts({
    lessons: new Map([['gone', lesson('Gone', { shown: null })]]),
    ...{ quizzes: new Map(), topics: new Map(), skills: new Map() }
  });
  const standing = standingBy({ version: 1, rule: [lessons('gone')] }, none);
  expect(standing).toMatchObject({ complete: false, left: 1 });
  expect(textOf(standing.why)).toBe('Still to do: begin the course.');
});

const at = (day: number) => new Date(day * 86_400_000);
const version = (number: number, day: number, rule: Rule = [lessons('a')]): RuleVersion => ({
  ...{ version: number, rule },
  effectiveFrom: at(day)
});
const ids = ['a', 'b', 'c'];
const aRequirement = fc.oneof(
  fc.record({
    kind: fc.constant('lessons' as const),
    lessons: fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1 }),
    checks: fc.boolean()
  }),
  fc.record({
    kind: fc.constant('quiz' as const),
    quiz: fc.constantFrom(...ids),
    share: fc.double({ min: 0.01, max: 1, noNaN: true })
  }),
  fc.record({
    kind: fc.constant('recall' as const),
    topic: fc.constantFrom(...ids),
    share: fc.double({ min: 0.5, max: 0.97, noNaN: true }),
    answers: fc.integer({ min: 3, max: 30 })
  }),
  fc.record({ kind: fc.constant('skill' as const), skill: fc.constantFrom(...ids) }),
  fc.record({ kind: fc.constant('hours' as const), hours: fc.integer({ min: 1, max: 600 }) })
);
const aRule: fc.Arbitrary<Rule> = fc.array(aRequirement, { minLength: 1, maxLength: 5 });
const byId = <T>(fact: fc.Arbitrary<T>): fc.Arbitrary<ReadonlyMap<string, T>> =>
  fc.tuple(fact, fact, fact).map((all) => new Map(all.map((one, i) => [ids[i]!, one])));
const title = fc.constant('X');
const someFacts: fc.Arbitrary<Facts> = fc.record({
  lessons: byId(
    fc.record({
      ...{ title, shown: fc.constantFrom('x', null), finished: fc.boolean() },
      unanswered: fc.nat(2)
    })
  ),
  quizzes: byId(
    fc.record({
      ...{ title, offered: fc.boolean() },
      best: fc.option(fc.double({ min: 0, max: 1, noNaN: true }))
    })
  ),
  topics: byId(
    fc.record({
      ...{ title, questions: fc.integer({ min: 0, max: 40 }), answered: fc.nat(40) },
      recall: fc.option(fc.double({ min: 0, max: 1, noNaN: true }))
    })
  ),
  skills: byId(fc.record({ title, signed: fc.boolean() })),
  hours: fc.option(fc.integer({ min: 0, max: 600 }))
});
const someVersions = fc
  .array(fc.tuple(fc.nat(30), aRule), { minLength: 1, maxLength: 5 })
  .map((all) => all.map(([day, rule], i) => version(i + 1, day, rule)));

test('what is said to be left is nothing exactly where it is complete', () => {
  fc.assert(
    fc.property(aRule, someFacts, (rule, known) => {
      const { complete, left, why } = standingBy({ version: 1, rule }, known);
      expect(left === 0).toBe(complete);
      expect(why.length === 0).toBe(complete);
      if (!complete) expect(textOf(why)).toMatch(/^Still to do: [^.]+(\.\d[^.]*)*\.$/);
    })
  );
});

test('no new rule takes from whoever has begun what they had', () => {
  fc.assert(
    fc.property(
      someVersions,
      aRule,
      someFacts,
      fc.nat(30),
      fc.nat(30),
      (versions, next, known, a, b) => {
        const [begun, now] = [at(Math.min(a, b)), at(Math.max(a, b))];
        const own = inForce(versions, begun);
        const before = own && standingBy(own, known);
        const changed = [...versions, version(versions.length + 1, Math.max(a, b), next)];
        if (Math.max(a, b) > Math.min(a, b) && before?.complete)
          expect(judge(changed, begun, known, now)?.complete).toBe(true);
      }
    )
  );
});

test('what is withdrawn makes no rule harder, and what is done never does', () => {
  const better = (known: Facts, id: string): Facts => ({
    lessons: new Map(known.lessons).set(id, { ...known.lessons.get(id)!, finished: true, unanswered: 0 }), // prettier-ignore
    quizzes: new Map(known.quizzes).set(id, { ...known.quizzes.get(id)!, best: 1 }),
    topics: known.topics,
    skills: new Map(known.skills).set(id, { ...known.skills.get(id)!, signed: true }),
    hours: (known.hours ?? 0) + 1
  });
  const withdrawn = (known: Facts, id: string): Facts => ({
    ...known,
    lessons: new Map(known.lessons).set(id, { ...known.lessons.get(id)!, shown: null }),
    topics: new Map(known.topics).set(id, { ...known.topics.get(id)!, questions: 0 })
  });
  fc.assert(
    fc.property(aRule, someFacts, fc.constantFrom(...ids), (rule, known, id) => {
      const left = (facts: Facts) => standingBy({ version: 1, rule }, facts).left;
      expect(left(better(known, id))).toBeLessThanOrEqual(left(known));
      // Where nothing else was asked and nothing is done, to begin is left.
      expect(left(withdrawn(known, id))).toBeLessThanOrEqual(Math.max(1, left(known)));
    })
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { outcome } from './attempt';
import { policies, regrade, standingOf, worthOf, type Correction } from './correction';
import { item } from './items/arbitraries';
import { compatible, partsOf } from './items/doings';
import {
  grade,
  needsGrader,
  parseResponse,
  rekey,
  type Item,
  type Response
} from './items/registry';
import { Again, Easy, Good, Hard, type Rating } from './memory';

const wholeAnswer = (item: Item) =>
  fc.shuffledSubarray(partsOf(item), { minLength: partsOf(item).length }).map((parts) => {
    const { response } = parseResponse(item, {}) as { response: Response };
    return compatible(parts).reduce((given, part) => part.addTo(given), response);
  });
const anyAnswer = (item: Item) =>
  fc.shuffledSubarray(partsOf(item), { minLength: 1 }).map((parts) => {
    const { response } = parseResponse(item, {}) as { response: Response };
    return compatible(parts).reduce((given, part) => part.addTo(given), response);
  });

/** An item, another key for it, and what somebody answered. */
const mended = item
  .filter((item) => !needsGrader(item))
  .chain((before) =>
    fc.record({ before: fc.constant(before), key: wholeAnswer(before), given: anyAnswer(before) })
  )
  .map(({ before, key, given }) => {
    const result = rekey(before, key);
    return { before, given, after: 'item' in result ? result.item : before };
  });
const worth = fc.option(fc.constantFrom(0, 0.25, 1 / 3, 0.5, 1));
const policy = fc.record({ policy: fc.constantFrom(...policies), neverLower: fc.boolean() });
const sequence = fc.array(policy, { minLength: 1, maxLength: 4 });

test('by the new key alone, or by whichever is kinder, or not at all', () => {
  fc.assert(
    fc.property(mended, worth, ({ before, after, given }, current) => {
      const by = (policy: Correction['policy']) =>
        regrade(given, current, { policy, neverLower: false, before, after });
      const [old, mended] = [grade(before, given).score, grade(after, given).score];
      expect(by('rescore')).toBe(mended);
      expect(by('accept-both')).toBe(Math.max(old, mended));
      expect(by('drop')).toBeNull();
    })
  );
});

test('where no score may fall, none does, whatever the policy', () => {
  fc.assert(
    fc.property(mended, worth, policy, ({ before, after, given }, current, { policy }) => {
      const correction = { policy, before, after };
      const next = regrade(given, current, { ...correction, neverLower: true });
      const freely = regrade(given, current, { ...correction, neverLower: false });
      if (current === null) expect([null, 1]).toContain(next);
      else if (next === null) expect(current).toBe(0);
      else expect(next).toBe(Math.max(current, freely ?? current));
    })
  );
});

const rules = { passMark: 0.5, mustFinish: false };
const rest = fc.array(
  fc.record({
    answered: fc.constant(true),
    score: fc.constantFrom(0, 0.25, 0.5, 1),
    dropped: fc.constant(false)
  }),
  { minLength: 1, maxLength: 5 }
);

test('where no score may fall, that of an attempt does not either', () => {
  fc.assert(
    fc.property(
      mended,
      sequence,
      policy,
      rest,
      fc.boolean(),
      ({ before, after, given }, earlier, { policy }, others, isAnswered) => {
        const response = isAnswered ? given : null;
        const standing = earlier.map((more) => ({ ...more, before, after }));
        const further = [...standing, { policy, neverLower: true, before, after }];
        const of = (corrections: Correction[]) =>
          outcome([worthOf(before, response, corrections), ...others], rules);
        expect(of(further).score!).toBeGreaterThanOrEqual(of(standing).score!);
        if (of(standing).passed) expect(of(further).passed).toBe(true);
      }
    )
  );
});

test('an answer is worth the same in the log as in its attempt', () => {
  fc.assert(
    fc.property(mended, sequence, ({ before, after, given }, sequence) => {
      const corrections = sequence.map((policy) => ({ ...policy, before, after }));
      const { score } = grade(before, given);
      const logged: Parameters<typeof standingOf>[0] = {
        ...{ response: given, score, rating: Again as Rating, hint: false, quick: false },
        confidence: undefined
      };
      const { dropped, score: inAttempt } = worthOf(before, given, corrections);
      const standing = standingOf(logged, corrections);
      expect(standing.score).toBe(dropped ? null : inAttempt);
      expect(standing.rating === null).toBe(dropped);
    })
  );
});

test('memory: what is right now was known, what was lucky stays so, what stays worth the same too', () => {
  fc.assert(
    fc.property(
      mended.filter(({ before, after, given }) => {
        return grade(before, given).score === 0 && grade(after, given).score === 1;
      }),
      ({ before, after, given: response }) => {
        const corrections = [{ policy: 'rescore' as const, neverLower: true, before, after }];
        const answer = { response, score: 0, rating: Again, hint: false, quick: false } as const;
        const rated = (change: object) =>
          standingOf({ ...answer, confidence: undefined, ...change }, corrections).rating;
        expect(rated({})).toBe(Good);
        expect(rated({ hint: true })).toBe(Hard);
        expect(rated({ confidence: 'guessed' })).toBe(Again);
        expect(rated({ score: 1, rating: Easy })).toBe(Easy);
      }
    ),
    { numRuns: 30 }
  );
});

test('what the mended version cannot read, or an instructor grades, keeps what it has', () => {
  const kept = policy.filter(({ policy }) => policy !== 'drop');
  fc.assert(
    fc.property(item, worth, kept, (item, current, how) => {
      const correction = { ...how, before: item, after: item };
      if (needsGrader(item)) expect(regrade({ text: 'Mine.' }, current, correction)).toBe(current);
      if (item.type === 'choice')
        expect(regrade({ option: 'Foreign' }, current, correction)).toBe(current);
    })
  );
});

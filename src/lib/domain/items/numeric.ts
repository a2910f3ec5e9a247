/** Numeric: work out a number, in the right unit. */
import * as v from 'valibot';
import { common, defineType, type Mark, remark, sentence } from './item';
import { readNumber } from './numbers';

const finite = v.pipe(v.number(), v.finite('Give a number that is not infinite'));
const tolerance = v.pipe(finite, v.minValue(0, 'Give a tolerance of 0 or more'));

const Slip = v.object({
  value: finite,
  /** That of the item, where it is left out. */
  tolerance: v.optional(tolerance),
  feedback: remark,
  misconception: v.optional(v.string())
});

/** Whether two numbers are as near as that; what binary fractions add or lose does not count. */
const isNear = (a: number, b: number, tolerance: number) =>
  Math.abs(a - b) <= tolerance + 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

/** A number as it came, or as somebody wrote it. */
const Written = v.pipe(
  v.union([finite, v.string()], 'Give a number, or a text that is one'),
  v.rawTransform(({ dataset, addIssue, NEVER }): number | null => {
    const given = dataset.value;
    const read = typeof given === 'number' ? given + 0 : readNumber(given);
    if (typeof read !== 'object' || read === null) return read;
    addIssue({ message: read.error });
    return NEVER;
  })
);

export const numeric = defineType({
  content: v.pipe(
    v.object({
      ...common,
      type: v.literal('numeric'),
      value: finite,
      /** How far off still counts, in the same unit. */
      tolerance,
      /** Shown beside the field, unless there are `units` to choose from. */
      unit: v.optional(sentence),
      units: v.optional(
        v.pipe(
          v.array(sentence),
          v.minLength(2, 'Give at least two units to choose from'),
          v.maxLength(9, 'Give at most nine units'),
          v.check((units) => new Set(units).size === units.length, 'Name each unit once')
        )
      ),
      feedback: remark,
      /** Wrong numbers to expect, with what to say to them. */
      wrong: v.optional(v.array(Slip), [])
    }),
    v.check(
      ({ unit, units }) => !units || (unit !== undefined && units.includes(unit)),
      'Name the right unit, and have it among the units to choose from'
    ),
    v.check(
      ({ value, tolerance, wrong }) => wrong.every((slip) => !isNear(slip.value, value, tolerance)),
      'Take out the expected mistake that the tolerance makes right'
    )
  ),
  response: (item) => {
    const units = item.units ?? (item.unit === undefined ? [] : [item.unit]);
    const complaint = units.length
      ? `Choose one of: ${units.join(', ')}`
      : 'Leave the unit out: this item has none';
    return v.object({
      value: v.optional(v.nullable(Written), null),
      unit: v.optional(v.nullable(v.picklist(units, complaint)), null)
    });
  },
  passMark: 1,
  prompt: ({ unit, units }) => ({
    unit: units ? null : (unit ?? null),
    // Sorted, so that where the author put the right one says nothing.
    units: units ? units.toSorted() : null
  }),
  key: ({ value, unit, units }) => ({ value, unit: units ? unit! : null }),
  /** A slip that is right now is none any more. */
  rekey: (item, response) => {
    const value = response.value ?? item.value;
    const wrong = item.wrong.filter((slip) => !isNear(slip.value, value, item.tolerance));
    return { ...item, value, wrong, ...(item.units && { unit: response.unit ?? item.unit }) };
  },
  /** The number makes the answer; in the wrong unit it is half of it, and a unit alone nothing. */
  grade(item, response) {
    const { value: given } = response;
    const hit = given !== null && isNear(given, item.value, item.tolerance);
    const slip = item.wrong.find(
      (slip) =>
        given !== null && !hit && isNear(given, slip.value, slip.tolerance ?? item.tolerance)
    );
    const value: Mark = {
      part: 'value',
      key: String(item.value),
      given: given === null ? null : String(given),
      right: hit,
      feedback: slip?.feedback ?? item.feedback
    };
    if (!item.units) return { score: hit ? 1 : 0, marks: [value] };
    const right = response.unit === item.unit;
    // What there is to say is said of the number.
    const unit: Mark = {
      part: 'unit',
      key: item.unit!,
      given: response.unit,
      right,
      feedback: null
    };
    return { score: hit ? (right ? 1 : 0.5) : 0, marks: [value, unit] };
  },
  optionCount: () => null
});

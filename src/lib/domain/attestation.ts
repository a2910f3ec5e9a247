/** A school’s word for hours. Nothing is attested by itself. */
import * as v from 'valibot';
import { Day, Reason } from './hours-input';
import { sentence } from './items/item';

/** What a school says unless it says it in other words. */
export const usualStatement =
  'These hours were given and attended as they stand here, and our school counts them toward its program.';

const id = v.pipe(v.string(), v.uuid('Make the id a UUID'), v.toLowerCase());
const whole = v.pipe(v.number(), v.integer());

/** For each student the lines of a period, as they were seen. */
export const NewAttestations = v.pipe(
  v.object({
    from: Day,
    until: Day,
    statement: v.pipe(sentence, v.maxLength(1000, 'Keep the statement under 1,000 characters')),
    /** That whoever signs has looked and may say so for the school. */
    attested: v.literal(true, 'Say that you may attest this for the school'),
    students: v.pipe(
      v.array(
        v.object({
          /** Made by the client: sent twice, it is attested once. */
          id,
          student: id,
          /** How many lines were to be attested, and what they add up to: others are shown first. */
          lines: whole,
          ms: whole
        })
      ),
      v.minLength(1, 'Choose at least one student'),
      v.maxLength(1000, 'Attest for at most 1,000 students at once')
    )
  }),
  v.forward(
    v.check(({ from, until }) => until >= from, 'The last day is before the first'),
    ['until']
  )
);
export type NewAttestations = v.InferOutput<typeof NewAttestations>;

/** An attestation that is taken back. */
export const TakenBack = v.object({ id, reason: Reason });
export type TakenBack = v.InferOutput<typeof TakenBack>;

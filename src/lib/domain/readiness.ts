/**
 * How ready somebody is for the licence exam: the share of its questions that they would get right
 * today, by area of the outline and together, and between which bounds that share lies nine times
 * of ten.
 *
 * The estimate of an area joins two things. Of what they have met, the memory model foretells what
 * they know now, and a question of four options whose answer is not known is still guessed right
 * once in four. Of what they have not met, their first answers without a hint tell how they do with
 * what is new. The share of the area's questions that they have met weighs the one against the
 * other. That the exam asks of the area as our questions do is an assumption, which the pages say.
 *
 * The bounds are those of Wilson at an effective number of questions (Wilson 1927,
 * doi:10.1080/01621459.1927.10502953), as is recommended where answers hang together (Franco and
 * others 2019, PMC6690503). Each question counts once, however often it was answered. To the error
 * of so few questions comes that of the model, which does not shrink with their number. The numbers
 * below are our choice; `readiness.test.ts` holds the coverage of the bounds on made-up students.
 */
import { chanceOfRight } from './calibration';
import { wilson, z90, type Share } from './interval';

/** Of fewer questions answered without a hint nothing is said of an area. */
export const fewestOfArea = 20;
/** Of students for whom an area can be told, fewer tell nothing of a class. */
export const fewestOfClass = 3;
/** Nothing is said of the exam where areas of less than this share of it can be told. */
export const leastCovered = 0.6;
/** How far the model may be off for one learner: a standard deviation of recall. */
export const modelError = 0.05;
/** Students of a class answer the same questions: so much of their error they share. */
export const sharedError = 0.25;
/** How many options a question of the exam has. */
const examOptions = 4;

/** What is known of somebody in one area; `items` are those that may be asked. */
export interface Evidence {
  items: number;
  answered: number;
  /** Recall now, added up over what was answered. */
  recall: number;
  /** First answers without a hint, and how many of them were wholly right. */
  first: number;
  firstRight: number;
}

/** An estimate before its bounds: what is averaged over areas and over students. */
export interface Estimate {
  /** 0 to 1. */
  share: number;
  /** The variance that comes of so few questions. */
  sampling: number;
  /** How much of it, 0 to 1, rests on the memory model. */
  modelled: number;
}

/** @returns null where there are too few answers */
export function estimate({
  items,
  answered,
  recall,
  first,
  firstRight
}: Evidence): Estimate | null {
  if (first < fewestOfArea) return null;
  const met = Math.min(1, answered / Math.max(items, answered));
  const known = chanceOfRight(recall / answered, examOptions);
  const fresh = firstRight / first;
  // Of all or none right in so few, the next may still be otherwise (Laplace).
  const doubt = (firstRight + 1) / (first + 2);
  return {
    share: met * known + (1 - met) * fresh,
    sampling:
      (met ** 2 * known * (1 - known)) / answered + ((1 - met) ** 2 * doubt * (1 - doubt)) / first,
    modelled: met
  };
}

/** @returns the share with its bounds, in which it lies nine times of ten */
export function bounded({ share, sampling, modelled }: Estimate): Share {
  const variance = sampling + (modelled * modelError) ** 2;
  const middling = Math.min(0.99, Math.max(0.01, share));
  const n = (middling * (1 - middling)) / variance;
  return wilson(share * n, n, z90);
}

/** Several students in one area, as the database adds them up. */
export interface Averaged {
  students: number;
  share: number;
  /** The mean standard deviation that comes of so few questions. */
  deviation: number;
  modelled: number;
}

/** @returns the mean of the students; null where they are too few */
export const classEstimate = ({
  students,
  share,
  deviation,
  modelled
}: Averaged): Estimate | null =>
  students < fewestOfClass
    ? null
    : {
        ...{ share, modelled },
        sampling: deviation ** 2 * (sharedError + (1 - sharedError) / students)
      };

/** All areas together, weighed as the exam weighs them. */
export interface Readiness extends Share {
  /** Which share of the exam the areas make up of which anything can be told, 0 to 1. */
  covers: number;
}

/**
 * @param weights of every area of the exam; their unit does not matter
 * @returns null where too little of the exam is covered; and in any case how much is
 */
export function readiness(
  estimates: ReadonlyMap<string, Estimate>,
  weights: Readonly<Record<string, number>>
): { covers: number; figure: (Readiness & Estimate) | null } {
  const all = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
  const told = Object.entries(weights).flatMap(([area, weight]) => {
    const of = estimates.get(area);
    return of ? [{ ...of, weight }] : [];
  });
  const known = told.reduce((sum, { weight }) => sum + weight, 0);
  const covers = all > 0 ? known / all : 0;
  if (known === 0 || covers < leastCovered - 1e-9) return { covers, figure: null };
  const whole: Estimate = { share: 0, sampling: 0, modelled: 0 };
  for (const { weight, share, sampling, modelled } of told) {
    const part = weight / known;
    whole.share += part * share;
    // Areas ask different questions, but one model errs alike in all of them.
    whole.sampling += part ** 2 * sampling;
    whole.modelled += part * modelled;
  }
  return { covers, figure: { ...whole, ...bounded(whole), covers } };
}

/** @returns whole percents as they are shown: the bounds outwards, so that they promise no more */
export const inPercent = ({ share, low, high }: Share): Share => ({
  share: Math.round(share * 100),
  low: Math.floor(low * 100),
  high: Math.ceil(high * 100)
});

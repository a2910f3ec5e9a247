/** How far a student has come in a program: what counts, what is missing, and when it may be done. */
import { isDistance, modes, type Entry } from './hours';
import { totals, type Totals } from './hour-totals';
import type { Program } from './program';

/** In ms, but for `program`. */
export interface SubjectProgress {
  id: string;
  title: string;
  required: number;
  actual: number;
  /** Of the actual time, what counts toward the required: no more than that. */
  counted: number;
  missing: number;
  /** At a distance where the subject takes none. */
  refused: number;
}

export interface Progress {
  required: number;
  actual: number;
  counted: number;
  missing: number;
  distance: { actual: number; most: number | null; over: number };
  subjects: SubjectProgress[];
  /** Beyond what subjects ask for, and what belongs to none. */
  other: { required: number; actual: number; counted: number };
}

const room = ({ byMode }: Pick<Totals, 'byMode'>) =>
  modes.reduce((sum, mode) => sum + (isDistance(mode) ? 0 : byMode[mode].ms), 0);
const distance = ({ byMode }: Pick<Totals, 'byMode'>) =>
  modes.reduce((sum, mode) => sum + (isDistance(mode) ? byMode[mode].ms : 0), 0);

/**
 * Time in the room counts before time at a distance, so that a limit of distance costs least.
 * @param hourMs how long a clock hour is at the school
 */
export function progress(program: Program, of: Totals, hourMs: number): Progress {
  const required = program.hours * hourMs;
  let [inRoom, far, spareRoom, spareFar] = [0, 0, 0, 0];
  const subjects = program.subjects.map((subject): SubjectProgress => {
    const own = of.bySubject[subject.id];
    const asked = subject.hours * hourMs;
    const [here, away] = own ? [room(own), distance(own)] : [0, 0];
    const taken = subject.distance ? away : 0;
    const usedHere = Math.min(here, asked);
    const usedAway = Math.min(taken, asked - usedHere);
    inRoom += usedHere;
    far += usedAway;
    spareRoom += here - usedHere;
    spareFar += taken - usedAway;
    const counted = usedHere + usedAway;
    return {
      ...{ id: subject.id, title: subject.title, required: asked, actual: here + away },
      ...{ counted, missing: asked - counted, refused: away - taken }
    };
  });

  const known = new Set(program.subjects.map(({ id }) => id));
  const rest = Object.entries(of.bySubject).filter(([id]) => !known.has(id));
  const restRoom = rest.reduce((sum, [, one]) => sum + room(one), 0);
  const restFar = rest.reduce((sum, [, one]) => sum + distance(one), 0);
  const free = Math.max(0, required - subjects.reduce((sum, one) => sum + one.required, 0));
  const freeRoom = Math.min(spareRoom + restRoom, free);
  const freeFar = Math.min(spareFar + restFar, free - freeRoom);

  const most = program.distanceShare === null ? null : program.distanceShare * required;
  const over = most === null ? 0 : Math.max(0, far + freeFar - most);
  const counted = inRoom + freeRoom + far + freeFar - over;
  return {
    ...{ required, actual: of.ms, counted, missing: required - counted },
    distance: { actual: of.distance.ms, most, over },
    subjects,
    other: { required: free, actual: restRoom + restFar, counted: freeRoom + freeFar }
  };
}

/** So many days tell how fast somebody goes, and so many at least. */
const paceDays = 28;
const leastDays = 7;

/**
 * @param started the study day on which the program began
 * @returns the study day on which nothing will be missing if it goes on as in the last four weeks;
 *   null where there is too little to tell by, or nothing was done
 */
export function projectedFinish(
  entries: readonly Pick<Entry, 'day' | 'ms'>[],
  missing: number,
  started: number,
  today: number
): number | null {
  if (missing <= 0) return today;
  const over = Math.min(paceDays, today - started + 1);
  if (over < leastDays) return null;
  const since = today - over + 1;
  const done = entries.reduce(
    (sum, { day, ms }) => sum + (day >= since && day <= today ? ms : 0),
    0
  );
  return done > 0 ? today + Math.ceil(missing / (done / over)) : null;
}

/** @returns what the plan had foreseen until and with today, in ms; never more than is required */
export function scheduled(
  weeklyHours: number | null,
  started: number,
  today: number,
  required: number,
  hourMs: number
): number | null {
  if (weeklyHours === null) return null;
  const weeks = Math.max(0, today - started + 1) / 7;
  return Math.min(required, weeks * weeklyHours * hourMs);
}

/** @returns what all is about one student, of the lines of the ledger */
export const overview = (
  entries: readonly Entry[],
  plan: { program: Program; started: number; weeklyHours: number | null } | null,
  today: number,
  hourMs: number
) => {
  const sums = totals(entries);
  if (!plan) return { totals: sums, progress: null, scheduled: null, finish: null };
  const way = progress(plan.program, sums, hourMs);
  return {
    totals: sums,
    progress: way,
    scheduled: scheduled(plan.weeklyHours, plan.started, today, way.required, hourMs),
    finish: projectedFinish(entries, way.missing, plan.started, today)
  };
};

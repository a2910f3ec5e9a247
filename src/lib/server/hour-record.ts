/** Hours as the API and pages tell of them: days as dates, lengths of time in ms. */
import type { Attestation } from './attestations';
import type { LedgerLine, StudentHours } from './hours';
import { dateOf } from '../domain/day';
import { byMonth } from '../domain/hour-totals';
import { notApproved } from '../domain/hours';
import type { ShownAttestation, ShownHours, ShownLine } from '../domain/hours-shown';

export const lineRecordOf = ({ day, ...line }: LedgerLine): ShownLine => ({
  ...line,
  date: dateOf(day)
});

export const attestationRecordOf = ({
  fromDay,
  untilDay,
  ...rest
}: Attestation): ShownAttestation => ({
  ...{ from: dateOf(fromDay), until: dateOf(untilDay) },
  ...rest
});

/** @returns a student’s hours with every line, and what is to be said of those that nobody attests */
export function hoursRecordOf(hours: StudentHours): ShownHours {
  const { school, student, settings, program, today, lines, attestations, overview } = hours;
  return {
    ...{ school, student, settings, notice: notApproved, today: dateOf(today) },
    program: program && {
      ...{ id: program.id, version: program.version, content: program.content },
      ...{ started: dateOf(program.startedDay), weeklyHours: program.weeklyHours }
    },
    ...{ totals: overview.totals, progress: overview.progress, scheduled: overview.scheduled },
    finish: overview.finish === null ? null : dateOf(overview.finish),
    months: byMonth(lines),
    lines: lines.map(lineRecordOf),
    attestations: attestations.map(attestationRecordOf)
  };
}

/** The ledger of hours as lines of a record, and what was attested of them. */
import { listOf } from './attestations';
import type { Db } from './db/connect';
import { linesOf, type LedgerLine } from './hours';
import type { RecordOwner } from './own-record';
import { dateOf } from '../domain/day';
import { duration, notApproved, type EntryKind } from '../domain/hours';
import { modeTitles } from '../domain/papers/paper-hours';
import { inWords } from '../domain/papers/sheet';
import type { RecordLine } from '../domain/record-part';

const kinds: Record<EntryKind, string> = {
  online: 'Online study',
  class: 'Class',
  clinic: 'Clinic',
  'make-up': 'Make-up',
  transfer: 'Transfer',
  correction: 'Correction'
};

/** @returns attestations and lines of hours, the newest first; corrections stand as lines of their own */
export async function hourLines(db: Db, { school, record }: RecordOwner): Promise<RecordLine[]> {
  const owner = { school, record };
  const [lines, attestations] = await Promise.all([linesOf(db, owner), listOf(db, owner)]);
  const byId = new Map(lines.map((line) => [line.id, line]));
  const attested = attestations.map((one): RecordLine => {
    const { withdrawn } = one;
    return {
      ...{ id: one.id, on: one.at, by: one.by },
      says: `Attested: ${duration(one.ms)} from ${inWords(dateOf(one.fromDay))} to ${inWords(dateOf(one.untilDay))}`,
      more: [
        `“${one.statement}”`,
        ...(withdrawn ? [`Taken back by ${withdrawn.by}: “${withdrawn.reason}”`] : [])
      ]
    };
  });
  const kept = lines.map((line): RecordLine => ({
    ...{ id: line.id, on: dateOf(line.day), by: line.by },
    says: [kinds[line.kind], duration(line.ms), modeTitles[line.mode], line.subject]
      .filter(Boolean)
      .join(' · '),
    more: moreOf(line, byId)
  }));
  return [...attested, ...kept.reverse()];
}

function moreOf(line: LedgerLine, byId: ReadonlyMap<string, LedgerLine>): string[] {
  const { title, from, document, signals, answers = 0 } = line.evidence;
  const corrected = line.corrects ? byId.get(line.corrects) : undefined;
  const signs = Object.values(signals ?? {}).reduce((sum, count) => sum + count, 0);
  return [
    corrected && `Corrects ${duration(corrected.ms)} of ${inWords(dateOf(corrected.day))}`,
    title && `“${title}”`,
    signals && `${signs} signs of activity, ${answers} answers`,
    from && `From ${from}, by ${document}`,
    line.reason && `“${line.reason}”`,
    line.attested ? 'Attested by the school' : notApproved
  ].filter((one): one is string => Boolean(one));
}

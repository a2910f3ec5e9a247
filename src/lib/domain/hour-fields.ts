/** What forms about hours say, in the shape that the schemas read; and the other way round. */
import { dateOf, dayOf } from './day';
import { fromLocal } from './local-time';
import type { Program } from './program';

type Fields = Readonly<Record<string, string>>;

const numberIn = (text: string | undefined) =>
  text === undefined || text.trim() === '' ? undefined : Number(text.replace(',', '.'));

/** @param zone by whose clocks the times are given */
export const meetingFrom = (fields: Fields, zone: string): unknown => ({
  ...{ id: fields.id, cohort: fields.cohort, title: fields.title, mode: fields.mode },
  ...{ subject: fields.subject || null, room: fields.room ?? '' },
  breakMinutes: numberIn(fields.breakMinutes) ?? 0,
  from: fromLocal(`${fields.date}T${fields.from}`, zone) ?? undefined,
  until: fromLocal(`${fields.date}T${fields.until}`, zone) ?? undefined
});

/** A sheet: `mark-…`, `late-…`, `left-…` and `seen-…` by student; who is not marked is left out. */
export const sheetFrom = (fields: Fields): { attendance: unknown[]; reason: string } => ({
  attendance: Object.entries(fields)
    .filter(([name, mark]) => name.startsWith('mark-') && mark !== '')
    .map(([name, mark]) => {
      const student = name.slice('mark-'.length);
      return {
        ...{ student, mark, seen: fields[`seen-${student}`] || null },
        lateMinutes: numberIn(fields[`late-${student}`]) ?? 0,
        leftMinutes: numberIn(fields[`left-${student}`]) ?? 0
      };
    }),
  reason: fields.reason ?? ''
});

export const entryFrom = (fields: Fields): unknown => ({
  ...{ id: fields.id, kind: fields.kind, mode: fields.mode, subject: fields.subject || null },
  ...{ day: fields.day, minutes: numberIn(fields.minutes), reason: fields.reason },
  ...(fields.kind === 'transfer' ? { from: fields.from, document: fields.document } : {})
});

export const correctionFrom = (fields: Fields): unknown => ({
  ...{ id: fields.id, entry: fields.entry, reason: fields.reason },
  ...{ seenMs: Number(fields.seenMs), minutes: numberIn(fields.minutes) }
});

export const settingsFrom = (fields: Fields): unknown => ({
  ...{ online: fields.online === 'on', manual: fields.manual === 'on' },
  ...{ idleMinutes: numberIn(fields.idleMinutes), minutesPerHour: numberIn(fields.minutesPerHour) },
  timeZone: fields.timeZone ?? ''
});

/** A program whose subjects stand in numbered fields; those without a title are left out. */
export function programFrom(fields: Fields): unknown {
  const numbers = Object.keys(fields)
    .filter((name) => name.startsWith('title-') && fields[name]!.trim() !== '')
    .map((name) => Number(name.slice('title-'.length)))
    .sort((a, b) => a - b);
  const percent = numberIn(fields.distancePercent);
  return {
    ...{
      name: fields.name ?? '',
      hours: numberIn(fields.hours),
      effective: fields.effective ?? ''
    },
    ...{ distanceShare: percent === undefined ? null : percent / 100, source: fields.source ?? '' },
    subjects: numbers.map((n) => ({
      ...{
        id: fields[`id-${n}`],
        title: fields[`title-${n}`],
        hours: numberIn(fields[`hours-${n}`])
      },
      distance: fields[`distance-${n}`] === 'on',
      lessons: (fields[`lessons-${n}`] ?? '').split(/[\s,]+/).filter(Boolean)
    }))
  };
}

/** @returns the fields that `programFrom` reads */
export const fieldsOf = (program: Program): Record<string, string> => ({
  ...{ name: program.name, hours: String(program.hours), effective: program.effective },
  distancePercent:
    program.distanceShare === null ? '' : String(+(program.distanceShare * 100).toFixed(4)),
  source: program.source,
  ...Object.fromEntries(
    program.subjects.flatMap(({ id, title, hours, distance, lessons }, n) => [
      [`id-${n}`, id],
      [`title-${n}`, title],
      [`hours-${n}`, String(hours)],
      [`distance-${n}`, distance ? 'on' : ''],
      [`lessons-${n}`, lessons.join(' ')]
    ])
  )
});

/** @returns the first and the last day of a month, `2026-11`; null where there is no such month */
export function daysOfMonth(month: string): { from: number; until: number } | null {
  const from = dayOf(`${month}-01`);
  if (from === null) return null;
  const [year, number] = month.split('-').map(Number);
  return { from, until: Date.UTC(year!, number!, 0) / 86_400_000 };
}

/** @returns the month of a study day, `2026-11` */
export const monthOf = (day: number): string => dateOf(day).slice(0, 7);

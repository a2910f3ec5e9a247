/**
 * Totals of hours added up anew from rows of the logs alone: what an auditor with a database
 * client would do. It uses nothing of the application, so that both cannot be wrong alike.
 */
import postgres from 'postgres';

/** In ms. */
export interface Recounted {
  inPerson: number;
  distance: number;
  transferred: number;
  approved: number;
  selfStudy: number;
}

interface Line {
  id: string;
  record_id: string;
  kind: string;
  mode: string;
  ms: string;
  corrects: string | null;
  starts_at: Date | null;
  ends_at: Date | null;
}

/** @returns by record of a school what its lines add up to */
export async function recount(url: string, school: string): Promise<Map<string, Recounted>> {
  const sql = postgres(url, { max: 1 });
  try {
    const lines = await sql<Line[]>`select * from hour_entries where school_id = ${school}`;
    const given = await sql`select * from attestations where school_id = ${school}`;
    const about = await sql`select * from attested_entries where school_id = ${school}`;
    const takenBack = new Set(given.map(({ withdraws }) => withdraws));
    const approved = new Set(
      about.filter((one) => !takenBack.has(one.attestation_id)).map(({ entry_id }) => entry_id)
    );
    const kinds = new Map(lines.map(({ id, kind }) => [id, kind]));
    const totals = new Map<string, Recounted>();
    for (const { id, record_id, kind, mode, ms, corrects } of lines) {
      const own = totals.get(record_id) ?? {
        ...{ inPerson: 0, distance: 0, transferred: 0, approved: 0, selfStudy: 0 }
      };
      totals.set(record_id, own);
      const length = Number(ms);
      const isTransfer = (corrects === null ? kind : kinds.get(corrects)) === 'transfer';
      if (!approved.has(id)) {
        if (!isTransfer) own.selfStudy += length;
        continue;
      }
      own.approved += length;
      if (isTransfer) own.transferred += length;
      else if (mode === 'synchronous' || mode === 'asynchronous') own.distance += length;
      else own.inPerson += length;
    }
    return totals;
  } finally {
    await sql.end();
  }
}

/**
 * @returns by record how many ms somebody was online or in class: moments that the signs of any tab
 *   cover, or a class that was attended, each once, counted minute by minute
 */
export async function minutesThere(url: string, school: string): Promise<Map<string, number>> {
  const sql = postgres(url, { max: 1 });
  try {
    const online = await sql<{ record_id: string; starts_at: Date; ends_at: Date }[]>`
      select record_id, starts_at, ends_at from intervals where school_id = ${school}`;
    const marks = await sql`
      select record_id, meeting_id, mark, late_minutes, left_minutes, at, id, replaces
      from attendances where school_id = ${school}`;
    const classes = await sql`select * from class_meetings where school_id = ${school}`;
    const replaced = new Set(marks.map(({ replaces }) => replaces));
    const there = new Map<string, Set<number>>();
    const cover = (record: string, from: number, until: number) => {
      const minutes = there.get(record) ?? new Set();
      there.set(record, minutes);
      for (let at = from; at < until; at += 60_000) minutes.add(at);
    };
    for (const { record_id, starts_at, ends_at } of online) cover(record_id, +starts_at, +ends_at);
    for (const one of marks) {
      if (replaced.has(one.id) || one.mark === 'absent' || one.mark === 'excused') continue;
      const meeting = classes.find(({ id }) => id === one.meeting_id)!;
      const late = one.late_minutes * 60_000;
      const left = one.left_minutes * 60_000;
      cover(one.record_id, +meeting.starts_at + late, +meeting.ends_at - left);
    }
    return new Map([...there].map(([record, minutes]) => [record, minutes.size * 60_000]));
  } finally {
    await sql.end();
  }
}

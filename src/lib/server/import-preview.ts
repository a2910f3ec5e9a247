/** A file of questions, looked at: nothing of it is written. */
import { bank, type BankItem } from './bank';
import type { Db } from './db/connect';
import type { File } from './exchange/read';
import { isArchive } from '../domain/exchange/archive';
import { inThread, type Stopped } from './exchange/thread';
import { look, type Looking } from './exchange/work';
import { can, type Actor } from '../domain/actor';
import type { Format } from '../domain/exchange/formats';
import type { Remark, Row } from '../domain/exchange/row';
import type { Twin } from '../domain/exchange/twins';
import { wordingOf } from '../domain/items/duplicates';
import type { TypeName } from '../domain/items/registry';

/** A question of the bank that a row is like. */
export interface KnownItem {
  stem: string;
  type: TypeName;
  lesson: string;
  objective: string;
  area: string;
  reserved: boolean;
  /** Of the school's own: a row may become its next version. */
  isOwn: boolean;
}

export type PreviewRow = Row & { twin: Twin | null };

export interface Preview {
  /** Null where it is none that we know; then there are no rows. */
  format: Format | null;
  rows: PreviewRow[];
  /** Of the file as a whole. */
  flaws: Remark[];
  lost: Remark[];
  /** What `twin.item` names. */
  known: Record<string, KnownItem>;
}

/** @returns null where the actor may not */
export async function preview(
  db: Db,
  actor: Actor,
  school: string,
  file: File
): Promise<Preview | Stopped | null> {
  if (!can(actor, 'content.write', { school })) return null;
  const questions = await bank(db, school, null);
  const known = questions.map(({ item, content }) => ({ id: item, ...wordingOf(content) }));
  const asked = { kind: 'read', file, bank: known } as const;
  const read = isQuick(asked) ? await look(asked) : await inThread(asked);
  if ('stopped' in read) return read;
  const { twins, rows, ...found } = read;
  const named = new Set(twins.flatMap((twin) => (twin?.kind === 'bank' ? [twin.item] : [])));
  const own = await ownAmong(db, school, [...named]);
  return {
    ...found,
    rows: rows.map((row, i) => ({ ...row, twin: twins[i]! })),
    known: Object.fromEntries(
      questions
        .filter(({ item }) => named.has(item))
        .map((question) => [question.item, told(question, own.has(question.item))])
    )
  };
}

/** What is pasted is mostly small: reading it takes less than starting a thread. */
const isQuick = ({ file: { bytes }, bank }: Looking): boolean =>
  bytes.length <= 32 * 1024 && bank.length <= 2000 && !isArchive(bytes);

const told = ({ lesson, reserved, content }: BankItem, isOwn: boolean): KnownItem => {
  const { stem, type, objective, area } = content;
  return { stem, type, lesson, objective, area, reserved, isOwn };
};

async function ownAmong(db: Db, school: string, items: string[]): Promise<ReadonlySet<string>> {
  const rows = await db.$client<{ id: string }[]>`
    select id from items where school_id = ${school} and id = any(${items}::text[])`;
  return new Set(rows.map(({ id }) => id));
}

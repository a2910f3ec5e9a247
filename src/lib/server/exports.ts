/** Questions of a school on their way to another program, keys included. */
import { bank, type BankItem } from './bank';
import type { Db } from './db/connect';
import { inThread, type Stopped } from './exchange/thread';
import * as quizzes from './quizzes';
import type { School } from './schools';
import { can, type Actor } from '../domain/actor';
import { exportFormats } from '../domain/exchange/formats';
import type { ExportChoice } from '../domain/exchange/choice';
import type { Item } from '../domain/items/registry';

/** @returns the questions, in the order of the course or of the quiz; null where the actor may not */
export async function choose(
  db: Db,
  actor: Actor,
  school: string,
  { whose, lesson, area, type, quiz }: ExportChoice
): Promise<Item[] | null> {
  if (!can(actor, 'content.write', { school })) return null;
  const composition = quiz ? await chosenBy(db, actor, school, quiz) : null;
  const questions = await bank(db, school, null, composition);
  const own = whose === 'own' ? await ownOf(db, school) : null;
  const isWanted = ({ item, content, lesson: at }: BankItem) =>
    (!own || own.has(item)) &&
    (!lesson || at === lesson) &&
    (!area || content.area === area) &&
    (!type || content.type === type);
  const wanted = questions.filter(isWanted);
  const place = new Map(composition?.map((item, i) => [item, i]));
  if (composition) wanted.sort((a, b) => place.get(a.item)! - place.get(b.item)!);
  return wanted.map(({ content }) => content);
}

/** None where there is no such quiz of the school. */
async function chosenBy(db: Db, actor: Actor, school: string, id: string): Promise<string[]> {
  const quiz = await quizzes.findForStaff(db, actor, id);
  if (quiz?.school !== school || quiz.rules.composition.kind !== 'chosen') return [];
  return quiz.rules.composition.items;
}

/** Those that it has written, and those that ship of which it has a version of its own. */
async function ownOf(db: Db, school: string): Promise<ReadonlySet<string>> {
  const rows = await db.$client<{ id: string }[]>`
    select id from items where school_id = ${school}
    union select item_id from item_versions where school_id = ${school}`;
  return new Set(rows.map(({ id }) => id));
}

export interface ExportedFile {
  bytes: Uint8Array;
  name: string;
  type: string;
}

/** @returns the file, or null where the actor may not */
export async function write(
  db: Db,
  actor: Actor,
  school: School,
  choice: ExportChoice,
  now: Date
): Promise<ExportedFile | Stopped | null> {
  const items = await choose(db, actor, school.id, choice);
  if (!items) return null;
  const { format } = choice;
  const { ending, type } = exportFormats[format];
  const wanted = { items, format, title: school.name, now };
  const bytes = await inThread({ kind: 'write', wanted });
  if ('stopped' in bytes) return bytes;
  const day = now.toISOString().slice(0, 10);
  return { bytes, type, name: `${school.slug}-questions-${day}.${ending}` };
}

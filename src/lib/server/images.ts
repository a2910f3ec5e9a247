/** Pictures of schools: for their members, in their lessons. */
import { createHash } from 'node:crypto';
import type { Db, Transaction } from './db/connect';
import { can, schoolsWhere, type Actor } from '../domain/actor';
import { readImage, type ImageType } from '../domain/images/image';

export interface ImageSize {
  id: string;
  width: number;
  height: number;
}
/** As authors find it again. */
export interface ImageRecord extends ImageSize {
  name: string;
  type: ImageType;
  /** In bytes. */
  size: number;
  addedAt: string;
}

/** How many of the newest are listed. */
const most = 200;
const nameLength = 200;

/**
 * Takes a picture over, without what it tells beside what is seen; the same one again is the same.
 * @param name of the file
 * @returns an error that says how to mend it; null where the actor may not
 */
export async function add(
  db: Db,
  { actor, school, now }: { actor: Actor; school: string; now: Date },
  bytes: Uint8Array,
  name: string
): Promise<ImageSize | { error: string } | null> {
  if (!can(actor, 'content.write', { school })) return null;
  const read = readImage(bytes);
  if ('error' in read) return read;
  const { type, width, height } = read.image;
  const id = createHash('sha256').update(read.image.bytes).digest('hex');
  const plain = name.replace(/\p{Cc}|\p{Surrogate}/gu, '').slice(0, nameLength);
  await db.$client`
    insert into images (school_id, id, type, width, height, bytes, name, added_by, added_at)
    values (${school}, ${id}, ${type}, ${width}, ${height}, ${Buffer.from(read.image.bytes)},
      ${plain}, ${actor.id}, ${now.toISOString()})
    on conflict do nothing`;
  return { id, width, height };
}

/** @returns the picture for a member of its school; null where there is none, or it is not theirs */
export async function find(
  db: Db,
  actor: Actor,
  slug: string,
  id: string
): Promise<{ type: ImageType; bytes: Uint8Array } | null> {
  const own = schoolsWhere(actor, 'content.read');
  const [image] = await db.$client<{ type: ImageType; bytes: Uint8Array }[]>`
    select type, bytes from images join schools on schools.id = school_id
    where slug = ${slug} and school_id = any(${own}::uuid[]) and images.id = ${id}`;
  return image ?? null;
}

/** @returns the newest pictures of a school; none unless the actor writes there */
export async function list(db: Db, actor: Actor, school: string): Promise<ImageRecord[]> {
  if (!can(actor, 'content.write', { school })) return [];
  return db.$client<ImageRecord[]>`
    select id, name, type, width, height, length(bytes) as size, to_jsonb(added_at) as "addedAt"
    from images where school_id = ${school} order by added_at desc, id limit ${most}`;
}

/** @returns of these pictures those that the school has, by id */
export async function sizesOf(
  on: Transaction | Db['$client'],
  school: string,
  ids: readonly string[]
): Promise<Record<string, ImageSize>> {
  const rows = await on<ImageSize[]>`
    select id, width, height from images
    where school_id = ${school} and id = any(${ids as string[]}::text[])`;
  return Object.fromEntries(rows.map((row) => [row.id, row]));
}

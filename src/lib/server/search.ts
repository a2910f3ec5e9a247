/** Search over what ships, as far as an account may see it. */
import MiniSearch from 'minisearch';
import { lessonsOf, type Catalogue } from './content/catalogue';
import type { Db } from './db/connect';
import { mendedFor, versionKey, versions } from './items';
import { listForStaff } from './schools';
import { can, type Actor } from '../domain/actor';
import type { Item } from '../domain/items/registry';
import {
  itemDocument,
  lessonDocuments,
  termDocument,
  type Asking,
  type Document,
  type ItemDocument
} from '../domain/search/document';
import { mayFind, type Seeker } from '../domain/search/findable';
import type { Found, Result, SearchRequest } from '../domain/search/request';
import { snippetOf } from '../domain/search/snippet';
import { straightened, termOf, termsOf, tolerance, wordsIn } from '../domain/search/words';

interface Index {
  engine: MiniSearch<Document>;
  documents: ReadonlyMap<string, Document>;
  /** All words of theirs. */
  terms: ReadonlySet<string>;
  /** From an item to its lesson. */
  lessons: ReadonlyMap<string, Asking>;
}

/** Made when somebody first searches; one for each catalogue, of which a process has one. */
const indexes = new WeakMap<Catalogue, Index>();

/** @returns everything that can be found in what ships, whoever may find it */
export function documentsOf({ courses, glossary }: Catalogue): Document[] {
  const modules = courses.flatMap((course) => course.modules);
  return [
    ...modules.flatMap(({ title, lessons }) =>
      lessons.flatMap((lesson) => lessonDocuments(lesson, title))
    ),
    ...Object.entries(glossary).map(([id, term]) => termDocument(id, term)),
    ...modules
      .flatMap(({ lessons }) => lessons)
      .flatMap((lesson) => lesson.items.map((item) => itemDocument(item, lesson)))
  ];
}

function indexOf(content: Catalogue): Index {
  const known = indexes.get(content);
  if (known) return known;
  const terms = new Set<string>();
  const engine = new MiniSearch<Document>({
    fields: ['title', 'context', 'text'],
    tokenize: (text) => wordsIn(text).map(({ word }) => word),
    processTerm: (word) => {
      const term = termOf(word);
      if (term !== null) terms.add(term);
      return term;
    }
  });
  const documents = documentsOf(content);
  engine.addAll(documents);
  const lessons = content.courses
    .flatMap(lessonsOf)
    .flatMap((lesson) => lesson.items.map(({ id }) => [id, lesson] as const));
  const made = {
    engine,
    terms,
    documents: new Map(documents.map((document) => [document.id, document])),
    lessons: new Map(lessons)
  };
  indexes.set(content, made);
  return made;
}

interface Hit {
  document: Document;
  /** Of the document, those that were found. */
  terms: ReadonlySet<string>;
}

const isItem = (document: Document): document is ItemDocument => document.kind === 'item';

/**
 * The best first. All words must be found; where nothing that may be found has them all, some of
 * them are enough.
 */
function hitsOf({ engine, documents, ...index }: Index, query: string, seeker: Seeker): Hit[] {
  const terms = termsOf(query).map((term) => straightened(term, index.terms));
  const of = (id: unknown) => documents.get(id as string)!;
  const look = (combineWith: 'AND' | 'OR') =>
    engine.search(terms.join(' '), {
      combineWith,
      tokenize: (text) => text.split(' '),
      processTerm: (term) => term,
      // The last word may still be typed.
      prefix: (_, i) => i === terms.length - 1,
      fuzzy: tolerance,
      boost: { title: 3, context: 0.5 },
      // The title of a question is its stem, a whole sentence: it does not name its subject.
      boostDocument: (id) => (isItem(of(id)) ? 0.5 : 1),
      filter: ({ id }) => {
        const document = of(id);
        return !isItem(document) || mayFind(seeker, document.item);
      }
    });
  const all = look('AND');
  return (all.length > 0 ? all : look('OR')).map(({ id, terms }) => ({
    document: of(id),
    terms: new Set(terms)
  }));
}

/**
 * @param content what ships; questions are looked for in it, so that a version that a school has
 *   mended is found by the words of the shipped one, and shown as it is asked there
 * @param actor null for somebody without an account
 * @returns what the actor may find; none or three queries, however much that is
 */
export async function search(
  db: Db,
  content: Catalogue,
  actor: Actor | null,
  { q, limit }: SearchRequest
): Promise<Found> {
  const index = indexOf(content);
  const school = actor?.memberships.find(({ school }) =>
    can(actor, 'item.mend', { school })
  )?.school;
  const [seeker, desk] = await Promise.all([
    school ? ({ kind: 'staff' } as const) : seekerOf(db, actor),
    actor && school ? listForStaff(db, actor) : []
  ]);
  const hits = hitsOf(index, q, seeker);
  const shown = hits.slice(0, limit);
  const items = shown.map(({ document }) => document).filter(isItem);
  const mended = actor
    ? await mendedOf(
        db,
        actor,
        school,
        items.map(({ item }) => item.id)
      )
    : new Map<string, Item>();
  const slug = desk.find(({ id }) => id === school)?.slug;

  const results = shown.map(({ document, terms }): Result => {
    if (!isItem(document)) return resultOf(document, terms);
    const { id } = document.item;
    const own = mended.get(id);
    const asked = own ? itemDocument(own, index.lessons.get(id)!) : document;
    return resultOf(slug ? { ...asked, address: `/teach/${slug}/items/${id}` } : asked, terms);
  });
  return { results, total: hits.length };
}

const resultOf = (
  { kind, title, address, context, text }: Document,
  terms: ReadonlySet<string>
): Result => ({ kind, title, address, context, snippet: snippetOf(text, terms) });

async function seekerOf(db: Db, actor: Actor | null): Promise<Seeker> {
  if (!actor) return { kind: 'guest' };
  const rows = await db.$client<{ lesson: string | null; item: string | null }[]>`
    select lesson_id as lesson, null as item from completions where account_id = ${actor.id}
    union all
    select null, item_id from cards where account_id = ${actor.id}`;
  return {
    kind: 'learner',
    completed: new Set(rows.flatMap(({ lesson }) => lesson ?? [])),
    answered: new Set(rows.flatMap(({ item }) => item ?? []))
  };
}

/**
 * @param school where the actor is staff: what another of their schools has mended is not its own
 * @returns the contents that are asked instead of what ships, from item to content
 */
async function mendedOf(
  db: Db,
  actor: Actor,
  school: string | undefined,
  items: string[]
): Promise<ReadonlyMap<string, Item>> {
  if (items.length === 0) return new Map();
  const sql = db.$client;
  const among = sql`items.id = any(${items}::text[])`;
  const asked = await mendedFor(
    db,
    actor.id,
    school ? sql`${among} and item_versions.school_id = ${school}` : among
  );
  const wanted = [...asked].map(([item, version]) => ({ item, version }));
  const contents = await versions(db, wanted);
  return new Map(
    wanted.map(({ item, version }) => [item, contents.get(versionKey(item, version))!] as const)
  );
}

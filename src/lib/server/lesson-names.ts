/** What a lesson may name: for authors, who choose it from lists. */
import { bank } from './bank';
import * as courses from './courses';
import type { Db } from './db/connect';
import * as images from './images';
import { can, type Actor } from '../domain/actor';
import { figureNames } from '../domain/figures';

export interface Name {
  id: string;
  /** What it is called on the page. */
  label: string;
}
export interface Names {
  terms: Name[];
  sources: Name[];
  /** Not those that are kept for quizzes. */
  items: Name[];
  figures: Name[];
  images: Name[];
}

/** @returns the lists; null where the actor may not write there */
export async function namesFor(db: Db, actor: Actor, school: string): Promise<Names | null> {
  if (!can(actor, 'content.write', { school })) return null;
  const [items, pictures] = await Promise.all([
    bank(db, school, null),
    images.list(db, actor, school)
  ]);
  const { glossary, sources } = courses.catalogue();
  return {
    terms: Object.entries(glossary).map(([id, { term }]) => ({ id, label: term })),
    sources: Object.entries(sources).map(([id, { authors, year, title }]) => ({
      id,
      label: [authors, year, title].filter(Boolean).join(', ')
    })),
    items: items
      .filter(({ reserved }) => !reserved)
      .map(({ item, content }) => ({ id: item, label: content.stem })),
    figures: figureNames.map((name) => ({ id: name, label: name.replaceAll('-', ' ') })),
    images: pictures.map(({ id, name }) => ({ id, label: name }))
  };
}

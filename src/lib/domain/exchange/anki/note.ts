/** Notes of Anki: fields of HTML, from which the templates of their type make cards. */

export interface NoteType {
  name: string;
  /** Names of the fields, in order. */
  fields: string[];
  /** Templates of its cards, in order. */
  cards: { front: string; back: string }[];
  isCloze: boolean;
}

export interface Note {
  /** Its place in the package, from 1 on. */
  number: number;
  /** HTML of each field; may be fewer or more than its type has. */
  values: string[];
  tags: string[];
  /** From the outermost deck to its own; empty where it is in none. */
  decks: string[];
}

interface Mention {
  field: string;
  /** Whether the learner types it. */
  typed: boolean;
}

/** Of what a template says of a field, only its name and whether it is typed: `{{type:Back}}`. */
const mention = /\{\{([^{}#^/!][^{}]*)\}\}/g;

/** Fields that Anki fills itself. */
const special = new Set(['FrontSide', 'Tags', 'Type', 'Deck', 'Subdeck', 'Card', 'CardFlag']);

/** @returns the fields that a template shows, each once, in order */
export function mentionsIn(template: string): Mention[] {
  const found = new Map<string, Mention>();
  for (const [, words] of template.matchAll(mention)) {
    const parts = words!.split(':').map((part) => part.trim());
    const field = parts.at(-1)!;
    if (special.has(field)) continue;
    const typed = parts.slice(0, -1).includes('type') || (found.get(field)?.typed ?? false);
    found.set(field, { field, typed });
  }
  return [...found.values()];
}

/** What the components of a lesson may name, and where in the text a name is being written. */
import {
  snippetCompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult
} from '@codemirror/autocomplete';
import type { EditorView } from '@codemirror/view';
import { boxes } from './templates';

export interface Name {
  id: string;
  /** What it is called on the page. */
  label: string;
}
export interface Names {
  terms: Name[];
  sources: Name[];
  items: Name[];
  figures: Name[];
  images: Name[];
}

/** Where names of which list stand: the component, and its attribute. */
const places: Record<string, keyof Names> = {
  'Term id': 'terms',
  'Source id': 'sources',
  'Check items': 'items',
  'Figure name': 'figures',
  'Image id': 'images'
};

/** The tag that is open at the end of the text, with the attribute whose value is being written. */
const open = /<([A-Z][A-Za-z]*)(?:\s+[a-z]+="[^"]*")*\s+([a-z]+)="(?:[^"]*\s)?([^"\s]*)$/;

/**
 * @param before the text up to the cursor
 * @returns the list that a name is taken from there, and what of it is written
 */
export function namedAt(before: string): { list: keyof Names; written: string } | null {
  const found = open.exec(before.slice(-500));
  if (!found) return null;
  const [, component, attribute, written = ''] = found;
  const list = places[`${component} ${attribute}`];
  return list ? { list, written } : null;
}

/** Puts the name in and goes on behind the quote that ends it. */
function closing(view: EditorView, { label }: Completion, from: number, to: number) {
  const isClosed = view.state.sliceDoc(to, to + 1) === '"';
  view.dispatch({
    changes: { from, to: isClosed ? to + 1 : to, insert: `${label}"` },
    selection: { anchor: from + label.length + 1 },
    userEvent: 'input.complete'
  });
}

/** A component that is begun by hand: the whole of it, with places to fill in. */
function tagAt(context: CompletionContext): CompletionResult | null {
  const begun = context.matchBefore(/<[A-Za-z]*$/);
  if (!begun || (begun.text === '<' && !context.explicit)) return null;
  const options = boxes.map(({ label, template }) => {
    const tag = /<\w+/.exec(template)![0];
    return snippetCompletion(template.trim(), {
      label: `${tag} ${label}`,
      displayLabel: label,
      detail: tag
    });
  });
  return { from: begun.from, options };
}

export function completionsAt(context: CompletionContext, names: Names): CompletionResult | null {
  const line = context.state.sliceDoc(Math.max(0, context.pos - 500), context.pos);
  const here = namedAt(line);
  if (!here) return tagAt(context);
  return {
    from: context.pos - here.written.length,
    options: names[here.list].map(({ id, label }) => ({
      label: id,
      displayLabel: label,
      detail: label === id ? undefined : id,
      apply: here.list === 'items' ? id : closing
    })),
    validFor: /^[\w-]*$/
  };
}

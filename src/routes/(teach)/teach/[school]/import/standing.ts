/** Where each row of a file stands: what hinders it, and what is to become of it. */
import { flawsIn } from '$lib/domain/exchange/acceptance';
import { told } from '$lib/domain/items/where';
import type { Draft, Remark } from '$lib/domain/exchange/row';
import type { Accepted } from '$lib/domain/exchange/acceptance';
import type { KnownItem, Preview, PreviewRow } from '$lib/server/import-preview';

/** Where questions are to stand. */
export interface At {
  lesson: string;
  objective: string;
  area: string;
  reserved: boolean;
}

/** `done` is what was taken over already. */
export type Deed = 'take' | 'leave' | 'replace' | 'done';

/** What was decided of a row; what is missing follows from the row or holds for all. */
export interface Choice {
  deed?: Deed;
  /** Mended here. */
  draft?: Draft;
  /** Its part of the text, changed and not read yet. */
  text?: string;
  at?: At;
}

export interface Standing {
  /** From 0 on. */
  index: number;
  row: PreviewRow;
  draft: Draft | null;
  isMended: boolean;
  flaws: Remark[];
  /** The question of the bank that it is like. */
  known: KnownItem | null;
  canReplace: boolean;
  deed: Deed;
  at: At | null;
}

const mended = new WeakMap<Draft, Remark[]>();

/** What is wrong with a question that was mended here; of one draft it is reckoned once. */
function flawsOf(draft: Draft, line: number): Remark[] {
  let flaws = mended.get(draft);
  if (!flaws) {
    flaws = flawsIn(draft).map((flaw) => ({ line, text: told(flaw) }));
    mended.set(draft, flaws);
  }
  return flaws;
}

/** @param refused what the server would not take, by row */
export function standingsOf(
  { rows, known }: Preview,
  choices: Readonly<Record<number, Choice>>,
  refused: Readonly<Record<number, string>> = {}
): Standing[] {
  return rows.map((row, index) => {
    const choice = choices[index] ?? {};
    const { twin } = row;
    const like = twin?.kind === 'bank' ? (known[twin.item] ?? null) : null;
    const draft = choice.draft ?? row.draft;
    const flaws = choice.draft ? flawsOf(choice.draft, row.line) : row.flaws;
    const said = refused[index];
    return {
      index,
      row,
      draft,
      isMended: choice.draft !== undefined,
      flaws: said ? [...flaws, { line: row.line, text: said }] : flaws,
      known: like,
      canReplace: Boolean(like?.isOwn && like.type === draft?.type),
      deed: choice.deed ?? (twin?.likeness === 1 ? 'leave' : 'take'),
      at: choice.at ?? null
    };
  });
}

export const isReady = ({ deed, flaws, draft }: Standing): boolean =>
  (deed === 'take' || deed === 'replace') && flaws.length === 0 && draft !== null;

export const isToMend = ({ deed, flaws }: Standing): boolean =>
  (deed === 'take' || deed === 'replace') && flaws.length > 0;

/** What the bank or an earlier row says in the same words, and what stays out for that. */
export const isDoubled = ({ deed, row }: Standing): boolean =>
  deed === 'leave' && row.twin?.likeness === 1;

export const filters = {
  all: ['All', () => true],
  mend: ['To mend', isToMend],
  twins: ['Duplicates', ({ row }) => row.twin !== null],
  lost: ['Lost something', ({ row }) => row.lost.length > 0]
} as const satisfies Record<string, [string, (standing: Standing) => boolean]>;
export type Filter = keyof typeof filters;

/**
 * @param all where rows stand for which nothing else was chosen
 * @param offers what of a lesson can be asked; undefined where that is not known yet
 * @returns the row as it is sent
 */
export function accepted(
  { draft, row, known, deed, at }: Standing,
  all: At,
  offers: (lesson: string) => { objectives: string[]; areas: string[] } | undefined
): Accepted {
  const { twin } = row;
  const content = draft!;
  if (deed === 'replace' && known && twin?.kind === 'bank') {
    const isSame = content.id === twin.item;
    const { lesson, objective, area, reserved } = known;
    const own = isSame
      ? { objective: content.objective ?? objective, area: content.area ?? area }
      : { objective, area };
    return {
      lesson,
      content: { ...(reserved && { reserved }), ...content, ...own },
      replaces: twin.item
    };
  }
  const { lesson, objective, area, reserved } = at ?? all;
  const offered = at ? undefined : offers(lesson);
  const kept = {
    // A file of ours says where its questions belong.
    objective: offered?.objectives.find((id) => id === content.objective) ?? objective,
    area: offered?.areas.find((id) => id === content.area) ?? area
  };
  return {
    lesson,
    content: { ...content, ...kept, ...(reserved && { reserved }) },
    replaces: null
  };
}

/** Questions while they are written: every field is there, as it was typed. */
import { readNumber } from './numbers';
import type { TypeName } from './registry';

/**
 * What a field holds: a text, which may be missing where it is blank (`maybe`), a number as typed,
 * a mark, the id of a part, a list (of one shape), or fields of its own.
 */
type Shape =
  | 'text'
  | 'maybe'
  | 'number'
  | 'flag'
  | 'id'
  | readonly [Shape]
  | { readonly [name: string]: Shape };

const common = {
  stem: 'text',
  hint: 'maybe',
  explanation: 'maybe',
  objective: 'text',
  area: 'text',
  sources: ['text'],
  passMark: 'number',
  reserved: 'flag'
} as const;

const said = { feedback: 'maybe', misconception: 'maybe' } as const;
const entry = { id: 'id', text: 'text', ...said } as const;
const option = { ...entry, correct: 'flag', credit: 'number' } as const;
const branch = { text: 'text', credit: 'number', leads: 'text', then: 'maybe', ...said } as const;

const shapes = {
  choice: { options: [option] },
  multiple: { options: [option] },
  boolean: { verdicts: [{ value: 'flag', correct: 'flag', ...said }], reasons: [option] },
  classify: { bins: [{ id: 'id', text: 'text' }], entries: [{ ...entry, bin: 'text' }] },
  cloze: {
    text: 'text',
    gaps: [{ id: 'id', accept: ['text'], feedback: 'maybe', wrong: [{ text: 'text', ...said }] }]
  },
  order: { entries: [entry] },
  match: { left: [{ ...entry, right: 'text' }], right: [{ id: 'id', text: 'text' }] },
  numeric: {
    value: 'number',
    tolerance: 'number',
    unit: 'maybe',
    units: ['text'],
    feedback: 'maybe',
    wrong: [{ value: 'number', tolerance: 'number', ...said }]
  },
  note: {
    form: 'text',
    phrases: [{ ...entry, section: 'text' }],
    rubric: [
      {
        id: 'id',
        text: 'text',
        points: 'number',
        levels: [{ points: 'number', text: 'text' }]
      }
    ],
    model: { subjective: 'maybe', objective: 'maybe', assessment: 'maybe', plan: 'maybe' },
    minWords: 'number'
  },
  hotspot: {
    figure: 'text',
    alt: 'text',
    tolerance: 'number',
    choices: [{ ...option, region: 'text' }]
  },
  decision: { branches: { proceed: branch, adapt: branch, refer: branch, decline: branch } }
} as const satisfies Record<TypeName, Shape>;

type Filled<S> = S extends 'flag'
  ? boolean
  : S extends string
    ? string
    : S extends readonly [infer Inner]
      ? Filled<Inner>[]
      : { -readonly [Name in keyof S]: Filled<S[Name]> };

/** A question of a type in a form; what a form has no field for is kept beside. */
export type Unfinished<Name extends TypeName = TypeName> = {
  [N in Name]: { type: N } & Filled<typeof common> & Filled<(typeof shapes)[N]>;
}[Name];
export type UnfinishedOption = Filled<typeof option>;
export type UnfinishedEntry = Filled<typeof entry>;

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isNamed = (type: unknown): type is TypeName =>
  typeof type === 'string' && Object.hasOwn(shapes, type);

/**
 * @param raw a question as it is stored or was read from a file, finished or not
 * @param newId names a part that has no name; to be unlike any of the others
 * @returns the same with every field that its form has; null where it has no type
 */
export function unfinished(raw: unknown, newId: () => string): Unfinished | null {
  if (!isFields(raw) || !isNamed(raw.type)) return null;
  return fill({ ...common, ...shapes[raw.type] }, raw, newId) as unknown as Unfinished;
}

function fill(shape: Shape, value: unknown, newId: () => string): unknown {
  if (shape === 'flag') return value === true;
  if (shape === 'id') return typeof value === 'string' && value ? value : newId();
  if (typeof shape === 'string')
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  if (isList(shape))
    return Array.isArray(value) ? value.map((inner) => fill(shape[0], inner, newId)) : [];
  const given = isFields(value) ? value : {};
  const filled = Object.entries(shape).map(([name, inner]) => {
    const own = Object.hasOwn(given, name) ? given[name] : undefined;
    return [name, fill(inner, own, newId)] as const;
  });
  return { ...given, ...Object.fromEntries(filled) };
}

const isList = (shape: Shape): shape is readonly [Shape] => Array.isArray(shape);

/**
 * The question as it is stored: numbers are numbers, and what is blank and may be missing is. Lists
 * keep their places, so that what is wrong is found where it was typed.
 */
export function written(draft: Unfinished): Record<string, unknown> {
  const raw = write({ ...common, ...shapes[draft.type] }, draft) as Record<string, unknown>;
  if (draft.type === 'order') raw.entries = untold(raw.entries as { id: string }[]);
  if (draft.type === 'numeric' && draft.units.length === 0) delete raw.units;
  if (draft.reserved === false) delete raw.reserved;
  return raw;
}

function write(shape: Shape, value: unknown): unknown {
  if (shape === 'maybe') return (value as string).trim() === '' ? undefined : value;
  if (shape === 'number') return numberIn(value as string);
  if (typeof shape === 'string') return value;
  if (isList(shape)) return (value as unknown[]).map((inner) => write(shape[0], inner));
  const fields = Object.entries(value as Record<string, unknown>).map(([name, inner]) => {
    const own = Object.hasOwn(shape, name) ? shape[name] : undefined;
    return [name, own ? write(own, inner) : inner] as const;
  });
  return Object.fromEntries(fields.filter(([, inner]) => inner !== undefined));
}

/** What cannot be read stays as it was typed, to be mended. */
function numberIn(typed: string): number | string | undefined {
  const read = readNumber(typed);
  if (typeof read === 'number') return read;
  if (read === null) return undefined;
  return Number.isFinite(Number(typed)) ? Number(typed) : typed;
}

/** Entries moved about may by chance stand in the order of their ids, which the browser is told. */
function untold<E extends { id: string }>(entries: E[]): E[] {
  const [first, ...rest] = entries;
  const last = rest.pop();
  if (!first || !last || entries.some(({ id }, i) => i > 0 && entries[i - 1]!.id > id))
    return entries;
  return [first, ...rest, { ...last, id: `0${first.id}` }];
}

/** A question as a learner would see it by now: what is still to be written is left as dots. */
import { actions } from './decision';
import { parseItem, type Item } from './registry';
import { written, type Unfinished } from './unfinished';

export interface Sketch {
  item: Item;
  /** Whether it can be graded: it has a key of its own, and nothing is missing. */
  isWhole: boolean;
}

const dots = '…';
/** Fields that a learner reads. */
const shown = new Set(['stem', 'text', 'alt', 'leads']);
/** Where the question stands in the course is no part of what is shown. */
const placed = { id: 'sketch', objective: 'sketch', area: '' };

/** @returns null where too little is written to show anything */
export function sketch(draft: Unfinished): Sketch | null {
  const raw = { ...written(draft), ...placed };
  const parsed = parseItem(raw);
  if ('item' in parsed) return { item: parsed.item, isWhole: true };
  const dotted = parseItem(keyed(withDots(raw) as Unfinished));
  return 'item' in dotted ? { item: dotted.item, isWhole: false } : null;
}

function withDots(value: unknown, name = ''): unknown {
  if (typeof value === 'string') return shown.has(name) && value.trim() === '' ? dots : value;
  if (Array.isArray(value)) return value.map((inner) => withDots(inner));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== 'passMark' && name !== 'wrong' && name !== 'sources')
      .map(([name, inner]) => [name, withDots(inner, name)])
  );
}

/** Some key, where the draft says none yet: it is never shown. */
function keyed(raw: Unfinished): unknown {
  const some = <O extends { correct: boolean }>(options: O[], count: number): O[] =>
    options.map((option, i) => ({ ...option, credit: undefined, correct: i < count }));
  switch (raw.type) {
    case 'choice':
      return { ...raw, options: some(raw.options, 1) };
    case 'multiple':
      return { ...raw, options: some(raw.options, 2) };
    case 'hotspot':
      return { ...raw, choices: some(raw.choices, 1) };
    case 'boolean':
      return { ...raw, verdicts: some(raw.verdicts, 1), reasons: some(raw.reasons, 1) };
    case 'numeric':
      return { ...raw, value: 0, tolerance: 0, ...(raw.units && { unit: raw.units[0] }) };
    case 'cloze':
      return { ...raw, gaps: raw.gaps.map((gap) => ({ ...gap, accept: [dots] })) };
    case 'classify':
      return { ...raw, entries: raw.entries.map((entry) => ({ ...entry, bin: raw.bins[0]?.id })) };
    case 'decision':
      return {
        ...raw,
        branches: Object.fromEntries(
          actions.map((action, i) => [action, { ...raw.branches[action], credit: i === 0 ? 1 : 0 }])
        )
      };
    case 'note':
      return {
        ...raw,
        phrases: raw.phrases.map((phrase, i) => ({
          ...phrase,
          section: i === 0 ? 'subjective' : 'objective'
        })),
        rubric: raw.rubric.map((criterion) => ({ ...criterion, points: 1, levels: [] })),
        model: {}
      };
    default:
      return raw;
  }
}

/** A quiz while it is composed: the fields of a form, as they were typed. */
import { fromLocal, toLocal } from './local-time';
import type { QuizRules } from './quiz';

export interface QuizDraft {
  title: string;
  instructions: string;
  kind: string;
  /** Chosen questions, in their order. */
  items: string[];
  /** How many to draw, by outline area. */
  areas: Record<string, string>;
  difficulty: string;
  questions: string;
  shuffle: boolean;
  minutes: string;
  attempts: string;
  opensAt: string;
  closesAt: string;
  /** In percent. */
  passMark: string;
  feedback: string;
  linear: boolean;
  mustFinish: boolean;
}

export const newDraft: QuizDraft = {
  title: '',
  instructions: '',
  kind: 'chosen',
  items: [],
  areas: {},
  difficulty: 'any',
  questions: '25',
  shuffle: true,
  minutes: '',
  attempts: '1',
  opensAt: '',
  closesAt: '',
  passMark: '70',
  feedback: 'at-end',
  linear: false,
  mustFinish: false
};

/** What the fields of counts by area are called, before the area. */
export const areaField = 'area-';

/** @returns the draft that a submitted form holds; what was not sent is empty */
export function readDraft(form: Pick<FormData, 'get' | 'getAll' | 'entries'>): QuizDraft {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const areas = [...form.entries()].flatMap(([name, value]) =>
    name.startsWith(areaField) ? [[name.slice(areaField.length), String(value).trim()]] : []
  );
  return {
    title: text('title'),
    instructions: text('instructions'),
    kind: text('kind'),
    items: form.getAll('items').map(String),
    areas: Object.fromEntries(areas),
    difficulty: text('difficulty'),
    questions: text('questions'),
    shuffle: form.get('shuffle') !== null,
    minutes: text('minutes'),
    attempts: text('attempts'),
    opensAt: text('opensAt'),
    closesAt: text('closesAt'),
    passMark: text('passMark'),
    feedback: text('feedback'),
    linear: form.get('linear') !== null,
    mustFinish: form.get('mustFinish') !== null
  };
}

/** @returns the draft that a quiz is edited from, times as the clocks of `zone` show them */
export function draftOf({ composition, ...rules }: QuizRules, zone: string): QuizDraft {
  const local = (moment: string | null) => (moment ? toLocal(new Date(moment), zone) : '');
  const number = (value: number | null) => (value === null ? '' : String(value));
  return {
    ...newDraft,
    ...rules,
    kind: composition.kind,
    ...(composition.kind === 'chosen' && { items: composition.items }),
    ...(composition.kind === 'drawn' && {
      areas: Object.fromEntries(
        Object.entries(composition.areas).map(([area, count]) => [area, String(count)])
      ),
      difficulty: composition.difficulty
    }),
    ...(composition.kind === 'exam' && { questions: String(composition.questions) }),
    minutes: number(rules.minutes),
    attempts: number(rules.attempts),
    passMark: rules.passMark === null ? '' : String(Math.round(rules.passMark * 1000) / 10),
    opensAt: local(rules.opensAt),
    closesAt: local(rules.closesAt)
  };
}

/** Digits as people type them; what is none stays no number, for the schema to refuse. */
const numberOf = (text: string) =>
  /^\d+([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : NaN;
const orNull = <T>(text: string, read: (text: string) => T) => (text === '' ? null : read(text));

/** @returns the rules that a draft describes, for `QuizRules` to judge */
export function rulesOf(draft: QuizDraft, zone: string): Record<string, unknown> {
  const { kind, items, areas, difficulty, questions, ...rest } = draft;
  const asked = Object.entries(areas).filter(([, count]) => count !== '' && count !== '0');
  const compositions: Record<string, Record<string, unknown>> = {
    chosen: { kind, items },
    drawn: {
      kind,
      areas: Object.fromEntries(asked.map(([area, count]) => [area, numberOf(count)])),
      difficulty
    },
    exam: { kind, questions: numberOf(questions) }
  };
  const moment = (text: string) => fromLocal(text, zone) ?? text;
  const percent = orNull(draft.passMark, numberOf);
  return {
    ...rest,
    composition: compositions[kind] ?? { kind },
    minutes: orNull(draft.minutes, numberOf),
    attempts: orNull(draft.attempts, numberOf),
    opensAt: orNull(draft.opensAt, moment),
    closesAt: orNull(draft.closesAt, moment),
    passMark: percent === null ? null : Math.round(percent * 10) / 1000
  };
}

/** What is wrong, by the field of the form that it is about. */
export function complaintsOf(errors: Record<string, string>): Record<string, string> {
  const named = Object.entries(errors).map(([path, complaint]) => {
    const area = path.replace('composition.areas.', areaField);
    return [area.replace('composition.', ''), complaint] as const;
  });
  const dates = 'Give a date and a time, like 2026-11-23T09:00';
  const badTime = (complaint: string) => / zone\b/.test(complaint);
  return Object.fromEntries(
    named.map(([field, complaint]) => [field, badTime(complaint) ? dates : complaint])
  );
}

/** What a button of the list of chosen questions does. */
export type Move = { act: 'add' | 'remove' | 'up' | 'down'; item: string };

/** @returns the list after it; what cannot be done changes nothing */
export function moved(items: readonly string[], { act, item }: Move): string[] {
  const at = items.indexOf(item);
  if (act === 'add') return at < 0 ? [...items, item] : [...items];
  if (act === 'remove') return items.filter((id) => id !== item);
  const to = at + (act === 'up' ? -1 : 1);
  if (at < 0 || to < 0 || to >= items.length) return [...items];
  return items.with(at, items[to]!).with(to, item);
}

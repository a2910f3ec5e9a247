/** What the fields of a type of note are for, by their names. */

export interface Roles {
  /** Places of fields from 0 on, as everywhere here. */
  question: number;
  /** Each holds one option. */
  options: number[];
  /** Each holds one option, which is wrong by its name. */
  wrong: number[];
  /** Holds all options, a line each; null where none does. */
  list: number | null;
  key: number | null;
  explanations: number[];
  hint: number | null;
  /** Says that each option is to be judged by itself, where it says 0; null where there is none. */
  kind: number | null;
}

const names = {
  options:
    /^(?:(?:q|a|mc|opt|option|choice|answer|alternative|response) ?(?:[a-j]|\d{1,2})|[a-j])$/,
  wrong:
    /^(?:wrong|incorrect|distract[oe]r|false)(?: (?:answer|option|choice))? ?(?:[a-j]|\d{1,2})?$/,
  list: /^(?:options|choices|alternatives)$/,
  key: /^(?:(?:correct|right)(?: (?:answers?|options?|choices?))?|answers?|answer key|key|solution)$/,
  explanation:
    /^(?:explanation|rationale|comments?|extra(?: \d+)?|back extra|notes?|feedback|info|sources?|ref|references?|remarks?)(?: box)?$/,
  hint: /^hints?$/,
  kind: /^q ?type\b/,
  question: /^(?:question|stem|front|prompt|vignette|q)$/,
  /** Of no use to a question. */
  idle: /^(?:title|number|no|id|index)$/
};

const plainName = (name: string) =>
  name
    .toLowerCase()
    .replace(/[_.\-#()[\]]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/**
 * @param fields names, in order
 * @returns what each is for; null where they are not made for options to choose from
 */
export function rolesOf(fields: string[]): Roles | null {
  const plain = fields.map(plainName);
  const named = (pattern: RegExp) =>
    plain.flatMap((name, place) => (pattern.test(name) ? [place] : []));
  const one = (pattern: RegExp) => named(pattern)[0] ?? null;
  const wrong = named(names.wrong);
  const options = named(names.options);
  const list = one(names.list);
  const key = one(names.key);
  if (key === null || (options.length < 2 && wrong.length === 0 && list === null)) return null;
  const taken = [...options, ...wrong, key, list];
  const others = fields.map((_, place) => place).filter((place) => !taken.includes(place));
  const idle = [names.explanation, names.hint, names.kind, names.idle].flatMap(named);
  const question =
    others.find((place) => names.question.test(plain[place]!)) ??
    others.find((place) => !idle.includes(place));
  if (question === undefined) return null;
  return {
    question,
    options: options.length < 2 ? [] : options,
    wrong,
    list,
    key,
    explanations: named(names.explanation),
    hint: one(names.hint),
    kind: one(names.kind)
  };
}

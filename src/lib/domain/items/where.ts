/** A place in a question, in the words of whoever writes it. */

/** What one of a list is called, and all of them. */
const lists: Record<string, [one: string, all: string]> = {
  accept: ['wording', 'wordings'],
  bins: ['bin', 'bins'],
  choices: ['place', 'places'],
  entries: ['entry', 'entries'],
  gaps: ['gap', 'gaps'],
  left: ['pair', 'pairs'],
  levels: ['level', 'levels'],
  options: ['option', 'options'],
  phrases: ['phrase', 'phrases'],
  reasons: ['reason', 'reasons'],
  right: ['right side', 'right sides'],
  rubric: ['criterion', 'criteria'],
  sources: ['source', 'sources'],
  units: ['unit', 'units'],
  verdicts: ['verdict', 'verdicts'],
  wrong: ['expected mistake', 'expected mistakes']
};

/** Fields that are not called as they are stored. */
const fields: Record<string, string> = {
  area: 'area of the outline',
  alt: 'what the picture shows',
  credit: 'share of the points',
  leads: 'what happens next',
  minWords: 'least words',
  passMark: 'known from',
  region: 'place on the body map',
  stem: 'question'
};

const find = <T>(record: Record<string, T>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;

/** @returns `Option 2, feedback` for `options.1.feedback`; the text of a part is the part itself */
export function whereOf(path: readonly (string | number)[]): string {
  const where = path
    .flatMap((step, i) => {
      if (typeof step === 'number') return [];
      const next = path[i + 1];
      const [one = step, all = step] = find(lists, step) ?? [];
      if (typeof next === 'number') return `${one} ${next + 1}`;
      // A part is its text, and a way is called by what is done.
      if ((step === 'text' && i > 0) || (step === 'branches' && i + 1 < path.length)) return [];
      return find(fields, step) ?? all;
    })
    .join(', ');
  return where.charAt(0).toUpperCase() + where.slice(1);
}

/** @returns `Option 2: Write a text here`; of a question as a whole what is to be done alone */
export function told({ path, message }: { path: readonly (string | number)[]; message: string }) {
  const where = whereOf(path);
  return where ? `${where}: ${message}` : message;
}

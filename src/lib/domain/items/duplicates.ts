/** Questions that ask the same: in the same words, or nearly so. */

/** A question as far as it is compared; see `wordingOf`. */
export interface Wording {
  stem: string;
  /** What there is to choose, to pair, to sort or to write. */
  parts: string[];
}

export interface Known extends Wording {
  id: string;
}

export interface Duplicate {
  id: string;
  /** The share of words that both have: 1 where all that they say is the same. */
  likeness: number;
}

/** From this share of common words on two questions are taken to ask the same. */
const alikeFrom = 0.6;
/** The same of stems alone: of fewer words than this they are asked again and again. */
const stemAlikeFrom = 0.85;
const fewestWords = 5;
/** Just below 1, which is kept for the same words in the same order. */
const nearest = 0.99;

/** @returns what a question says, finished or not, whatever its type */
export function wordingOf(draft: { stem?: unknown } & Record<string, unknown>): Wording {
  const { stem, hint: _, explanation: __, ...rest } = draft;
  return { stem: typeof stem === 'string' ? stem : '', parts: [...partsIn(rest)] };
}

/** Types keep what they show in `text`, what is to be written in `accept` or `value`. */
function* partsIn(value: object): Generator<string> {
  for (const [name, inner] of Object.entries(value)) {
    if (name === 'feedback' || name === 'case') continue;
    if (name === 'text' && typeof inner === 'string') yield inner.replace(/\[\[[^\]]*\]\]/g, ' ');
    else if (name === 'value' && typeof inner === 'number') yield String(inner);
    else if (name === 'accept' && Array.isArray(inner))
      yield* inner.filter((word): word is string => typeof word === 'string');
    else if (typeof inner === 'object' && inner !== null) yield* partsIn(inner);
  }
}

/**
 * Prepares to look for duplicates among many: thousands against thousands take seconds.
 * @returns of a question those that are like it, the likest first; one that has the same id is itself
 */
export function duplicatesAmong(
  known: readonly Known[]
): (wanted: Wording & { id?: string }) => Duplicate[] {
  const same = new Map<string, string[]>();
  for (const question of known) {
    const key = keyOf(question);
    same.set(key, [...(same.get(key) ?? []), question.id]);
  }
  const byWhole = likeness(
    known.map((question) => ({ id: question.id, words: wholeOf(question) }))
  );
  const byStem = likeness(
    known
      .map(({ id, stem }) => ({ id, words: wordsOf(stem) }))
      .filter(({ words }) => isTelling(words))
  );
  return (wanted) => {
    const found = new Map<string, number>();
    const note = (id: string, likeness: number) =>
      found.set(id, Math.max(likeness, found.get(id) ?? 0));
    for (const [id, share] of byWhole(wholeOf(wanted), alikeFrom))
      note(id, Math.min(share, nearest));
    const stem = wordsOf(wanted.stem);
    // While nothing but a stem is written, that is all there is to go by.
    const least = wanted.parts.some((part) => plain(part)) ? stemAlikeFrom : alikeFrom;
    if (isTelling(stem))
      for (const [id, share] of byStem(stem, least)) note(id, Math.min(share, nearest));
    const key = keyOf(wanted);
    if (key) for (const id of same.get(key) ?? []) note(id, 1);
    if (wanted.id) found.delete(wanted.id);
    return [...found]
      .map(([id, likeness]) => ({ id, likeness }))
      .sort((a, b) => b.likeness - a.likeness || (a.id < b.id ? -1 : 1));
  };
}

const isTelling = (words: ReadonlySet<string>) => words.size >= fewestWords;

const plain = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** The same for questions that say the same, in whatever order their parts stand. */
const keyOf = ({ stem, parts }: Wording): string =>
  [plain(stem), ...parts.map(plain).sort()].join('\n').trim();

/** In so many questions that they tell nothing. */
const everyday = new Set(
  (
    'a an and are as at be by do does for from has have how in is it its of on or that the their this ' +
    'to was what when which who why will with you your following statement true false best most'
  ).split(' ')
);

/** Words that mean something, cut so that forms of one word are alike. */
const wordsOf = (text: string): Set<string> =>
  new Set(
    plain(text)
      .split(' ')
      .filter((word) => word && !everyday.has(word))
      .map((word) => (word.length >= 5 ? word.replace(/(ing|ed|es|s)$/, '') : word))
  );

const wholeOf = ({ stem, parts }: Wording) => wordsOf([stem, ...parts].join(' '));

/**
 * An index of rare words: two sets that share so much share one of the rarest words of each, so all
 * others need never be looked at (prefix filtering; Chaudhuri, Ganti and Kaushik, 2006).
 * @returns of a set of words those whose Jaccard index with it is at least `least`, from id to index
 */
function likeness(
  known: readonly { id: string; words: ReadonlySet<string> }[]
): (wanted: ReadonlySet<string>, least: number) => [id: string, share: number][] {
  const frequency = new Map<string, number>();
  for (const { words } of known)
    for (const word of words) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  const rarest = (words: ReadonlySet<string>, least: number) =>
    [...words]
      .sort((a, b) => (frequency.get(a) ?? 0) - (frequency.get(b) ?? 0) || (a < b ? -1 : 1))
      .slice(0, words.size - Math.ceil(least * words.size) + 1);
  const postings = new Map<string, number[]>();
  known.forEach(({ words }, i) => {
    for (const word of rarest(words, alikeFrom)) {
      const at = postings.get(word);
      if (at) at.push(i);
      else postings.set(word, [i]);
    }
  });
  return (wanted, least) => {
    const near = new Set(rarest(wanted, least).flatMap((word) => postings.get(word) ?? []));
    return [...near].flatMap((i): [string, number][] => {
      const { id, words } = known[i]!;
      const [few, many] = words.size < wanted.size ? [words, wanted] : [wanted, words];
      if (few.size < least * many.size) return [];
      let common = 0;
      for (const word of few) if (many.has(word)) common++;
      const share = common / (few.size + many.size - common);
      return share >= least ? [[id, share]] : [];
    });
  };
}

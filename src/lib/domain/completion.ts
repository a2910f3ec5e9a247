/** Whether a student has completed a course, and in one sentence why not. */
import { clausesOfRule, joined, plain, type Facts, type Piece } from './completion-clauses';
import { rulesFor, type RuleVersion } from './completion-rule';

/** How a student stands by one version of the rule. */
export interface Standing {
  version: number;
  complete: boolean;
  /** How many single things are left. */
  left: number;
  /** What is left in one sentence, `Still to do: …`; empty where nothing is. */
  why: Piece[];
}

/** @returns how a student stands by this version; who has done nothing has completed nothing */
export function standingBy(
  { version, rule }: Pick<RuleVersion, 'version' | 'rule'>,
  facts: Facts
): Standing {
  const asked = clausesOfRule(rule, facts);
  const begin = { left: 1, pieces: [plain('begin the course')] };
  const clauses = asked.length === 0 && !hasBegun(facts) ? [begin] : asked;
  const left = clauses.reduce((sum, clause) => sum + clause.left, 0);
  const parts = clauses.map(({ pieces }) => pieces);
  return {
    version,
    complete: clauses.length === 0,
    left,
    why:
      clauses.length === 0
        ? []
        : tidied([plain('Still to do: '), ...joined(parts, '; '), plain('.')])
  };
}

/** Where all that a rule asks was withdrawn, it would else be met by everybody. */
const hasBegun = ({ lessons, quizzes, topics, skills, hours }: Facts): boolean =>
  [...lessons.values()].some(({ finished }) => finished) ||
  [...quizzes.values()].some(({ best }) => best !== null) ||
  [...topics.values()].some(({ answered }) => answered > 0) ||
  [...skills.values()].some(({ signed }) => signed) ||
  (hours ?? 0) > 0;

/** Plain pieces beside each other as one, and empty ones left out. */
function tidied(pieces: readonly Piece[]): Piece[] {
  const tidy: Piece[] = [];
  for (const piece of pieces) {
    const last = tidy.at(-1);
    if (piece.text === '') continue;
    if (last && last.to === null && piece.to === null)
      tidy[tidy.length - 1] = plain(last.text + piece.text);
    else tidy.push(piece);
  }
  return tidy;
}

export const textOf = (why: readonly Piece[]): string => why.map(({ text }) => text).join('');

/**
 * How a student stands now, by whichever of the rules that hold for them asks for the least (see
 * `rulesFor`); of two that ask as much, by the newer.
 * @returns null where the course has no rule yet
 */
export function judge(
  versions: readonly RuleVersion[],
  begunAt: Date | null,
  facts: Facts,
  now: Date
): Standing | null {
  return rulesFor(versions, begunAt, now)
    .map((version) => standingBy(version, facts))
    .reduce<Standing | null>((best, one) => (best && best.left <= one.left ? best : one), null);
}

/** A GIFT file as blocks, one a question, so that none spoils its neighbours. */

export interface Block {
  /** Of its first line, from 1 on. */
  line: number;
  /** Its lines; a comment among them is an empty one, so that they can be counted. */
  text: string;
  comments: string[];
}

/** The same text with each escaped character covered, so that what is found in it is a sign. */
export const covered = (text: string): string => text.replace(/\\[\\:#={}~n]/g, '\0\0');

const startsQuestion = /^\s*(::|\$CATEGORY:)/;
const isComment = (line: string) => line.trimStart().startsWith('//');

/**
 * For each line the first brace from there on, up to where a new question must begin (`untilNext`)
 * or a blank line comes (`untilBlank`); '' where there is none.
 */
function bracesAhead(lines: string[], signs: string[]) {
  const untilNext: string[] = [];
  const untilBlank: string[] = [];
  for (let i = lines.length - 1; i >= 0; i--) {
    const brace = /[{}]/.exec(signs[i]!)?.[0];
    const begins = startsQuestion.test(lines[i]!);
    untilNext[i] = begins ? '' : (brace ?? untilNext[i + 1] ?? '');
    untilBlank[i] = lines[i]!.trim() === '' ? '' : (brace ?? untilBlank[i + 1] ?? '');
  }
  return { untilNext, untilBlank };
}

/**
 * Blank lines part the questions. Where somebody left one between the answers of a question they
 * are kept together, and where there is none after a question it ends all the same.
 */
export function blocksOf(text: string): Block[] {
  const lines = text.split(/\r\n?|\n/);
  const signs = lines.map((line) => (isComment(line) ? '' : covered(line)));
  const { untilNext, untilBlank } = bracesAhead(lines, signs);
  const blocks: Block[] = [];
  let kept: string[] = [];
  let comments: string[] = [];
  let first = 0;
  let isOpen = false;
  let isComplete = false;

  const end = () => {
    if (kept.length > 0) blocks.push({ line: first + 1, text: kept.join('\n'), comments });
    [kept, comments, isOpen, isComplete] = [[], [], false, false];
  };
  lines.forEach((line, i) => {
    const sign = signs[i]!;
    const begins = startsQuestion.test(line);
    if (line.trim() === '' && (!isOpen || untilNext[i] !== '}')) return end();
    if (begins && kept.length > 0) end();
    if (isComplete && (isComment(line) || untilBlank[i] === '{')) end();
    if (isComment(line)) comments.push(line.trim());
    if (kept.length === 0 && isComment(line)) return;
    if (kept.length === 0) first = i;
    kept.push(isComment(line) ? '' : line.trimEnd());
    const last = Math.max(sign.lastIndexOf('{'), sign.lastIndexOf('}'));
    if (last >= 0) {
      isOpen = sign[last] === '{';
      isComplete = !isOpen && sign.trimEnd().length === last + 1;
    }
    if (begins && line.trimStart().startsWith('$')) end();
  });
  end();
  return blocks;
}

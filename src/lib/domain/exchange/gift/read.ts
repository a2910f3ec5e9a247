/**
 * GIFT, Moodle's text format. Each question is read by itself, as Moodle reads it, and more
 * kindly where a person's intention is plain. `gift-pegjs` would do but for colons in a text,
 * short answers that begin with T or F, and the feedback of true and false, which it exchanges.
 */
import { recall } from '../kept';
import type { Item } from '../../items/registry';
import { finished, type Notes } from '../made';
import type { Draft, Found, Row } from '../row';
import { tidy } from '../tidy';
import { answersOf } from './answers';
import { blocksOf, covered, type Block } from './blocks';
import { gapMark, questionOf } from './question';
import { cut, find, trimmed, type Stretch } from './pieces';
import { wordsOf } from './words';
import { copyMark, show } from './write';

/** @param text a whole file, or a part of one; any text is read, in time proportional to its length */
export function read(text: string): Found {
  const rows: Row[] = [];
  let category: string | null = null;
  for (const block of blocksOf(text.replaceAll(gapMark, ''))) {
    const named = /^\s*\$CATEGORY:(.*)$/s.exec(block.text);
    if (named) category = tidy(named[1]!).replace(/^\$\w+\$\//, '') || null;
    else rows.push(rowOf(block, category));
  }
  const flaws = rows.length > 0 ? [] : [{ line: 1, text: 'There is no question in GIFT format' }];
  return { rows, flaws, lost: [] };
}

function rowOf(block: Block, category: string | null): Row {
  const said = block.comments.join('\n');
  const tags = [...said.matchAll(/\[tag:([^\]\n]+)\]/g)].map(([, tag]) => tidy(tag!));
  const notes: Notes = { flaws: [], lost: [] };
  const { name, draft } = draftOf(block, notes);
  const id = /\[id:([^\]\n]+)\]/.exec(said)?.[1];
  const row = { line: block.line, name: name ?? (id ? tidy(id) : null), category, tags };
  const copy = block.comments.find((comment) => comment.startsWith(copyMark));
  if (copy) {
    const kept = recall(copy.slice(copyMark.length), (item) => isShown(item, block.text));
    if ('item' in kept) return finished({ ...row, draft: kept.item }, { flaws: [], lost: [] });
    notes.lost.push({ line: block.line, text: kept.lost });
  }
  return finished({ ...row, draft }, notes);
}

const isShown = (item: Item, text: string) => {
  const lines = (all: string) => all.split(/\r\n?|\n/).map((line) => line.trim());
  return lines(show(item)).join('\n').trim() === lines(text).join('\n').trim();
};

function draftOf(block: Block, notes: Notes): { name: string | null; draft: Draft | null } {
  const [name, rest] = nameIn({ raw: block.text, at: 0 });
  const signs = covered(rest.raw);
  const [start, end] = [signs.indexOf('{'), signs.indexOf('}')];
  const flaw = (text: string, at: number) => {
    const line = block.line + block.text.slice(0, rest.at + at).split('\n').length - 1;
    notes.flaws.push({ line, text });
    return { name, draft: null };
  };
  if (start < 0 && end < 0)
    return flaw('Give the answers in braces, as in {=right ~wrong}: this is a text alone', 0);
  if (start < 0 || (end >= 0 && end < start))
    return flaw('Write { before the answers, or \\} where a brace is part of the text', end);
  if (end < 0)
    return flaw('Close the answers with }, or write \\{ where a brace is part of the text', start);
  const more = signs.slice(end + 1).search(/[{}]/);
  if (signs.slice(start + 1, end).includes('{') || more >= 0)
    return flaw(
      'Leave a blank line between two questions, or write \\{ and \\} where braces are part of the text',
      more < 0 ? start : end + 1 + more
    );

  const [before, after] = [rest.raw.slice(0, start), rest.raw.slice(end + 1)];
  const raw = after.trim() === '' ? before : `${before}${gapMark}${after}`;
  const inner: Stretch = { raw: rest.raw.slice(start + 1, end), at: rest.at + start + 1 };
  const general = covered(inner.raw).lastIndexOf('####');
  const [body, said] = general < 0 ? [inner, null] : cut(inner, general, 4);
  const stem = trimmed({ raw, at: rest.at }) ?? { raw: '', at: rest.at };
  const question = questionOf(block, notes, stem, said);
  if (question.asked().stem === '') question.flaw(stem.at, 'Write the question before its answers');
  return { name, draft: answersOf(question, body) };
}

/** `::name:: the rest` */
function nameIn(block: Stretch): [name: string | null, rest: Stretch] {
  const whole = trimmed(block)!;
  if (!whole.raw.startsWith('::')) return [null, whole];
  const [, named] = cut(whole, 0, 2);
  const end = find(named, '::');
  if (end < 0) return [null, whole];
  const [name, rest] = cut(named, end, 2);
  return [wordsOf(name.raw, 'plain').text || null, rest];
}

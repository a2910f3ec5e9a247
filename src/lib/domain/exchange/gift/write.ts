/** Writing GIFT as Moodle writes it. */
import type { Item } from '../../items/registry';
import { keep } from '../kept';
import { shownAs, type Shown } from '../shown';
import { unseen } from '../unseen';

/** Begins the comment that holds the whole item. */
export const copyMark = '// palpate:';

const escaped = (text: string) =>
  text
    .replace(/[\\#=~{}:]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '');

/** A part of a question, which has the format of its stem unless it begins like a format or a weight. */
const part = (text: string) => (/^\s*[[%]/.test(text) ? '[plain]' : '') + escaped(text);

const remark = (text: string) => (text ? `#${part(text)}` : '');

/** Among short answers a star stands for anything unless it is escaped, twice so in the file. */
const wording = (text: string) => part(text.replaceAll('*', '\\*'));

/** In a pair the arrow parts it. */
const half = (text: string) => part(text.replaceAll('->', '→'));

const percent = (share: number) => Number((share * 100).toFixed(5));

function answersOf(shown: Shown): string[] {
  switch (shown.form) {
    case 'options':
      return shown.options.map(({ text, share, feedback }) => {
        const weight = share === 0 ? '~' : `~%${percent(share)}%`;
        return (shown.isSingle && share === 1 ? '=' : weight) + part(text) + remark(feedback);
      });
    case 'verdict': {
      const { value, feedback } = shown;
      const [right, wrong] = [feedback[`${value}`], feedback[`${!value}`]];
      const said = right ? `#${part(wrong)}#${part(right)}` : remark(wrong);
      return [(value ? 'TRUE' : 'FALSE') + said];
    }
    case 'words':
      return [
        ...shown.accept.map((word) => `=%100%${wording(word)}${remark(shown.feedback)}`),
        ...shown.wrong.map(({ text, feedback }) => `=%0%${wording(text)}${remark(feedback)}`)
      ];
    case 'number':
      return [
        `=%100%${shown.value}:${shown.tolerance}${remark(shown.feedback)}`,
        ...shown.wrong.map(
          ({ value, tolerance, feedback }) => `=%0%${value}:${tolerance}${remark(feedback)}`
        )
      ];
    case 'pairs':
      return [
        ...shown.pairs.map(({ left, right }) => `=${half(left)} -> ${half(right)}`),
        ...shown.extra.map((right) => `= -> ${half(right)}`)
      ];
    case 'essay':
      return [];
  }
}

/** @returns what other programs read of the item: a function of nothing else */
export function show(item: Item): string {
  const shown = shownAs(item);
  const general = [shown.form === 'essay' ? shown.model : '', shown.explanation].filter(Boolean);
  const said = general.length > 0 ? [`####${part(general.join('\n\n'))}`] : [];
  const answers = [...answersOf(shown), ...said].map((line) => `\t${line}\n`).join('');
  const opening = shown.form === 'number' ? '{#' : '{';
  const after = shown.form === 'words' && shown.after ? ` ${escaped(shown.after)}` : '';
  const stem = `::${escaped(item.id)}::[plain]${escaped(shown.stem)}`;
  return `${stem} ${opening}\n${answers}}${after}`;
}

/**
 * @param items in any number, of all types
 * @returns a file that Moodle and others import, and from which `read` makes the very same items
 */
export const write = (items: readonly Item[]): string =>
  items
    .map((item) => {
      const about = `// [id:${item.id}] [tag:${item.objective}]`;
      return `${about}\n${copyMark}${keep(item)}\n${show(item)}\n\n`;
    })
    .join('');

/** @returns null where GIFT shows all of an item to others, else what they will not see */
export const holds = (item: Item): string | null => unseen(item, ['wrong', 'credit']);

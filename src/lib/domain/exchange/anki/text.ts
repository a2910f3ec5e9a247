/** What a field of a note says, in plain words. */
import { plainOf } from '../plain';

const sound = /\[sound:([^\]\n]*)\]/g;
const speech = /\[anki:tts[^\]]*\]|\[\/anki:tts\]/g;
const formula = /\[latex\]|\[\$\$?\]|\\\(|\\\[|<anki-mathjax/i;

/** @returns the words of a field, and in a sentence each what it had beside them */
export function textOf(html: string): { text: string; lost: string[] } {
  const lost: string[] = [];
  const silent = html.replace(speech, '').replace(sound, (_, file: string) => {
    lost.push(`The sound "${file}" is left out`);
    return '';
  });
  if (formula.test(html)) lost.push('A formula stands as its LaTeX');
  const plain = plainOf(silent);
  return { text: plain.text, lost: [...lost, ...plain.lost] };
}

/** Whether somebody would write these very words: a few, on one line. */
export const isTypable = (text: string): boolean =>
  text !== '' && text.length <= 60 && text.split(/\s+/).length <= 5 && !text.includes('\n');

/** @returns the wordings that count: with and without what is added in brackets at the end */
export function wordingsOf(text: string): string[] {
  const whole = text.endsWith('.') ? text.slice(0, -1) : text;
  const short = whole.replace(/ \([^()]*\)$/, '').trim();
  return short && short !== whole ? [whole, short] : [whole];
}

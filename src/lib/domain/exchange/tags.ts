/** The tags of an HTML text, one after the other, without a tree of them. */
import { Tokenizer } from 'htmlparser2';

export interface Listener {
  text: (text: string) => void;
  /** Names are in lower case. */
  open: (tag: string, attributes: Record<string, string>) => void;
  close: (tag: string) => void;
}

/**
 * Tells of each piece of `html` in turn, well-formed or not. Takes time in proportion to its
 * length, which who builds a tree of tags that never end does not.
 */
export function eachTag(html: string, { text, open, close }: Listener): void {
  let [tag, attribute, value] = ['', '', ''];
  let attributes: Record<string, string> = {};
  /** How far it has been told; a tag that never ends is text. */
  let told = 0;
  const opened = (end: number) => {
    told = end + 1;
    open(tag, attributes);
  };
  const tokenizer = new Tokenizer(
    {},
    {
      ontext(start, end) {
        told = end;
        text(html.slice(start, end));
      },
      ontextentity(codepoint, end) {
        told = end;
        text(String.fromCodePoint(codepoint));
      },
      onopentagname(start, end) {
        tag = html.slice(start, end).toLowerCase();
        attributes = {};
      },
      onattribname(start, end) {
        attribute = html.slice(start, end).toLowerCase();
        value = '';
      },
      onattribdata: (start, end) => void (value += html.slice(start, end)),
      onattribentity: (codepoint) => void (value += String.fromCodePoint(codepoint)),
      onattribend: () => void (attributes[attribute] ??= value),
      onopentagend: opened,
      onselfclosingtag: opened,
      onclosetag(start, end) {
        told = html.indexOf('>', end) + 1 || html.length;
        close(html.slice(start, end).toLowerCase());
      },
      oncomment: (_, end) => void (told = end + 1),
      oncdata: (_, end) => void (told = end + 1),
      ondeclaration: (_, end) => void (told = end + 1),
      onprocessinginstruction: (_, end) => void (told = end + 1),
      onend: () => text(html.slice(told))
    }
  );
  tokenizer.write(html);
  tokenizer.end();
}

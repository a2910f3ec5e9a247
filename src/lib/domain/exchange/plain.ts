/** HTML as plain text: what other programs format, and our items hold as words alone. */
import { page } from './page';
import { eachTag } from './tags';
import { tidy } from './tidy';

/** Whose content is nothing to read. */
const silent = new Set(['script', 'style', 'title', 'template', 'annotation', 'annotation-xml']);

const blocks = new Set(
  (
    'address article aside blockquote body center dd details div dl dt fieldset figcaption figure ' +
    'footer form h1 h2 h3 h4 h5 h6 header hr main nav p pre section summary'
  ).split(' ')
);

const media: Record<string, string> = {
  audio: 'sound',
  video: 'video',
  embed: 'embedded page',
  iframe: 'embedded page',
  object: 'embedded page'
};

const raised: Record<string, string> = Object.fromEntries(
  [...'0123456789+-−'].map((sign, i) => [sign, [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻'][i]!])
);

/** 10<sup>3</sup> is not 103. */
const raise = (text: string) =>
  /^[\d+−-]+$/.test(text) ? [...text].map((sign) => raised[sign]).join('') : text;

/** @returns how a file is called, from its address; '' where that does not tell */
function nameOf(address: string): string {
  const name = address.startsWith('data:') ? '' : address.split(/[?#]/)[0]!.split('/').at(-1)!;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

const quoted = (name: string) => (name.trim() ? ` "${tidy(name)}"` : '');

/** @returns whether a text that does not say so is HTML: it has one of its common tags or signs */
export const isHtml = (text: string): boolean =>
  /<\/?(?:p|br|div|span|b|i|u|em|strong|su[bp]|[uo]l|li|a|img|h[1-6]|table|t[rdh]|pre|code)(?:\s[^<>=]*=[^<>]*)?\s*\/?>|&(?:nbsp|amp|lt|gt|quot|#\d+|#x[\da-f]+);/i.test(
    text
  );

/**
 * @param html a piece of a page, well-formed or not; takes time in proportion to its length
 * @returns `text`, its words: a blank line between paragraphs, lists as lines that begin with "- "
 *   or a number, tabs between the cells of a table, addresses of links in brackets; and `lost`, in
 *   a sentence each what of its meaning is not in these, such as a picture
 */
export function plainOf(html: string): { text: string; lost: string[] } {
  const sheet = page();
  const lost = new Set<string>();
  let isPre = false;
  let isRaised = false;
  /** The tag until whose end nothing is read, and the name of what it plays. */
  let skipped: { tag: string; file: string } | null = null;
  let link: { address: string; words: string } | null = null;

  function say(text: string) {
    if (skipped) return;
    if (link) link.words += text;
    sheet.write(isRaised ? raise(text) : text, isPre);
  }

  function endLink() {
    if (!link) return;
    const { address, words } = link;
    link = null;
    if (address.startsWith('@@PLUGINFILE@@'))
      lost.add(`The attached file${quoted(nameOf(address))} is left out`);
    if (!/^(https?:|mailto:|tel:)/i.test(address)) return;
    lost.add(`The link to ${tidy(address)} is text now`);
    if (words.trim() !== '' && words.trim() !== address) say(` (${address})`);
  }

  function picture({ alt = '', src = '', class: kind = '', ...others }: Record<string, string>) {
    const formula = others['data-equation-content'] ?? alt;
    if (/equation|latex|math/i.test(kind) && formula.trim()) say(formula);
    else lost.add(`The picture${quoted(alt.trim() || nameOf(src))} is left out`);
  }

  function open(tag: string, attributes: Record<string, string>) {
    const { src = '', data = '', href, start } = attributes;
    if (skipped) {
      if (tag === 'source') skipped.file ||= nameOf(src);
      return;
    }
    if (silent.has(tag)) skipped = { tag, file: '' };
    else if (tag === 'embed') lost.add(`The embedded page${quoted(nameOf(src))} is left out`);
    else if (Object.hasOwn(media, tag)) skipped = { tag, file: nameOf(src || data) };
    else if (tag === 'br') sheet.line();
    else if (tag === 'img' || tag === 'image') picture(attributes);
    else if (tag === 'ul') sheet.openList(null);
    else if (tag === 'ol') sheet.openList(Number.parseInt(start ?? '1', 10) || 1);
    else if (tag === 'li') sheet.entry();
    else if (tag === 'tr') sheet.row();
    else if (tag === 'td' || tag === 'th') sheet.cell();
    else if (blocks.has(tag) || tag === 'table') sheet.block();
    if (tag === 'a') {
      endLink();
      link = href === undefined ? null : { address: href.trim(), words: '' };
    }
    if (tag === 'td') lost.add('A table is lines now, with tabs between its cells');
    if (tag === 's' || tag === 'del' || tag === 'strike')
      lost.add('Words that were struck out stand like any others');
    if (tag === 'math') lost.add('A formula is plain text now');
    if (tag === 'sup') isRaised = true;
    if (tag === 'pre') isPre = true;
  }

  function close(tag: string) {
    if (skipped) {
      if (skipped.tag !== tag) return;
      const kind = media[tag];
      if (kind) lost.add(`The ${kind}${quoted(skipped.file)} is left out`);
      skipped = null;
    }
    if (tag === 'a') endLink();
    else if (tag === 'sup') isRaised = false;
    else if (tag === 'ul' || tag === 'ol') sheet.closeList();
    else if (tag === 'table') sheet.endTable();
    else if (blocks.has(tag)) sheet.block();
    if (tag === 'pre') isPre = false;
  }

  eachTag(html, { text: say, open, close });
  endLink();
  return { text: tidy(sheet.text()), lost: [...lost] };
}

/** Documents of Word: which parts of the archive hold what. */
import type { Found } from '../../domain/exchange/row';
import type { Sources } from '../../domain/exchange/word/document';
import { read as readSources } from '../../domain/exchange/word/read';
import { parseXml, within } from '../../domain/exchange/xml';
import { unzip, usualLimits } from './zip';

const megabyte = 2 ** 20;

/** Of text: its pictures stay packed. */
const limits = {
  ...usualLimits,
  each: 32 * megabyte,
  total: 64 * megabyte,
  wanted: (path: string) => /\.(xml|rels)$/i.test(path)
};

/** What Word before 2007 and documents with a password begin with (MS-CFB). */
const old = [0xd0, 0xcf, 0x11, 0xe0];

/**
 * @param bytes of a `.docx`
 * @returns the questions in it, in order
 */
export function read(bytes: Uint8Array): Found {
  const sources = sourcesIn(bytes);
  return 'flaw' in sources
    ? { rows: [], flaws: [{ line: 1, text: sources.flaw }], lost: [] }
    : readSources(sources);
}

/** @returns the parts of a document that hold its text, or a sentence that says why not */
export function sourcesIn(bytes: Uint8Array): Sources | { flaw: string } {
  if (old.every((byte, i) => bytes[i] === byte))
    return {
      flaw: 'This is a document of an old Word, or one with a password. Save it as .docx, without a password'
    };
  const files = unzip(bytes, limits);
  if ('flaw' in files) return files;
  const decoder = new TextDecoder();
  const read = (path: string | null) => {
    const file = path === null ? undefined : files.get(path);
    return file ? decoder.decode(file) : null;
  };
  const main = targetOf(read('_rels/.rels'), '', 'officeDocument') ?? 'word/document.xml';
  const document = read(main);
  if (document === null)
    return { flaw: 'This is no document of Word, but another archive. Save it as .docx' };
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const relations = read(`${folder}_rels/${main.slice(folder.length)}.rels`);
  const part = (name: string) => read(targetOf(relations, folder, name) ?? `${folder}${name}.xml`);
  return { document, styles: part('styles'), numbering: part('numbering'), relations };
}

/** @returns where a part lies that relations name; null where they do not */
function targetOf(relations: string | null, folder: string, name: string): string | null {
  const root = relations === null ? null : parseXml(relations).root;
  const found = (root ? within(root, 'Relationship') : []).find(({ attributes }) =>
    attributes.Type?.endsWith(`/${name}`)
  );
  const target = found?.attributes.Target;
  if (!target) return null;
  return target.startsWith('/') ? target.slice(1) : `${folder}${target}`;
}

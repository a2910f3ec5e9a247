/** QTI packages: a zip of items with a list of them, `imsmanifest.xml` (IMS Content Packaging 1.2). */
import { posix } from 'node:path';
import { read as readXml } from '../../domain/exchange/qti/read';
import { writeItem } from '../../domain/exchange/qti/write';
export { holds } from '../../domain/exchange/qti/write';
import type { Found, Row } from '../../domain/exchange/row';
import { anywhere, escaped, parseXml } from '../../domain/exchange/xml';
import type { Item } from '../../domain/items/registry';
import { decodeAs } from './decode';
import { unzip, usualLimits, zip } from './zip';

const manifest = 'imsmanifest.xml';
const isList = (path: string) => posix.basename(path) === manifest;

/** Of use: XML; Canvas calls some of it `.xml.qti`. */
const wanted = (path: string) => /\.(?:xml|qti)$/i.test(path) && !path.startsWith('__MACOSX/');

/** The root of what holds questions; tests, settings and metadata are XML too. */
const hasQuestions = /<(?:[\w-]+:)?(?:qti-assessment-item|assessmentItem|questestinterop)[\s>]/;

/**
 * @param bytes a zip file, whatever is in it
 * @returns its questions in the order of its list, if it has one; lines are numbers of questions
 */
export function read(bytes: Uint8Array): Found {
  const files = unzip(bytes, { ...usualLimits, wanted });
  if ('flaw' in files) return { rows: [], flaws: [{ line: 1, text: files.flaw }], lost: [] };
  const found: Found = { rows: [], flaws: [], lost: [] };
  for (const path of ordered(files)) {
    const text = textOf(files.get(path)!);
    if (!hasQuestions.test(text)) continue;
    const inFile = readXml(text);
    const line = found.rows.length + 1;
    const placed = (remark: { line: number; text: string }) => ({
      line,
      text: `${path}, line ${remark.line}: ${remark.text}`
    });
    found.rows.push(...inFile.rows.map((row, i) => numbered(row, line + i)));
    found.flaws.push(...inFile.flaws.map(placed));
    found.lost.push(...inFile.lost.map(placed));
  }
  if (found.rows.length + found.flaws.length + found.lost.length === 0)
    found.flaws.push({
      line: 1,
      text: 'This package holds no questions in QTI: export it as QTI 1.2, 2 or 3'
    });
  return found;
}

/** Paths by the list of the package, and what it does not list behind that. */
function ordered(files: ReadonlyMap<string, Uint8Array>): string[] {
  const [list] = [...files.keys()].filter(isList).toSorted((a, b) => a.length - b.length);
  const places = new Map(listed(list, files).map((path, i) => [path, i]));
  const place = (path: string) => places.get(path) ?? places.size;
  return [...files.keys()]
    .filter((path) => !isList(path) && !isTwin(path, files))
    .toSorted((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
}

function listed(list: string | undefined, files: ReadonlyMap<string, Uint8Array>): string[] {
  if (list === undefined) return [];
  const { root } = parseXml(textOf(files.get(list)!));
  const folder = posix.dirname(list);
  return anywhere(root ?? undefined, 'resource')
    .flatMap((resource) => [resource, ...anywhere(resource, 'file')])
    .map(({ attributes }) => posix.join(folder, decoded(attributes.href ?? '')));
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

/** A course of Canvas has each quiz twice: for others, and all of it for itself. */
function isTwin(path: string, files: ReadonlyMap<string, Uint8Array>): boolean {
  const [, quiz] = /^([^/]+)\/assessment_qti\.xml$/.exec(path) ?? [];
  return quiz !== undefined && files.has(`non_cc_assessments/${quiz}.xml.qti`);
}

function numbered(row: Row, line: number): Row {
  const moved = (remark: { text: string }) => ({ ...remark, line });
  return { ...row, line, flaws: row.flaws.map(moved), lost: row.lost.map(moved) };
}

/** @returns XML in the encoding that it declares; in UTF-8 where it declares none, or one unknown */
function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const isWide = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (isWide) return new TextDecoder(first === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes);
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const name = /^<\?xml[^>]*encoding=["']([\w-]+)["']/.exec(start)?.[1] ?? 'utf-8';
  try {
    return decodeAs(name, bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

/** @returns a package in QTI 3: of the same items always the same bytes */
export function write(items: readonly Item[]): Uint8Array {
  const digits = String(items.length).length;
  const files = items.map((item, i): [string, string] => [
    `items/${String(i + 1).padStart(digits, '0')}-${item.id}.xml`,
    writeItem(item)
  ]);
  return zip([[manifest, listOf(files.map(([path]) => path))], ...files]);
}

const listOf = (paths: readonly string[]) =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<manifest xmlns="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1 https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqtiv3p0_imscpv1p2_v1p0.xsd" identifier="palpate-questions">',
    '<metadata><schema>QTI Package</schema><schemaversion>3.0.0</schemaversion></metadata>',
    '<organizations/>',
    '<resources>',
    ...paths.map((path, i) => {
      const href = escaped(path);
      return `<resource identifier="resource-${i + 1}" type="imsqti_item_xmlv3p0" href="${href}"><file href="${href}"/></resource>`;
    }),
    '</resources>',
    '</manifest>',
    ''
  ].join('\n');

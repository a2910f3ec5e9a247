import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { detect } from './detect';
import { item } from '../items/arbitraries';
import { write as writeFolder, asking } from './folder/write';
import { write as writeGift } from './gift/write';
import { write as writeMoodle } from './moodle/write';
import { writeItem } from './qti/write';
import { write as writeTable } from './table/write';

const encoder = new TextEncoder();
const ofText = (text: string, name = '') => detect(encoder.encode(text), name, () => text);
const ofBytes = (bytes: Uint8Array, name = '') =>
  detect(bytes, name, () => new TextDecoder('windows-1252').decode(bytes));
const ofArchive = (names: string[], name = '') =>
  ofBytes(zipSync(Object.fromEntries(names.map((one) => [one, new Uint8Array(1)]))), name);

const texts: [format: string, text: string][] = [
  ['gift', 'Which bone? {=Femur ~Tibia}'],
  ['gift', '// question: 1  name: Bones\n::Bones::[html]<p>Which?</p>{\n\t=Femur\n\t~Tibia\n}\n'],
  ['gift', '$CATEGORY: top/Bones\n\nThe femur is in the leg.{T}'],
  ['aiken', 'Which bone?\nA. Femur\nB. Tibia\nANSWER: A'],
  [
    'aiken',
    'Which bone?\nA) Femur\nB) Tibia\nANSWER: A\n\nAnd this?\nA) Ulna\nB) Talus\nANSWER: B'
  ],
  ['text', '1. Which bone?\na) Femur\n*b) Tibia\n'],
  [
    'text',
    '1. Which bone?\nA. Femur\nB. Tibia\n\n2. And this?\nA. Ulna\nB. Talus\n\nAnswers: 1A 2B'
  ],
  ['table', 'question,option a,option b,correct\nWhich bone?,Femur,Tibia,A'],
  ['table', 'question;option a;option b;correct\nWhich bone?;Femur;Tibia;A'],
  ['table', 'Question\tA\tB\tC\tAnswer\nWhich bone?\tFemur\tTibia\tUlna\tA'],
  ['table', 'Which bone?\tFemur\tTibia\tUlna\tA\nAnd this?\tTalus\tTibia\tUlna\tB'],
  ['moodle', '<?xml version="1.0"?>\n<quiz><question type="essay"/></quiz>'],
  ['moodle', '<quiz>\n<question type="essay"/></quiz>'],
  ['qti', '<?xml version="1.0"?><assessmentItem identifier="a"/>'],
  ['qti', '<qti-assessment-item identifier="a"/>'],
  ['qti', '<?xml version="1.0"?><!-- by Canvas --><questestinterop></questestinterop>'],
  ['qti', '<imsqti:assessmentItem xmlns:imsqti="x"></imsqti:assessmentItem>'],
  // Each could be another as well, but for its first line.
  ['gift', '// palpate:{}\n::q::[plain]One | two {=c}\n'],
  ['gift', '$CATEGORY: a/b\n\nOne | two {=c}\n'],
  ['table', 'id,type,question,correct,palpate\nq,cloze,Which {=one}?,a,"{}"\n'],
  ['table', 'question,answer\nThe femur {=is} which?,a bone'],
  ['folder', '- id: a\n  type: choice\n  stem: Which?\n']
];

describe('a text is told by what it holds', () => {
  test.each(texts)('%s: %j', (format, text) => {
    expect(ofText(text)).toEqual({ format });
    for (const name of ['bank.docx', 'bank.xml', 'bank'])
      expect(ofText(text, name), name).toEqual({ format });
    expect(ofText(text.replaceAll('\n', '\r\n'))).toEqual({ format });
    expect(ofText(`\ufeff${text}`)).toEqual({ format });
    expect(ofText(`\n\n${text}\n\n`)).toEqual({ format });
  });

  test('and only where that leaves it open by its name', () => {
    const either = 'The femur {=is} in the leg,yes';
    expect(ofText(either, 'bank.gift')).toEqual({ format: 'gift' });
    expect(ofText(either, 'BANK.CSV')).toEqual({ format: 'table' });
    expect(ofText(texts[0]![1], 'bank.csv')).toEqual({ format: 'gift' });
  });

  test('however many questions follow, and whatever their types', () => {
    const items = fc.sample(item, { numRuns: 80, seed: 3 }).map((one, i) => ({
      ...one,
      id: `q-${i}`,
      case: undefined
    }));
    const folder = writeFolder(asking('T', items)).files[1]!.text;
    expect(ofText(writeGift(items))).toEqual({ format: 'gift' });
    expect(ofText(writeMoodle(items))).toEqual({ format: 'moodle' });
    expect(ofText(writeItem(items[0]!))).toEqual({ format: 'qti' });
    expect(ofText(writeTable(items))).toEqual({ format: 'table' });
    expect(ofText(folder)).toEqual({ format: 'folder' });
  });
});

test.each([
  ['anki', ['collection.anki2', 'media']],
  ['anki', ['meta', 'collection.anki21b', 'collection.anki2', 'media', '0']],
  ['word', ['[Content_Types].xml', '_rels/.rels', 'word/document.xml']],
  ['folder', ['01-strokes/lesson.mdx', '01-strokes/questions.yaml']],
  ['qti', ['imsmanifest.xml', 'g1/assessment_meta.xml', 'g1/g1.xml']],
  ['qti', ['export/imsmanifest.xml', 'export/items/1.xml']],
  ['qti', ['items/1.xml']]
])('an archive is %s by what it holds: %j', (format, names) => {
  for (const name of ['', 'bank.zip', 'bank.csv', 'bank.gift'])
    expect(ofArchive(names, name)).toEqual({ format });
});

describe('a file that we do not read says what to do', () => {
  test.each([
    ['a sheet of Excel', ['[Content_Types].xml', 'xl/workbook.xml'], 'as CSV'],
    ['a backup of Moodle', ['moodle_backup.xml', 'course/course.xml'], 'as Moodle XML'],
    ['an archive in an archive', ['bank.zip'], 'Unpack the archive'],
    ['pictures', ['a.png', 'b.png'], 'Unpack the archive'],
    ['nothing at all', [], 'Unpack the archive']
  ])('%s', (_, names, fix) => {
    expect(ofArchive(names)).toEqual({ fix: expect.stringContaining(fix) });
  });

  test.each([
    ['a PDF', '%PDF-1.7', 'Copy the text out of the PDF'],
    ['an old Word', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', '.docx'],
    ['RTF', '{\\rtf1\\ansi Which?}', '.docx'],
    ['a picture', '\x89PNG\r\n\x1a\n', 'another kind'],
    ['a photograph', '\xff\xd8\xff\xe0', 'another kind'],
    ['a database', 'SQLite format 3\0', 'another kind'],
    ['a page', '<!DOCTYPE html>\n<html lang="en"><body>Which?</body></html>', 'out of the page'],
    ['another XML', '<?xml version="1.0"?><rss><channel/></rss>', 'of another kind']
  ])('%s, whatever it is called', (_, start, fix) => {
    const bytes = Uint8Array.from(start, (sign) => sign.charCodeAt(0));
    for (const name of ['', 'bank.gift', 'bank.csv', 'bank.apkg', 'bank.docx'])
      expect(ofBytes(bytes, name)).toEqual({ fix: expect.stringContaining(fix) });
  });

  test.each(['', ' ', '\r\n\r\n', '\ufeff', '\t'])('nothing but %j', (text) => {
    for (const name of ['', 'bank.csv', 'bank.gift'])
      expect(ofText(text, name)).toEqual({ fix: expect.stringContaining('not empty') });
  });

  test('bytes of a program or a film, which are no text in any encoding', () => {
    const bytes = Uint8Array.from({ length: 4000 }, (_, i) => (i * i * 31 + (i >> 3)) % 256);
    expect(ofBytes(bytes, 'bank.txt')).toEqual({ fix: expect.stringContaining('another kind') });
  });
});

test('half of an archive goes to the reader that its name asks for, which says what is wrong', () => {
  const whole = zipSync({ 'collection.anki2': new Uint8Array(9) });
  const half = whole.subarray(0, whole.length - 40);
  expect(ofBytes(half, 'deck.apkg')).toEqual({ format: 'anki' });
  expect(ofBytes(half, 'bank.docx')).toEqual({ format: 'word' });
  expect(ofBytes(half)).toHaveProperty('fix');
});

test('whatever it is given, there is an answer', () => {
  const signs = fc.constantFrom(
    ...'{}=~#:\\<>\n\t,;"*.)- ',
    '::',
    'ANSWER: A',
    '1. ',
    'A. ',
    '<quiz>'
  );
  const piece = fc.oneof(signs, fc.string({ unit: 'binary', maxLength: 4 }));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (parts) => {
      const told = ofText(parts.join(''));
      return 'format' in told || told.fix.length > 0;
    }),
    { numRuns: 40 }
  );
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => Object.keys(ofBytes(bytes)).length === 1),
    {
      numRuns: 50
    }
  );
});

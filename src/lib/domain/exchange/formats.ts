/** The forms in which questions come and go. */

/** As they are shown; those that only come in are missing in `exportFormats`. */
export const formats = {
  gift: 'GIFT',
  aiken: 'Aiken',
  moodle: 'Moodle XML',
  qti: 'QTI',
  table: 'Table (CSV or from a spreadsheet)',
  text: 'Numbered questions',
  word: 'Word (.docx)',
  anki: 'Anki (.apkg)',
  folder: 'Folder for content/'
} as const;
export type Format = keyof typeof formats;
export const formatNames = Object.keys(formats) as Format[];

/** Each with the ending of its files and what browsers call them. */
export const exportFormats = {
  gift: { ending: 'gift.txt', type: 'text/plain; charset=utf-8' },
  moodle: { ending: 'moodle.xml', type: 'application/xml; charset=utf-8' },
  qti: { ending: 'qti.zip', type: 'application/zip' },
  table: { ending: 'csv', type: 'text/csv; charset=utf-8' },
  anki: { ending: 'apkg', type: 'application/octet-stream' },
  folder: { ending: 'content.zip', type: 'application/zip' }
} as const satisfies Partial<Record<Format, { ending: string; type: string }>>;
export type ExportFormat = keyof typeof exportFormats;
export const exportNames = Object.keys(exportFormats) as ExportFormat[];

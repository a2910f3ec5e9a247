/** Schema 11 of Anki's collections, which every Anki and every program like it reads. */

const integers = (...names: string[]) => names.map((name) => `${name} integer not null`);
const texts = (...names: string[]) => names.map((name) => `${name} text not null`);
const key = 'id integer primary key';

const tables = {
  col: [
    key,
    ...integers('crt', 'mod', 'scm', 'ver', 'dty', 'usn', 'ls'),
    ...texts('conf', 'models', 'decks', 'dconf', 'tags')
  ],
  notes: [
    key,
    ...texts('guid'),
    ...integers('mid', 'mod', 'usn'),
    ...texts('tags', 'flds'),
    // Of integers, so that texts that are numbers are sorted as such.
    ...integers('sfld', 'csum', 'flags'),
    ...texts('data')
  ],
  cards: [
    key,
    ...integers('nid', 'did', 'ord', 'mod', 'usn', 'type', 'queue', 'due', 'ivl', 'factor'),
    ...integers('reps', 'lapses', 'left', 'odue', 'odid', 'flags'),
    ...texts('data')
  ],
  revlog: [key, ...integers('cid', 'usn', 'ease', 'ivl', 'lastIvl', 'factor', 'time', 'type')],
  graves: integers('usn', 'oid', 'type')
};

const indexes = {
  ix_notes_usn: 'notes (usn)',
  ix_cards_usn: 'cards (usn)',
  ix_revlog_usn: 'revlog (usn)',
  ix_cards_nid: 'cards (nid)',
  ix_cards_sched: 'cards (did, queue, due)',
  ix_revlog_cid: 'revlog (cid)',
  ix_notes_csum: 'notes (csum)'
};

export const schema = [
  ...Object.entries(tables).map(
    ([name, columns]) => `create table ${name} (${columns.join(', ')})`
  ),
  ...Object.entries(indexes).map(([name, on]) => `create index ${name} on ${on}`)
].join(';\n');

/**
 * The components that a lesson may use. In plain JavaScript, because the build of the lessons,
 * which imports those that each uses, asks too.
 *
 * `must` and `may` are attributes, all of them plain strings. `holds` says what may stand between
 * its tags. What is `inline` stands among words, the others on lines of their own.
 * @satisfies {Record<string, { must: string[], may: string[], holds: 'blocks' | 'words' | 'nothing', inline?: true }>}
 */
export const components = {
  BodyMap: { must: ['alt'], may: ['overlay', 'marks', 'caption'], holds: 'nothing' },
  Callout: { must: ['kind', 'title'], may: [], holds: 'blocks' },
  Case: { must: ['id'], may: [], holds: 'nothing' },
  Check: { must: ['items'], may: [], holds: 'nothing' },
  Compare: { must: ['title'], may: [], holds: 'blocks' },
  Figure: { must: ['name', 'alt'], may: ['caption'], holds: 'nothing' },
  Image: { must: ['id', 'alt'], may: ['caption'], holds: 'nothing' },
  Source: { must: ['id'], may: [], holds: 'nothing', inline: true },
  Term: { must: ['id'], may: [], holds: 'words', inline: true }
};

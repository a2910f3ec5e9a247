/** How the map of claims speaks. */

/** What became of a claim: its badge, the badge's words, and what they mean. */
export const verdictWords = {
  taught: { mark: 'good', name: '✓ Taught', means: 'We teach it as it is said.' },
  qualified: {
    mark: 'warn',
    name: '~ With limits',
    means: 'True up to a point, and we say which.'
  },
  corrected: {
    mark: 'bad',
    name: '✗ Corrected',
    means: 'Wrong or unsafe: we teach something else.'
  },
  opinion: { mark: '', name: 'Opinion', means: 'A view or advertising, named as such.' }
} as const;

/** Kinds of source, as headings. */
export const kindNames = {
  study: 'Studies',
  review: 'Reviews of studies',
  guideline: 'Guidelines and codes',
  law: 'Laws and rules',
  official: 'Boards, agencies and associations',
  article: 'Articles',
  text: 'Textbooks'
} as const;

/**
 * Where in a lesson a section begins. In plain JavaScript, because the build of the lessons, which
 * gives the headings their ids, asks too.
 * @param {string} heading its words
 * @returns {string} the id of the heading, which is the end of its address too
 */
export const anchorOf = (heading) =>
  `section-${heading
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')}`;

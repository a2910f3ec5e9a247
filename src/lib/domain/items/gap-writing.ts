/** The text of a cloze as one writes it: words between double brackets become gaps. */

const bracketed = /\[\[([^[\]]+)\]\]/g;

/**
 * @param text in which `[[outcome|result]]` is a gap that takes either word
 * @param gaps that there are already, by their ids
 * @returns the text with the gaps named, and those that are new
 */
export function withGaps(
  text: string,
  gaps: readonly { id: string }[]
): { text: string; added: { id: string; accept: string[] }[] } {
  const taken = new Set(gaps.map(({ id }) => id));
  const added: { id: string; accept: string[] }[] = [];
  const named = text.replace(bracketed, (whole, inner: string) => {
    if (gaps.some(({ id }) => id === inner.trim())) return `[[${inner.trim()}]]`;
    const accept = inner
      .split('|')
      .map((word) => word.trim())
      .filter(Boolean);
    if (accept.length === 0) return whole;
    let number = 1;
    while (taken.has(`gap-${number}`)) number++;
    const id = `gap-${number}`;
    taken.add(id);
    added.push({ id, accept });
    return `[[${id}]]`;
  });
  return { text: named, added };
}

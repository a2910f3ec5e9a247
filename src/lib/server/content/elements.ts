/** The components that a lesson may use, and what each tells of the lesson. */
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx-jsx';
import { regionOf, regions } from '../../domain/body-map';
import { figureNames } from '../../domain/figures';
import type { Prose } from './prose';

/** Components of a lesson: which attributes each must and may have. All are plain strings. */
export const components: Record<string, { must: string[]; may: string[] }> = {
  BodyMap: { must: ['alt'], may: ['overlay', 'marks', 'caption'] },
  Callout: { must: ['kind', 'title'], may: [] },
  Case: { must: ['id'], may: [] },
  Check: { must: ['items'], may: [] },
  Compare: { must: ['title'], may: [] },
  Figure: { must: ['name', 'alt'], may: ['caption'] },
  Source: { must: ['id'], may: [] },
  Term: { must: ['id'], may: [] }
};
const calloutKinds = ['safety', 'key', 'dispute', 'example'];

type Element = MdxJsxFlowElement | MdxJsxTextElement;

/** Notes in `prose` what an element names, and reports what is wrong with it. */
export function inspectElement(
  node: Element,
  line: number,
  prose: Prose,
  report: (line: number, fix: string) => void
): void {
  const name = node.name ?? '';
  const allowed = Object.hasOwn(components, name) ? components[name] : undefined;
  if (!allowed)
    return void report(
      line,
      `<${node.name}> is unknown: use ${Object.keys(components).join(', ')}`
    );

  const attributes: Record<string, string> = {};
  for (const attribute of node.attributes) {
    if (attribute.type !== 'mdxJsxAttribute' || typeof attribute.value !== 'string')
      report(line, `Give <${node.name}> plain attributes only, as name="text"`);
    else if (![...allowed.must, ...allowed.may].includes(attribute.name))
      report(line, `<${node.name}> has no attribute ${attribute.name}`);
    else attributes[attribute.name] = attribute.value;
  }
  for (const name of allowed.must)
    if (!attributes[name]?.trim()) report(line, `Give <${node.name}> the attribute ${name}="…"`);

  const { id = '', items = '', kind = '', title = '', name: figure = '' } = attributes;
  const section = prose.sections.at(-1) ?? null;
  if (node.name === 'Source') prose.sources.push({ id, line, section });
  if (node.name === 'Term') prose.terms.push({ id, line });
  if (node.name === 'Case') prose.cases.push({ id, line, section });
  if (node.name === 'Check')
    for (const item of items.split(/\s+/).filter(Boolean))
      prose.checks.push({ id: item, line, section });
  if (node.name === 'Callout' && !calloutKinds.includes(kind))
    report(line, `Give <Callout> a kind: ${calloutKinds.join(', ')}`);
  if (kind === 'dispute') prose.disputes.push({ id: title, line, section });
  if (node.name === 'Figure') {
    prose.figures.push(figure);
    if (!figureNames.some((known) => known === figure))
      report(line, `<Figure> has no drawing "${figure}": name one of ${figureNames.join(', ')}`);
  }
  if (node.name === 'BodyMap') inspectBodyMap(attributes, line, report);
}

function inspectBodyMap(
  { overlay, marks = '' }: Record<string, string>,
  line: number,
  report: (line: number, fix: string) => void
): void {
  if (overlay !== undefined && overlay !== 'endangerment')
    report(line, 'Give <BodyMap> overlay="endangerment", or take overlay out');
  for (const id of marks.split(/\s+/).filter(Boolean)) {
    if (regionOf(id)) continue;
    // Most often the side is missing, or one too many.
    const bare = id.replace(/^(left|right)-/, '');
    const alike = regions.filter((region) => region.id.endsWith(bare)).map((region) => region.id);
    const instead =
      alike.length > 0 ? `write ${alike.join(' or ')}` : 'see src/lib/domain/body-map';
    report(line, `<BodyMap> knows no region ${id}: ${instead}`);
  }
}

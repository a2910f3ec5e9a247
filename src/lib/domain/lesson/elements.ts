/** A component as the text of a lesson writes it: which it is, and what is wrong with it. */
import type { Nodes } from 'mdast';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx-jsx';
import { regionOf, regions } from '../body-map';
import { figureNames } from '../figures';
import { components } from './components.js';
import type { Report } from './markdown';

export type ComponentName = keyof typeof components;
export type Element = MdxJsxFlowElement | MdxJsxTextElement;
export type Attributes = Record<string, string>;

/** The names that the components of a lesson may give; of what is left out, any. */
export type Known = Partial<Record<ComponentName, ReadonlySet<string>>>;

interface Rule {
  must: readonly string[];
  may: readonly string[];
  holds: 'blocks' | 'words' | 'nothing';
  inline?: boolean;
}
export const ruleOf = (name: ComponentName): Rule => components[name];

export const isComponent = (name: string | null): name is ComponentName =>
  name !== null && Object.hasOwn(components, name);

export const isElement = (node: Nodes): node is Element =>
  node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';

/** Whether it is a component that stands among words. */
export const isInline = ({ name }: Element) => isComponent(name) && ruleOf(name).inline === true;

const names = Object.keys(components).join(', ');
const calloutKinds = ['safety', 'key', 'dispute', 'example'];

/**
 * Reads an element and reports all that is wrong with it.
 * @returns undefined where it cannot be shown
 */
export function readElement(
  node: Element,
  known: Known,
  tell: Report
): { component: ComponentName; attributes: Attributes } | undefined {
  const { name } = node;
  let sound = true;
  const report = (fix: string) => {
    sound = false;
    tell(node.position?.start.line ?? 1, fix);
  };
  if (!isComponent(name)) return void report(`<${name ?? ''}> is unknown: use ${names}`);

  const { must, may } = ruleOf(name);
  for (const attribute of node.attributes) {
    if (attribute.type !== 'mdxJsxAttribute' || typeof attribute.value !== 'string')
      report(`Give <${name}> plain attributes only, as name="text"`);
    else if (![...must, ...may].includes(attribute.name))
      report(`<${name}> has no attribute ${attribute.name}`);
  }
  const attributes = attributesOf(node);
  for (const attribute of must)
    if (!attributes[attribute]?.trim()) report(`Give <${name}> the attribute ${attribute}="…"`);
  inspect(name, attributes, report);
  for (const id of namedBy(attributes))
    if (known[name]?.has(id) === false)
      report(`<${name}> names "${id}", which is not here: mend the name or take it out`);
  return sound ? { component: name, attributes } : undefined;
}

/** @returns what an element says in plain strings */
export const attributesOf = (node: Element): Attributes =>
  Object.fromEntries(
    node.attributes.flatMap((attribute) =>
      attribute.type === 'mdxJsxAttribute' && typeof attribute.value === 'string'
        ? [[attribute.name, attribute.value]]
        : []
    )
  );

/** @returns what the attributes name: a check several items, most others one thing */
export const namedBy = ({ id = '', items = id }: Attributes): string[] =>
  items.split(/\s+/).filter(Boolean);

function inspect(
  component: ComponentName,
  { kind = '', name = '', overlay, marks = '' }: Attributes,
  report: (fix: string) => void
): void {
  if (component === 'Callout' && !calloutKinds.includes(kind))
    report(`Give <Callout> a kind: ${calloutKinds.join(', ')}`);
  if (component === 'Figure' && !figureNames.some((figure) => figure === name))
    report(`<Figure> has no drawing "${name}": name one of ${figureNames.join(', ')}`);
  if (component !== 'BodyMap') return;
  if (overlay !== undefined && overlay !== 'endangerment')
    report('Give <BodyMap> overlay="endangerment", or take overlay out');
  for (const id of marks.split(/\s+/).filter(Boolean)) {
    if (regionOf(id)) continue;
    // Most often the side is missing, or one too many.
    const bare = id.replace(/^(left|right)-/, '');
    const alike = regions.filter((region) => region.id.endsWith(bare)).map((region) => region.id);
    const instead =
      alike.length > 0 ? `write ${alike.join(' or ')}` : `write one such as ${regions[0]!.id}`;
    report(`<BodyMap> knows no region ${id}: ${instead}`);
  }
}

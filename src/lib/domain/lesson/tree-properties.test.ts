/** Whatever is written, its tree is safe, and a browser reads what it is sent as it was meant. */
import fc from 'fast-check';
import { parseFragment, type DefaultTreeAdapterTypes as Adapter } from 'parse5';
import { expect, test } from 'vitest';
import { lessonText, written } from './arbitraries';
import { components } from './components.js';
import { readProse } from './prose';
import { attributes, tags, type Tree } from './tree';

/** Each node with the names of those that it stands in. */
function* nodesOf(tree: Tree, within: string[] = []): Generator<[Tree[number], string[]]> {
  for (const node of tree) {
    yield [node, within];
    if (typeof node === 'string') continue;
    yield* nodesOf(node.children, [...within, 'tag' in node ? node.tag : node.component]);
  }
}

test('a tree holds what it may and nothing else', () => {
  const found = new Set<string>();
  fc.assert(
    fc.property(lessonText, (text) => {
      const { prose, flaws } = readProse(text);
      for (const { line, fix } of flaws) {
        expect(line).toBeGreaterThanOrEqual(1);
        expect(fix).not.toMatch(/undefined|\[object/);
      }
      expect(JSON.parse(JSON.stringify(prose.tree))).toEqual(prose.tree);
      for (const [node, within] of nodesOf(prose.tree)) {
        if (typeof node === 'string') continue;
        const name = 'tag' in node ? node.tag : node.component;
        found.add(name);
        const given = Object.keys(node.attributes);
        if ('component' in node) {
          const { must, may } = components[node.component];
          expect([...must, ...may]).toEqual(expect.arrayContaining(given));
          expect(given).toEqual(expect.arrayContaining(must));
          for (const value of Object.values(node.attributes)) expect(value).toBeTypeOf('string');
        } else {
          expect(tags).toContain(node.tag);
          expect(attributes).toEqual(expect.arrayContaining(given));
          const { href = '#' } = node.attributes;
          const { protocol, host } = new URL(`${href}`, 'https://here.example');
          expect(['https:', 'mailto:']).toContain(protocol);
          if (`${href}`.startsWith('/')) expect(host).toBe('here.example');
        }
        // What is pressed holds nothing to press.
        if (['a', 'Term', 'Source'].includes(name))
          expect(within.filter((outer) => ['a', 'Term'].includes(outer))).toEqual([]);
      }
    }),
    { numRuns: 500 }
  );
  // Else it would be no wonder.
  const usual = [...tags, ...Object.keys(components)].filter(
    (name) => !/^(h[3-6]|Case)$/.test(name)
  );
  expect(usual.filter((name) => !found.has(name))).toEqual([]);
});

test('a browser need not move anything to read it', () => {
  const received = (nodes: Adapter.ChildNode[]): string =>
    nodes
      .map((node) => {
        if ('tagName' in node) return `<${node.tagName}>${received(node.childNodes)}</>`;
        return 'value' in node ? node.value : '';
      })
      .join('');
  const sent = (tree: Tree): string =>
    tree
      .map((node) => {
        if (typeof node === 'string') return node.replaceAll('\0', '');
        const inner = sent(node.children);
        if ('tag' in node) return `<${node.tag}>${inner}</>`;
        if (node.component === 'Source') return '<sup><a></></>';
        return `<${node.component === 'Term' ? 'button' : 'aside'}>${inner}</>`;
      })
      .join('');
  const settled = (html: string) =>
    html.replace(/\r\n?/g, '\n').replace(/<pre><code>\n/g, '<pre><code>');
  fc.assert(
    fc.property(lessonText, (text) => {
      const { tree } = readProse(text).prose;
      const { childNodes } = parseFragment(written(tree));
      expect(settled(received(childNodes))).toBe(settled(sent(tree)));
    }),
    { numRuns: 300 }
  );
});

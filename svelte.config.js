import adapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { mdsvex } from 'mdsvex';
import { anchorOf } from './src/lib/domain/anchor.js';
import { components } from './src/lib/domain/lesson/components.js';

const inlineComponents = Object.entries(components)
  .filter(([, { inline }]) => inline)
  .map(([name]) => name);

/** Stands before an inline component that begins a paragraph, which mdsvex would take for HTML. */
const mark = '\uE000';
/** Such a component at the beginning of a line, behind the marks of quotes and lists. */
const leading = new RegExp(
  `^((?:[ \\t]*(?:>|[-+*]|\\d+[.)])(?=[ \\t]))*[ \\t]*)(?=<(?:${inlineComponents.join('|')})\\b)`,
  'gm'
);

/** Lessons carry no script of their own: this gives each the imports of what it uses. */
const lessonImports = {
  markup({ content, filename }) {
    if (!filename?.endsWith('.mdx')) return;
    const imports = Object.keys(components)
      .filter((name) => content.includes(`<${name}`))
      .map((name) => `  import ${name} from '$lib/components/lesson/${name}.svelte';`)
      .join('\n');
    const code = content
      .replace(leading, `$1${mark}`)
      // mdsvex knows no other break of a line than two spaces.
      .replace(/(?<!\\)\\(?=\r?\n)/g, '  ')
      .replace(
        /^---\r?\n[\s\S]*?\r?\n---\r?\n/,
        (frontmatter) => `${frontmatter}\n<script>\n${imports}\n</script>\n`
      );
    return { code };
  }
};

const textOf = ({ value = '', children = [], type }) =>
  type === 'text' ? value : children.map(textOf).join('');

/** Gives each section of a lesson an address. */
const lessonAnchors = () => (tree) => {
  for (const node of tree.children)
    if (/^h[2-6]$/.test(node.tagName))
      node.properties = { ...node.properties, id: anchorOf(textOf(node)) };
};

/** Keeps braces that a lesson has escaped from being run, and takes the marks out. */
const lessonText = () => (tree) => {
  const settle = (text) => text.replaceAll(mark, '').replace(/[{}]/g, "{'$&'}");
  const visit = (node) => {
    for (const [name, value] of Object.entries(node.properties ?? {}))
      if (typeof value === 'string') node.properties[name] = settle(value);
    if (node.type === 'text') node.value = settle(node.value);
    node.children?.forEach(visit);
  };
  visit(tree);
};

/** @type {import('@sveltejs/kit').Config} */
export default {
  extensions: ['.svelte', '.mdx'],
  preprocess: [
    lessonImports,
    mdsvex({
      extensions: ['.mdx'],
      smartypants: false,
      highlight: false,
      rehypePlugins: [lessonAnchors, lessonText]
    }),
    vitePreprocess()
  ],
  kit: {
    adapter: adapter({ precompress: true }),
    csp: {
      mode: 'auto',
      directives: {
        'default-src': ['self'],
        'script-src': ['self'],
        'style-src': ['self'],
        // The one style attribute of a page: SvelteKit's own announcer of page titles.
        'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
        'img-src': ['self', 'data:'],
        'object-src': ['none'],
        'base-uri': ['self'],
        'form-action': ['self'],
        'frame-ancestors': ['none']
      }
    },
    // Which page an address leads to is asked of the server: a lesson need not bring the whole map.
    router: { resolution: 'server' },
    prerender: { entries: ['*'] }
  }
};

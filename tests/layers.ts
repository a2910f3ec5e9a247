/** The layering rule of the house, as a function of what each file of `src/` imports. */
import { posix } from 'node:path';

/** Files by path (`src/lib/domain/day.ts`), with their text. */
export type Sources = Record<string, string>;

interface Import {
  /** A path from the root for our own files, else as written. */
  from: string;
  typeOnly: boolean;
  /** By `$lib`, `$app` and the like, which only a bundler knows. */
  aliased: boolean;
}

const domain = 'src/lib/domain/';
const server = 'src/lib/server/';
const components = 'src/lib/components/';
const routes = 'src/routes/';

/** Pure packages that parse and write Markdown and HTML. */
const syntax = /^((mdast|unist|micromark)(-|$)|parse5$)/;

const isTest = (file: string) => /\.test\.ts$|\/arbitraries\.ts$/.test(file);
/** What SvelteKit itself keeps out of the browser. */
const runsOnServer = (file: string) => /\.server\.ts$|\/\+server\.ts$/.test(file);
const isOurs = (from: string) => from.startsWith('src/');

const withoutComments = (text: string) =>
  text.replace(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->|^\s*\/\/.*$/gm, '');

const statement =
  /\b(?:import|export)\s+(type\s+)?(?:([\w$*{}\s,]+?)\s*from\s*)?['"]([^'"]+)['"]|\bimport\(\s*['"`]([^'"`]+)['"`]/g;

/** @returns what `file` imports, statically or not. */
export function importsOf(file: string, text: string): Import[] {
  return [...withoutComments(text).matchAll(statement)].map(
    ([, type, names = '', fixed, dynamic]) => {
      const bound = names.match(/^\{([\s\S]*)\}$/)?.[1]?.split(',') ?? [];
      const named = bound.map((name) => name.trim()).filter(Boolean);
      const typeOnly =
        type !== undefined || (named.length > 0 && named.every((name) => name.startsWith('type ')));
      const written = fixed ?? dynamic!;
      return { from: resolve(file, written), typeOnly, aliased: written.startsWith('$') };
    }
  );
}

function resolve(file: string, written: string): string {
  if (written.startsWith('$lib/')) return written.replace('$lib/', 'src/lib/');
  return written.startsWith('.') ? posix.join(posix.dirname(file), written) : written;
}

/** Pure libraries of the domain, and where each of them stays. */
const borrowed: [name: RegExp, place: RegExp][] = [
  [/^ts-fsrs$/, /^memory\.ts$/],
  [syntax, /^lesson\//],
  // Formats of other programs.
  [/^diff$/, /^lesson\/changes\.ts$/],
  [/^parse5$/, /^lesson\//],
  [/^(htmlparser2|csv-parse\/sync|saxes|yaml)$/, /^exchange\//]
];

/** What each layer may import. `undefined` means yes; a sentence says what is wrong. */
const rules: [layer: string, judge: (file: string, what: Import) => string | undefined][] = [
  [
    domain,
    (file, { from }) => {
      if (from.startsWith(domain) || from === 'valibot') return undefined;
      const within = file.slice(domain.length);
      if (borrowed.some(([name, place]) => name.test(from) && place.test(within))) return undefined;
      return 'the domain knows the domain and valibot; other libraries only where `borrowed` says';
    }
  ],
  [
    server,
    (file, { from, aliased }) => {
      if (aliased) return 'lib/server runs without a bundler: import by relative path';
      if (from === '@sveltejs/kit' && file !== `${server}guard.ts`)
        return 'of lib/server only guard.ts knows SvelteKit';
      if (isOurs(from) && !from.startsWith(server) && !from.startsWith(domain))
        return 'lib/server knows itself and the domain only';
      return undefined;
    }
  ],
  [
    components,
    (_, { from, typeOnly }) => {
      if (from.startsWith('$') || (from === '@sveltejs/kit' && !typeOnly))
        return 'components do not know SvelteKit, but for its types';
      if (from.startsWith('node:')) return 'components run in a browser';
      if (isOurs(from) && !from.startsWith(components) && !from.startsWith(domain))
        return 'components know components and the domain only, not even types of others';
      return undefined;
    }
  ],
  [
    routes,
    (file, { from, typeOnly }) => {
      if (isOurs(from) && !/^src\/(routes|lib)\/|\.css$/.test(from))
        return 'routes know lib and routes only';
      if (runsOnServer(file) || typeOnly) return undefined;
      if (from.startsWith(server) || from.startsWith('node:'))
        return 'lib/server is for +server.ts and *.server.ts; others may use its types';
      return undefined;
    }
  ],
  [
    'src/',
    (file, { from }) =>
      from === 'lucia' && file !== `${server}session.ts` ? 'only session.ts knows lucia' : undefined
  ]
];

/** @returns each import that the layering forbids, with its file and the rule. */
export const forbiddenImports = (sources: Sources): string[] =>
  Object.entries(sources)
    .filter(([file]) => !isTest(file))
    .flatMap(([file, text]) =>
      importsOf(file, text).flatMap((what) =>
        rules
          .filter(([layer]) => file.startsWith(layer))
          .map(([, judge]) => judge(file, what))
          .filter((wrong) => wrong !== undefined)
          .map((wrong) => `${file} imports ${what.from}: ${wrong}`)
      )
    );

const impure =
  /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bperformance\.|\bcrypto\.|\bprocess\./;

/** @returns files of the domain that read a clock, chance or the process. */
export const impureDomain = (sources: Sources): string[] =>
  Object.entries(sources)
    .filter(([file]) => file.startsWith(domain) && !isTest(file))
    .flatMap(([file, text]) => {
      const found = impure.exec(withoutComments(text))?.[0];
      return found ? [`${file} uses ${found}: the domain is given time and chance`] : [];
    });

/** @returns files that only hand on what others export. */
export const barrels = (sources: Sources): string[] =>
  Object.entries(sources)
    .filter(([file]) => file.endsWith('.ts'))
    .filter(([, text]) => {
      const statements = withoutComments(text)
        .split(';')
        .map((line) => line.trim())
        .filter(Boolean);
      return (
        statements.length > 0 &&
        statements.every((line) => /^export\s[^=()]*\sfrom\s*['"][^'"]+['"]$/.test(line))
      );
    })
    .map(([file]) => `${file} only hands on: import from where things are`);

/** @returns files whose folder or name says nothing of their subject. */
export const nameless = (sources: Sources): string[] =>
  Object.keys(sources)
    .filter((file) => /(^|\/)(utils?|services?|helpers?|common|misc|index)(\/|\.ts$)/.test(file))
    .map((file) => `${file}: name the folder or file for its subject`);

/** @returns components that tell a browser to close what somebody opened before scripts ran. */
export const closing = (sources: Sources): string[] =>
  Object.entries(sources)
    .filter(([file, text]) => file.endsWith('.svelte') && /<details\b[^>]*\sopen=\{/.test(text))
    .map(([file]) => `${file}: write <details {...opened(…)}>`);

const longest = 250;

/** @returns files that have grown too long to be read at once. */
export const tooLong = (sources: Sources): string[] =>
  Object.entries(sources)
    .filter(([file]) => /^src\/(lib|routes)\//.test(file) && !isTest(file))
    .map(([file, text]) => ({ file, lines: text.split('\n').length - 1 }))
    .filter(({ lines }) => lines > longest)
    .map(({ file, lines }) => `${file} has ${lines} lines: part it, ${longest} are the most`);

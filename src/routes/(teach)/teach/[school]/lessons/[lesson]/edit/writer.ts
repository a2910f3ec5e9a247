/** The text field that a lesson is written in: CodeMirror, as this page needs it. */
import { autocompletion, closeBrackets, snippet } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { EditorState, type Text } from '@codemirror/state';
import { drawSelection, EditorView, keymap, placeholder } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { completionsAt, type Names } from './names';

export interface Flaw {
  line: number;
  fix: string;
}

interface Settings {
  /** Of a shadow tree, so that its styles need no leave of the page's security policy. */
  parent: ShadowRoot;
  text: string;
  names: () => Names;
  onchange: (text: string) => void;
  /** What is pasted with formatting, as the clipboard has it. */
  onpaste: (html: string) => Promise<string>;
  onfiles: (files: File[]) => void;
  /** Save now. */
  onsave: () => void;
}

export interface Writer {
  /** Puts another text in place of all; the same changes nothing. */
  show(text: string): void;
  /** Puts `#{…}` snippets where the cursor is, around what is selected. */
  insert(template: string): void;
  /** Puts a text where the cursor is, in place of what is selected. */
  paste(text: string): void;
  mark(flaws: readonly Flaw[]): void;
  goTo(line: number): void;
  focus(): void;
  destroy(): void;
}

export function openWriter(settings: Settings): Writer {
  const { parent, onchange, onfiles, onpaste, onsave } = settings;
  const view = new EditorView({
    parent,
    root: parent,
    state: EditorState.create({
      doc: settings.text,
      extensions: [
        history(),
        drawSelection(),
        closeBrackets(),
        EditorView.lineWrapping,
        markdown({ base: markdownLanguage }),
        syntaxHighlighting(colours),
        autocompletion({ override: [(context) => completionsAt(context, settings.names())] }),
        lintGutter(),
        placeholder('Begin with frontmatter between two lines of ---'),
        keymap.of([{ key: 'Mod-s', preventDefault: true, run: () => (onsave(), true) }]),
        // Tab goes on to the next control, as everywhere on the page.
        keymap.of([...defaultKeymap, ...historyKeymap]),
        EditorView.contentAttributes.of({ 'aria-label': 'Text of the lesson', spellcheck: 'true' }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onchange(update.state.doc.toString());
        }),
        EditorView.domEventHandlers({
          paste: (event) => {
            const files = picturesIn(event.clipboardData);
            const html = event.clipboardData?.getData('text/html') ?? '';
            if (files.length > 0 && !html) onfiles(files);
            else if (isFormatted(html)) void onpaste(html).then(writer.paste);
            else return false;
            event.preventDefault();
            return true;
          },
          drop: (event, view) => {
            const files = picturesIn(event.dataTransfer);
            if (files.length === 0) return false;
            event.preventDefault();
            const at = view.posAtCoords({ x: event.clientX, y: event.clientY });
            if (at !== null) view.dispatch({ selection: { anchor: at } });
            onfiles(files);
            return true;
          }
        }),
        look
      ]
    })
  });

  const writer: Writer = {
    show(text) {
      const { doc } = view.state;
      if (text === doc.toString()) return;
      view.dispatch({ changes: { from: 0, to: doc.length, insert: text } });
    },
    insert(template) {
      const { from, to } = view.state.selection.main;
      const chosen = view.state.sliceDoc(from, to);
      const filled = chosen ? template.replace(/#\{[^}]*\}/, `#{${plain(chosen)}}`) : template;
      snippet(filled)(view, null, from, to);
      view.focus();
    },
    paste(text) {
      view.dispatch(view.state.replaceSelection(text), { scrollIntoView: true });
      view.focus();
    },
    mark: (flaws) =>
      view.dispatch(setDiagnostics(view.state, flaws.map(diagnosticIn(view.state.doc)))),
    goTo(line) {
      const { from } = view.state.doc.line(Math.min(Math.max(1, line), view.state.doc.lines));
      view.dispatch({
        selection: { anchor: from },
        effects: EditorView.scrollIntoView(from, { y: 'center' })
      });
      view.focus();
    },
    focus: () => view.focus(),
    destroy: () => view.destroy()
  };
  return writer;
}

/** Braces end what a snippet leaves to fill in. */
const plain = (text: string) => text.replace(/[{}]/g, '');

/** Whether what was copied is more than words: some programs wrap plain lines in HTML too. */
const isFormatted = (html: string) =>
  /<(h[1-6]|p|ul|ol|table|blockquote|a|b|strong|i|em)[\s>]/i.test(html);

const picturesIn = (data: DataTransfer | null) =>
  [...(data?.files ?? [])].filter(({ type }) => type.startsWith('image/'));

const diagnosticIn =
  (doc: Text) =>
  ({ line, fix }: Flaw): Diagnostic => {
    const { from, to } = doc.line(Math.min(Math.max(1, line), doc.lines));
    return { from, to, severity: 'warning', message: fix };
  };

const colours = HighlightStyle.define([
  { tag: tags.heading, fontFamily: 'var(--serif)', fontWeight: '600', fontSize: '1.2em' },
  { tag: tags.strong, fontWeight: '700' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: [tags.link, tags.url], color: 'var(--pen)' },
  { tag: [tags.tagName, tags.angleBracket], color: 'var(--clinical)' },
  { tag: tags.attributeName, color: 'var(--ink-soft)' },
  { tag: tags.attributeValue, color: 'var(--spa)' },
  { tag: [tags.processingInstruction, tags.meta, tags.contentSeparator], color: 'var(--ink-soft)' }
]);

const look = EditorView.theme({
  '&': {
    color: 'var(--ink)',
    backgroundColor: 'var(--surface)',
    border: '1px solid var(--edge)',
    borderRadius: 'var(--radius-s)',
    fontSize: 'max(1rem, var(--text-s))',
    height: '100%'
  },
  '&.cm-focused': { outline: '2px solid var(--pen)', outlineOffset: '1px' },
  '.cm-scroller': { fontFamily: 'var(--sans)', lineHeight: '1.6', overflow: 'auto' },
  '.cm-content': { padding: 'var(--space-4) var(--space-2)', caretColor: 'var(--pen)' },
  '.cm-cursor': { borderInlineStartColor: 'var(--pen)' },
  '.cm-gutters': { backgroundColor: 'transparent', border: 'none' },
  '.cm-selectionBackground, &.cm-focused .cm-selectionBackground': {
    backgroundColor: 'var(--pen-wash) !important'
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--surface)',
    color: 'var(--ink)',
    border: '1px solid var(--edge)',
    borderRadius: 'var(--radius-s)',
    boxShadow: 'var(--shadow-raised)',
    maxWidth: '24rem'
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--pen)',
    color: 'var(--on-pen)'
  },
  '.cm-placeholder': { color: 'var(--ink-soft)' }
});

/** The text field that a lesson is written in: CodeMirror, as this page needs it. */
import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  snippet
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { syntaxHighlighting } from '@codemirror/language';
import { lintGutter, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { EditorState, Prec, type ChangeSpec } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  keymap,
  lineNumbers,
  placeholder,
  type Command
} from '@codemirror/view';
import { colours, look } from './look';
import { completionsAt, type Names } from './names';
import { changesOf } from '$lib/domain/lesson/changes';

export interface Flaw {
  line: number;
  fix: string;
}

interface Settings {
  /** Of a shadow tree, so that its styles need no leave of the page's security policy. */
  parent: ShadowRoot;
  text: string;
  names: () => Names;
  /** How many lines of the lesson stand above the text: lines are numbered as of the whole. */
  linesBefore: () => number;
  onchange: (text: string) => void;
  /** What is pasted with formatting, as the clipboard has it. */
  onpaste: (html: string) => Promise<string>;
  onfiles: (files: File[]) => void;
}

export interface Writer {
  /** Puts another text in place; only what differs is changed. */
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
  const { parent, linesBefore, onchange, onfiles, onpaste } = settings;
  const lineOf = ({ doc }: EditorState, line: number) =>
    doc.line(Math.min(Math.max(1, line - linesBefore()), doc.lines));
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
        lineNumbers({ formatNumber: (line) => String(line + linesBefore()) }),
        lintGutter(),
        placeholder('Write here, paste what you have, or drop a picture'),
        Prec.high(keymap.of([{ key: 'Enter', run: leaveList }])),
        // Tab goes on to the next control, as everywhere on the page.
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap]),
        markdownLanguage.data.of({ closeBrackets: { brackets: ['(', '[', '"'] } }),
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

  /** Goes on behind it. */
  function put(words: string, { from, to, before, after }: ReturnType<typeof apart>) {
    const insert = before + words + after;
    view.dispatch({
      changes: { from, to, insert },
      selection: { anchor: from + insert.length },
      scrollIntoView: true,
      userEvent: 'input.paste'
    });
    view.focus();
  }

  const writer: Writer = {
    show(text) {
      const now = view.state.doc.toString();
      if (text !== now) view.dispatch({ changes: changesBetween(now, text) });
    },
    insert(template) {
      const { from, to } = view.state.selection.main;
      const chosen = view.state.sliceDoc(from, to);
      const filled = chosen ? template.replace(/#\{[^}]*\}/, `#{${plain(chosen)}}`) : template;
      const isBlock = template.startsWith('\n');
      const place = isBlock ? apart(view.state) : { from, to, before: '', after: '' };
      const words = isBlock ? filled.trim() : filled;
      if (!words.includes('#{')) return put(words, place);
      snippet(place.before + words + place.after)(view, null, place.from, place.to);
      view.focus();
    },
    paste(text) {
      const words = text.trim();
      const isBlock = words.includes('\n') || /^(#|[-*+>|<] ?|\d+[.)] )/.test(words);
      const { from, to } = view.state.selection.main;
      put(words, isBlock ? apart(view.state) : { from, to, before: '', after: '' });
    },
    mark: (flaws) =>
      view.dispatch(
        setDiagnostics(
          view.state,
          flaws.map(({ line, fix }): Diagnostic => {
            const { from, to } = lineOf(view.state, line);
            return { from, to, severity: 'warning', message: fix };
          })
        )
      ),
    goTo(line) {
      const { from } = lineOf(view.state, line);
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

/** @returns where a block goes in: in place of what is selected, else below the line of the cursor */
function apart({ doc, selection: { main } }: EditorState) {
  const [first, last] = [doc.lineAt(main.from), doc.lineAt(main.to)];
  const from = main.empty && first.text.trim() ? first.to : main.from;
  const to = main.empty ? from : main.to;
  const isBlank = (number: number) =>
    number < 1 || number > doc.lines || !doc.line(number).text.trim();
  const begins = !doc.sliceString(first.from, from).trim();
  const ends = !doc.sliceString(to, last.to).trim();
  const before = begins ? (isBlank(first.number - 1) ? '' : '\n') : '\n\n';
  return { from, to, before, after: ends ? (isBlank(last.number + 1) ? '\n' : '\n\n') : '\n\n' };
}

/** What follows a list needs an empty line before it, or is read as its last entry. */
const leaveList: Command = ({ state, dispatch }) => {
  const { main } = state.selection;
  const line = state.doc.lineAt(main.head);
  if (!main.empty || !/^ {0,3}(?:[-*+]|\d+[.)]) *$/.test(line.text)) return false;
  const at = line.from + 1;
  const changes = { from: line.from, to: line.to, insert: '\n' };
  dispatch(state.update({ changes, selection: { anchor: at }, userEvent: 'input' }));
  return true;
};

/** Line by line, so that the cursor stays among the words where it is. */
function changesBetween(before: string, after: string): ChangeSpec[] {
  const linesOf = (text: string) => text.split(/(?<=\n)/);
  const lines = linesOf(before);
  const starts = [0];
  for (const line of lines) starts.push(starts.at(-1)! + line.length);
  return changesOf(lines, linesOf(after)).map(({ start, end, with: added }) => ({
    from: starts[start]!,
    to: starts[end]!,
    insert: added.join('')
  }));
}

/** Braces end what a snippet leaves to fill in. */
const plain = (text: string) => text.replace(/[{}]/g, '');

/** Whether what was copied is more than words: some programs wrap plain lines in HTML too. */
const isFormatted = (html: string) =>
  /<(h[1-6]|p|ul|ol|table|blockquote|a|b|strong|i|em)[\s>]/i.test(html);

const picturesIn = (data: DataTransfer | null) =>
  [...(data?.files ?? [])].filter(({ type }) => type.startsWith('image/'));

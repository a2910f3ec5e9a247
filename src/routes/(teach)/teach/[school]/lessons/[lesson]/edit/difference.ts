/** Two texts with what differs between them, piece by piece to keep or to take. */
import { defaultKeymap } from '@codemirror/commands';
import { unifiedMergeView } from '@codemirror/merge';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';

export interface Difference {
  /** The text as it has been decided so far. */
  text(): string;
  destroy(): void;
}

/** @param parent a shadow tree, so that its styles need no leave of the page's security policy */
export function openDifference(
  parent: ShadowRoot,
  { theirs, mine }: { theirs: string; mine: string }
): Difference {
  const view = new EditorView({
    parent,
    root: parent,
    state: EditorState.create({
      doc: mine,
      extensions: [
        EditorView.lineWrapping,
        keymap.of(defaultKeymap),
        EditorView.contentAttributes.of({ 'aria-label': 'Your text, with what differs' }),
        unifiedMergeView({
          original: theirs,
          gutter: true,
          mergeControls: (type, action) => {
            const button = document.createElement('button');
            button.type = 'button';
            button.textContent = type === 'accept' ? 'Keep mine' : 'Take theirs';
            button.onmousedown = action;
            button.onclick = (event) => {
              // By keyboard there is no mouse button that went down.
              if (event.detail === 0) action(new MouseEvent('mousedown'));
            };
            return button;
          }
        }),
        EditorView.theme({
          '&': {
            color: 'var(--ink)',
            backgroundColor: 'var(--surface)',
            border: '1px solid var(--edge)',
            borderRadius: 'var(--radius-s)',
            maxHeight: '60dvh'
          },
          '.cm-scroller': { fontFamily: 'var(--sans)', lineHeight: '1.6', overflow: 'auto' },
          '.cm-changedLine, .cm-insertedLine': { backgroundColor: 'var(--good-wash) !important' },
          '.cm-deletedChunk': { backgroundColor: 'var(--bad-wash) !important' },
          '.cm-chunkButtons button': {
            minHeight: '2rem',
            marginInlineEnd: 'var(--space-2)',
            padding: '0.1rem 0.6rem',
            border: '1px solid var(--edge)',
            borderRadius: 'var(--radius-s)',
            background: 'var(--surface)',
            color: 'var(--ink)',
            font: 'inherit',
            cursor: 'pointer'
          }
        })
      ]
    })
  });
  return {
    text: () => view.state.doc.toString(),
    destroy: () => view.destroy()
  };
}

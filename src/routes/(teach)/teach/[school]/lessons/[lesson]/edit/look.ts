/** How the text looks in the field that it is written in. */
import { HighlightStyle } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

// The first row of a table is a heading too, and stays as it is.
const headings = [tags.heading1, tags.heading2, tags.heading3, tags.heading4, tags.heading5];

export const colours = HighlightStyle.define([
  { tag: headings, fontFamily: 'var(--serif)', fontWeight: '600', fontSize: '1.2em' },
  { tag: tags.strong, fontWeight: '700' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: [tags.link, tags.url], color: 'var(--pen)' },
  { tag: [tags.tagName, tags.angleBracket], color: 'var(--clinical)' },
  { tag: tags.attributeName, color: 'var(--ink-soft)' },
  { tag: tags.attributeValue, color: 'var(--spa)' },
  { tag: [tags.processingInstruction, tags.meta, tags.contentSeparator], color: 'var(--ink-soft)' }
]);

export const look = EditorView.theme({
  '&': {
    color: 'var(--ink)',
    backgroundColor: 'var(--surface)',
    border: '1px solid var(--edge)',
    borderRadius: 'var(--radius-s)',
    fontSize: 'max(1rem, var(--text-s))',
    height: '100%',
    minHeight: 'inherit'
  },
  '&.cm-focused': { outline: '2px solid var(--pen)', outlineOffset: '1px' },
  '.cm-scroller': { fontFamily: 'var(--sans)', lineHeight: '1.6', overflow: 'auto' },
  '.cm-content': { padding: 'var(--space-4) var(--space-2)', caretColor: 'var(--pen)' },
  '.cm-cursor': { borderInlineStartColor: 'var(--pen)' },
  '.cm-gutters': {
    backgroundColor: 'transparent',
    border: 'none',
    color: 'var(--ink-soft)',
    fontFamily: 'var(--sans)',
    fontSize: 'var(--text-xs)',
    fontVariantNumeric: 'tabular-nums'
  },
  // As high as a line of the text.
  '.cm-gutterElement': { lineHeight: '1.6rem' },
  '@media (max-width: 60rem)': { '.cm-lineNumbers': { display: 'none !important' } },
  '.cm-lineNumbers .cm-gutterElement': { paddingInline: 'var(--space-2) 0', minWidth: '1.5rem' },
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
  '.cm-tooltip-autocomplete > ul': {
    fontFamily: 'var(--sans) !important',
    fontSize: 'var(--text-s)'
  },
  '.cm-tooltip-autocomplete > ul > li': { padding: '0.25rem 0.5rem !important' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--pen)',
    color: 'var(--on-pen)'
  },
  '.cm-placeholder': { color: 'var(--ink-soft)' }
});

/** Dragging the entries of a list by their grips, with a mouse or a finger. */

/** Less than this is a press, which the grip itself understands. */
const slack = 6;

interface Dragging {
  /** Says that the entry belongs at this place now. */
  onmove: (id: string, to: number) => void;
  /** Says which entry is being dragged; null when it is let go. */
  ondrag: (id: string | null) => void;
}

/** An attachment for a list whose children carry `data-entry`, and whose grips `data-grip`. */
export const draggable =
  ({ onmove, ondrag }: Dragging) =>
  (list: HTMLElement) => {
    let held: { id: string; pointer: number; y: number; moved: boolean } | null = null;
    const rows = () => [...list.children] as HTMLElement[];

    function start(event: PointerEvent) {
      const target = event.target as Element;
      const row = target.closest('[data-grip]')?.closest<HTMLElement>('[data-entry]');
      if (!row || event.button !== 0) return;
      held = { id: row.dataset.entry!, pointer: event.pointerId, y: event.clientY, moved: false };
    }

    function move({ clientY, pointerId }: PointerEvent) {
      if (!held || pointerId !== held.pointer) return;
      if (!held.moved) {
        if (Math.abs(clientY - held.y) < slack) return;
        // By the list: a captured grip would lose the pointer when its row is moved.
        list.setPointerCapture(pointerId);
        held.moved = true;
        ondrag(held.id);
      }
      const { id } = held;
      const above = rows().filter((row) => row.dataset.entry !== id && middleOf(row) < clientY);
      if (rows().findIndex((row) => row.dataset.entry === id) !== above.length)
        onmove(id, above.length);
    }

    function end(event: PointerEvent) {
      if (!held || event.pointerId !== held.pointer) return;
      if (held.moved) ondrag(null);
      held = null;
    }

    const ends = ['pointerup', 'pointercancel'] as const;
    list.addEventListener('pointerdown', start);
    list.addEventListener('pointermove', move);
    for (const name of ends) list.addEventListener(name, end);
    return () => {
      list.removeEventListener('pointerdown', start);
      list.removeEventListener('pointermove', move);
      for (const name of ends) list.removeEventListener(name, end);
    };
  };

function middleOf(row: Element): number {
  const { top, height } = row.getBoundingClientRect();
  return top + height / 2;
}

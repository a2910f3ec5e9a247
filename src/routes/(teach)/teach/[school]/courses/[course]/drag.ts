/** Dragging lessons by their grips, within a module and from one to another. */

/** Less than this is a press. */
const slack = 6;

export interface Place {
  module: string;
  /** Among the other lessons of the module, from 0 on. */
  to: number;
}
interface Dragging {
  /** Says what is dragged and where it would come; null when it is let go. */
  ondrag: (lesson: string | null, over: Place | null) => void;
  ondrop: (lesson: string, to: Place) => void;
}

/**
 * An attachment for what holds the lists: each carries `data-module`, its children `data-lesson`,
 * and their grips `data-grip`.
 */
export const draggable =
  ({ ondrag, ondrop }: Dragging) =>
  (holder: HTMLElement) => {
    let held: { lesson: string; pointer: number; y: number; moved: boolean } | null = null;
    let over: Place | null = null;

    function start(event: PointerEvent) {
      const grip = (event.target as Element).closest('[data-grip]');
      const row = grip?.closest<HTMLElement>('[data-lesson]');
      if (!row || event.button !== 0) return;
      held = {
        lesson: row.dataset.lesson!,
        pointer: event.pointerId,
        y: event.clientY,
        moved: false
      };
    }

    function move({ clientY, pointerId }: PointerEvent) {
      if (!held || pointerId !== held.pointer) return;
      if (!held.moved) {
        if (Math.abs(clientY - held.y) < slack) return;
        holder.setPointerCapture(pointerId);
        held.moved = true;
      }
      over = placeAt(holder, clientY, held.lesson);
      ondrag(held.lesson, over);
    }

    function end(event: PointerEvent) {
      if (!held || event.pointerId !== held.pointer) return;
      const { lesson, moved } = held;
      held = null;
      if (!moved) return;
      ondrag(null, null);
      if (over && event.type === 'pointerup') ondrop(lesson, over);
      over = null;
    }

    function cancel(event: KeyboardEvent) {
      if (event.key !== 'Escape' || !held) return;
      held = over = null;
      ondrag(null, null);
    }

    holder.addEventListener('pointerdown', start);
    holder.addEventListener('pointermove', move);
    holder.addEventListener('pointerup', end);
    holder.addEventListener('pointercancel', end);
    addEventListener('keydown', cancel);
    return () => removeEventListener('keydown', cancel);
  };

/** @returns the place in the nearest list, above or below whose middles the pointer stands */
function placeAt(holder: HTMLElement, y: number, lesson: string): Place | null {
  const lists = [...holder.querySelectorAll<HTMLElement>('[data-module]')];
  const away = (list: Element) => {
    const { top, bottom } = list.getBoundingClientRect();
    return Math.max(top - y, y - bottom, 0);
  };
  const list = lists.sort((a, b) => away(a) - away(b))[0];
  if (!list) return null;
  const others = [...list.children].filter(
    (row): row is HTMLElement =>
      row instanceof HTMLElement && 'lesson' in row.dataset && row.dataset.lesson !== lesson
  );
  const above = others.filter((row) => {
    const { top, height } = row.getBoundingClientRect();
    return top + height / 2 < y;
  });
  return { module: list.dataset.module!, to: above.length };
}

/**
 * Does what moves the page: at once, or where a field is left by a press once that has ended. Else
 * what is pressed moves away under the pointer, and the click meets something else.
 */
export function onceReleased(work: () => void) {
  if (document.body.matches(':active'))
    addEventListener('mouseup', () => setTimeout(work), { once: true });
  else work();
}

import type { SubmitFunction } from '@sveltejs/kit';

/**
 * How our forms are sent without leaving the page: once, however often the button is pressed; and
 * where a field is wrong, the cursor goes to the first that is.
 * @param reset whether to empty the form when all went well
 */
export const send =
  ({ reset = true } = {}): SubmitFunction =>
  ({ formElement, cancel }) => {
    if (formElement.ariaBusy) return cancel();
    formElement.ariaBusy = 'true';
    return async ({ update }) => {
      await update({ reset });
      formElement.ariaBusy = null;
      formElement.querySelector<HTMLElement>('[aria-invalid]')?.focus();
    };
  };

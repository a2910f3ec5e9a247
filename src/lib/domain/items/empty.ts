/** @returns whether a response, whatever the item's type, says nothing at all */
export function isEmpty(response: unknown): boolean {
  if (response === null || response === undefined) return true;
  if (typeof response === 'string') return response.trim() === '';
  return typeof response === 'object' && Object.values(response).every(isEmpty);
}

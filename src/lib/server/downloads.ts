/** Files that a browser keeps or shows. */

/** @returns it with its name; nobody between keeps a copy */
export const sendFile = ({
  name,
  type,
  bytes
}: {
  name: string;
  type: string;
  bytes: Uint8Array;
}): Response =>
  new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff'
    }
  });

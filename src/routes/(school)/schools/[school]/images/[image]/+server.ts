import { error } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import * as images from '$lib/server/images';

/** An address never shows another picture; whether one may see it is asked each time it is fetched. */
export async function GET(event) {
  const { actor } = requireAccount(event);
  const image = await images.find(db, actor, event.params.school, event.params.image);
  if (!image) error(404, 'There is no such picture');
  return new Response(new Uint8Array(image.bytes), {
    headers: {
      'content-type': image.type,
      'cache-control': 'private, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff'
    }
  });
}

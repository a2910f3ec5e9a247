import { undo } from '$lib/server/answers';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import { problem } from '$lib/server/problem';

export async function POST(event) {
  const { account } = requireAccount(event);
  switch (await undo(db, account, event.params.id, new Date())) {
    case 'undone':
      return new Response(null, { status: 204 });
    case 'missing':
      return problem(404, 'Not found', 'There is no such answer of yours');
    case 'too-late':
      return problem(
        409,
        'Too late to undo',
        'Only the newest answer to an item can be taken back, on the day it was given'
      );
  }
}

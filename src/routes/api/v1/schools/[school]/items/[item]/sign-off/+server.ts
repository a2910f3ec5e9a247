import { SignOff, Withdrawal } from '$lib/domain/sign-off';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import { problem, readJson } from '$lib/server/problem';
import * as signOffs from '$lib/server/sign-offs';

export async function PUT(event) {
  const { actor, school } = await requireStaff(db, event);
  const body = await readJson(event.request, SignOff);
  if (!body.ok) return body.response;
  switch (await signOffs.sign(db, actor, school.id, event.params.item, body.data, new Date())) {
    case 'signed':
      return new Response(null, { status: 204 });
    case 'missing':
      return problem(404, 'Not found', 'There is no such question');
    case 'stale':
      return problem(409, 'Changed meanwhile', 'Another version is asked by now: read that one');
  }
}

export async function DELETE(event) {
  const { actor, school } = await requireStaff(db, event);
  const body = await readJson(event.request, Withdrawal);
  if (!body.ok) return body.response;
  const { item } = event.params;
  const done = await signOffs.withdraw(db, actor, school.id, item, body.data.reason, new Date());
  return done === 'withdrawn'
    ? new Response(null, { status: 204 })
    : problem(404, 'Not found', 'There is no such question, or nobody has signed it off');
}

import { db } from '$lib/server/db/pool';
import { sendFile } from '$lib/server/downloads';
import { requireAccount } from '$lib/server/guard';
import * as papers from '$lib/server/own-papers';
import { problem } from '$lib/server/problem';

export async function GET(event) {
  const { account } = requireAccount(event);
  const paper = await papers.find(db, account.id, event.params.paper);
  if (!paper?.credential)
    return problem(404, 'Not found', 'There is no such paper of yours with a credential');
  const bytes = new TextEncoder().encode(paper.credential);
  return sendFile({ name: `badge-${paper.number}.jwt`, type: 'application/vc+jwt', bytes });
}

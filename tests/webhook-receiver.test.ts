/** What the pages say of checking a signature is run here, against a signer that is not ours. */
import { execFileSync } from 'node:child_process';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { makeSecret, signedHeaders } from '../src/lib/server/webhook-secrets';
import { isGenuine } from '../src/routes/(school)/schools/[school]/(staff)/webhooks/events/receiver.mjs';

const folder = 'src/routes/(school)/schools/[school]/(staff)/webhooks/events';
const body = JSON.stringify({ type: 'ping', data: { said: 'żółw' } });
const secret = makeSecret();
const id = '01954c3e-a8c5-7d70-b1f3-9c6e2d4a8b05';

function cases() {
  const now = new Date();
  const ours = signedHeaders([makeSecret(), secret], { id, body }, now);
  const theirs = {
    ...{ 'webhook-id': id, 'webhook-timestamp': String(Math.floor(now.getTime() / 1000)) },
    'webhook-signature': new Webhook(secret).sign(id, now, body)
  };
  const old = signedHeaders([secret], { id, body }, new Date(now.getTime() - 301_000));
  return [
    ...[
      [ours, body, true],
      [theirs, body, true],
      [old, body, false]
    ],
    ...[[theirs, body.replace('ping', 'pong'), false]],
    [{ ...theirs, 'webhook-id': 'another' }, body, false],
    [signedHeaders([makeSecret()], { id, body }, now), body, false],
    [{ ...theirs, 'webhook-signature': 'v1,' }, body, false]
  ] as [Record<string, string>, string, boolean][];
}

test('in Node', () => {
  for (const [headers, sent, genuine] of cases())
    expect([headers, isGenuine(headers, Buffer.from(sent), secret)]).toEqual([headers, genuine]);
});

const hasPython = () => {
  try {
    return execFileSync('python3', ['--version']).length > 0;
  } catch {
    return false;
  }
};

test.runIf(hasPython())('in Python', () => {
  const all = cases();
  const run = `import json, sys; sys.path.insert(0, sys.argv[1]); from receiver import is_genuine
print(json.dumps([is_genuine(h, b.encode(), s) for h, b, s in json.load(sys.stdin)]))`;
  const input = JSON.stringify(all.map(([headers, sent]) => [headers, sent, secret]));
  const said = execFileSync('python3', ['-B', '-c', run, folder], { input, encoding: 'utf8' });
  expect(JSON.parse(said)).toEqual(all.map(([, , genuine]) => genuine));
});

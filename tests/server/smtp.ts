/** A mail server that does what a test wants of it. */
import { createServer, type AddressInfo, type Socket } from 'node:net';

/**
 * @param replyTo what it says to a letter to an address: `250 ok`, `550 no such user`, …
 * @returns its address, whom it took letters for, and how to end it
 */
export async function mailServer(replyTo: (address: string) => string) {
  const taken: string[] = [];
  const server = createServer((socket) => talk(socket, replyTo, taken));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}?ignoreTLS=true`,
    taken,
    close: () => new Promise((resolve) => server.close(resolve))
  };
}

function talk(socket: Socket, replyTo: (address: string) => string, taken: string[]) {
  let heard = '';
  let to = '';
  let isLetter = false;
  const say = (line: string) => socket.write(`${line}\r\n`);
  const answer = (line: string) => {
    if (isLetter) {
      if (line !== '.') return;
      isLetter = false;
      taken.push(to);
      return say('250 taken');
    }
    const recipient = /^RCPT TO:<(.+)>/i.exec(line)?.[1];
    if (recipient) return say(replyTo((to = recipient)));
    if (/^DATA/i.test(line)) {
      isLetter = true;
      return say('354 go on');
    }
    if (/^QUIT/i.test(line)) return socket.end('221 bye\r\n');
    say('250 ok');
  };
  say('220 here');
  socket.on('error', () => {});
  socket.on('data', (data) => {
    const lines = (heard + data.toString()).split('\r\n');
    heard = lines.pop()!;
    for (const line of lines) answer(line);
  });
}

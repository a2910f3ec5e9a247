import { DrizzleQueryError } from 'drizzle-orm';
import { pino, stdSerializers } from 'pino';

const secrets = ['authorization', 'cookie', 'password', 'passwordHash', 'token'];

/** The one logger, one JSON object a line; LOG_LEVEL chooses how much it says. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? 'info',
  redact: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
  serializers: { err: describe }
});

/** A failed statement carries its values, a password's hash among them: those stay out. */
function describe(error: unknown): unknown {
  if (!(error instanceof DrizzleQueryError)) return stdSerializers.err(error as Error);
  return { ...stdSerializers.err(error.cause as Error), statement: error.query };
}

import { DrizzleQueryError } from 'drizzle-orm';
import { pino, stdSerializers } from 'pino';

const secrets = ['authorization', 'cookie', 'password', 'passwordHash', 'token'];

/** The one logger, one JSON object a line; LOG_LEVEL chooses how much it says. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? 'info',
  redact: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
  serializers: { err: describe }
});

/** A failed statement comes with its values, a password's hash among them: those stay out. */
export function describe(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (!(error instanceof DrizzleQueryError)) {
    const { detail: _, ...described } = stdSerializers.err(error) as { detail?: string };
    return described;
  }
  const frames = error.stack?.split('\n').filter((line) => /^ +at /.test(line));
  return {
    ...(describe(error.cause) as object),
    statement: error.query,
    stack: frames?.join('\n')
  };
}

import { hash as argon2, verify as argon2Verify } from '@node-rs/argon2';

/** OWASP's first choice for argon2id, which is the library's default algorithm. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The hash of a password that nobody has: made once, to spend the same work on a stranger. */
const nobody = argon2(crypto.randomUUID(), cost);

/** The same letters typed on two keyboards may differ in code points: NFKC makes them one. */
const canonical = (password: string) => password.normalize('NFKC');

/** @returns the argon2id hash of a password, in PHC form */
export const hash = (password: string): Promise<string> => argon2(canonical(password), cost);

/**
 * Compares a password with a stored hash. Without a hash the answer is `false` after the same
 * work, so that the time taken does not tell whether there is an account.
 */
export async function verify(stored: string | undefined, password: string): Promise<boolean> {
  const matches = await argon2Verify(stored ?? (await nobody), canonical(password));
  return matches && stored !== undefined;
}

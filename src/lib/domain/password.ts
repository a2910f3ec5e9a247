/** What makes a password too easy to guess, said so that it can be mended. */

/** What people choose first, bare of digits and signs. A breach list would be megabytes. */
const obvious = new Set(
  `password passwort motdepasse contrasena senha passphrase letmein letmeinplease changeme
  welcome welcomehome iloveyou ihateyou sunshine princess football baseball basketball superman
  batman pokemon starwars dragon monkey master shadow freedom whatever trustno trustnoone
  michael jennifer jessica charlie abc abcabc admin administrator login guest secret mysecret
  test testtest qwertz qwerty qwertyqwerty azerty asdfasdf zxcvbnm
  massage massages massageschool massagetherapy massagetherapist therapist therapy bodywork
  student instructor school palpate palpation`.split(/\s+/)
);

const rows = ['abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', '1234567890'];
const runs = [...rows, ...rows.map((row) => [...row].reverse().join(''))].map((row) => row + row);

const disguises: Record<string, string> = { '0': 'o', '1': 'i', '3': 'e', '@': 'a', $: 's' };

/** The letters that remain when case, usual disguises, digits and signs are taken away. */
function bare(password: string, undisguise: boolean): string {
  const text = password.toLowerCase();
  const read = undisguise ? text.replace(/[013@$]/g, (sign) => disguises[sign] ?? sign) : text;
  return read.replace(/[^\p{L}]/gu, '').replace(/^my|mine$/g, '');
}

/**
 * Judges a password that has the right length.
 * @param owner whose it is, as far as known
 * @returns what to do about it, or null where nothing speaks against it
 */
export function weakness(
  password: string,
  owner: { name?: string; email?: string } = {}
): string | null {
  const lower = password.toLowerCase();
  if (new Set(lower).size < 5) return 'Use more than four different characters';
  if (runs.some((run) => run.includes(lower))) {
    return 'This is a row of the keyboard: choose words that only you would put together';
  }
  if ([true, false].some((undisguise) => obvious.has(bare(password, undisguise)))) {
    return 'This is among the first that are guessed: choose words that only you would put together';
  }
  const own = [...(owner.name ?? '').split(/\s+/), (owner.email ?? '').split('@')[0] ?? ''];
  if (own.some((part) => part.length >= 4 && lower.includes(part.toLowerCase()))) {
    return 'Leave your name and e-mail address out of the password';
  }
  return null;
}

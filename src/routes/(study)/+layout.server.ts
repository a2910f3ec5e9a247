import { reader, requireAccount } from '$lib/server/guard';

/** The shell shows who is signed in. */
export const load = (event) => ({ account: reader(requireAccount(event)) });

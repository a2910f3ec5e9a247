/** Where the answers are: with the server, on their way, or only here, and why. */
export type Saving = 'saved' | 'saving' | 'offline' | 'signed-out' | 'failed';

/** Choosing is done in one press; whoever writes or sorts has not done yet. */
const chosen = new Set(['choice', 'boolean', 'decision']);

/** @returns how many ms to wait for more, before an answer to an item of this type is sent */
export const pauseFor = (type: string): number => (chosen.has(type) ? 0 : 600);

/** What an import may be at most: far above what schools have, far below what stops a server. */

/** Of a file as it is sent, and of what is taken over of it. */
export const mostBytes = 20 * 1024 * 1024;

/** Questions of one file. */
export const mostRows = 20_000;

/** How long a file may be read, in ms. */
export const longest = 60_000;

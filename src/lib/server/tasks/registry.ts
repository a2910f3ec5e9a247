/** Every task that is run: one file each beside this one. */
import { tidy } from './tidy';
import type { Task } from '../jobs';

export const tasks: readonly Task[] = [tidy];

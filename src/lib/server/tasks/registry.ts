/** Every task that is run: one file each beside this one. */
import { reschedule } from './reschedule';
import { tidy } from './tidy';
import type { Task } from '../jobs';

export const tasks: readonly Task[] = [reschedule, tidy];

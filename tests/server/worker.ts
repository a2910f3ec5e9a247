/** Runs jobs in a process that a test can kill: all tasks, or with `stuck` a `note` without end. */
import * as v from 'valibot';
import { start } from '../../src/lib/server/jobs';
import { tasks } from '../../src/lib/server/tasks/registry';

const [, , url, isStuck] = process.argv;
const note = {
  name: 'note',
  payload: v.object({}),
  async run() {
    console.log('begun');
    await new Promise(() => {});
  }
};
await start(url!, isStuck ? [note] : tasks);

/** Takes the job `note` and never ends it: for a test that kills this process. */
import * as v from 'valibot';
import { start } from '../../src/lib/server/jobs';

const note = {
  name: 'note',
  payload: v.object({}),
  async run() {
    console.log('begun');
    await new Promise(() => {});
  }
};
await start(process.argv[2]!, [note]);

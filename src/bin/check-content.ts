/** Before a build: the content is read, and what is wrong with it is listed, nothing else. */
import { ContentError } from '../lib/server/content/flaws';
import { readContent } from '../lib/server/content/read';

try {
  readContent('content');
} catch (error) {
  if (!(error instanceof ContentError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

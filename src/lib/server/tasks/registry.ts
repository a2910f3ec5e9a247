/** Every task that is run: one file each beside this one, or several that make up one work. */
import { announce } from './announce';
import { complete, completeAll, completeSchool } from './complete';
import { deliver } from './deliver';
import { dispose, disposeAll } from './dispose';
import { invite } from './invite';
import { learnAll, learnScope, tune } from './learn';
import { reckon, reckonAll } from './reckon';
import { remind, remindAll } from './remind';
import { reschedule } from './reschedule';
import { settleMeeting } from './settle-meeting';
import { tellAmendment } from './tell-amendment';
import { tellOfWebhook } from './tell-of-webhook';
import { tidy } from './tidy';
import type { Task } from '../jobs';

export const tasks: readonly Task[] = [
  announce,
  complete,
  completeAll,
  completeSchool,
  deliver,
  dispose,
  disposeAll,
  invite,
  learnAll,
  learnScope,
  reckon,
  reckonAll,
  remind,
  remindAll,
  reschedule,
  settleMeeting,
  tellAmendment,
  tellOfWebhook,
  tidy,
  tune
];

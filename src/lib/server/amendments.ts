/** Requests of students to amend their record: asked, answered once, and what is said to that. */
import { validate } from 'uuid';
import type { Step } from './amendment-list';
import type { Change } from './audit';
import type { Db, Transaction } from './db/connect';
import { add as queue } from './jobs';
import { unprintable } from './pdf/pdf';
import { recordAt } from './own-record';
import { lineOf } from './record-lines';
import { tellAmendment } from './tasks/tell-amendment';
import { can } from '../domain/actor';
import {
  statusOf,
  type Decision,
  type NewAmendment,
  type Statement,
  type Status,
  type StepKind,
  type Withdrawal
} from '../domain/amendment';
import { asSaid } from '../domain/record-part';

export type Outcome =
  | { outcome: 'done'; id: string }
  | { outcome: 'missing' }
  | { outcome: 'invalid'; field: string; error: string }
  /** It was answered or withdrawn meanwhile: by whom, and how. */
  | { outcome: 'conflict'; status: Status; by: string; at: string };

/** More nobody answers. */
const mostOpen = 50;
const missing = { outcome: 'missing' } as const;

/** Asks to amend one's own record; sent again, it is asked once. */
export async function ask(
  db: Db,
  { actor, school, now }: Change,
  { id, part, line, wrong, should }: NewAmendment
): Promise<Outcome> {
  const own = await recordAt(db, actor.id, school);
  if (!own) return missing;
  const about = line === null ? null : await lineOf(db, own.owner, part, line);
  if (line !== null && !about)
    return { outcome: 'invalid', field: 'line', error: 'This line is not there: choose it again' };
  return db.$client.begin(async (tx): Promise<Outcome> => {
    await tx`select pg_advisory_xact_lock(hashtextextended(${`amendment ${school} ${id}`}, 0))`;
    const [before] = await tx<{ same: boolean }[]>`
      select (record_id, part, line, wrong, should) is not distinct from
        (${own.owner.record}::uuid, ${part}::text, ${line}::text, ${wrong}::text, ${should}::text)
        as same
      from amendment_requests where school_id = ${school} and id = ${id}`;
    if (before?.same) return { outcome: 'done', id };
    if (before)
      return { outcome: 'invalid', field: 'id', error: 'This id is taken: make a new UUID' };
    const [open] = await tx<{ count: number }[]>`
      select count(*)::int as count from amendment_requests
      where school_id = ${school} and record_id = ${own.owner.record}
        and not exists (select from amendment_steps where amendment_steps.school_id = ${school}
          and request_id = amendment_requests.id and kind <> 'statement')`;
    if (open!.count >= mostOpen)
      return {
        outcome: 'invalid',
        field: '',
        error: `${mostOpen} requests wait: withdraw one first`
      };
    await tx`
      insert into amendment_requests (school_id, id, record_id, part, line, line_said, wrong, should,
        actor_id, actor_name, at)
      select ${school}, ${id}, ${own.owner.record}, ${part}, ${line}, ${about && asSaid(about)},
        ${wrong}, ${should}, id, name, ${now.toISOString()}
      from accounts where id = ${actor.id}`;
    return { outcome: 'done', id };
  });
}

/** Takes back what one asked for, as long as nobody has answered. */
export const withdraw = (db: Db, change: Change, request: string, { id }: Withdrawal) =>
  ofOwn(db, change, request, (tx) =>
    end(tx, change, request, { id, kind: 'withdrawn', text: '', correction: null })
  );

/** Adds what a student says to a refusal: it stays with the record. */
export async function state(
  db: Db,
  change: Change,
  request: string,
  { id, text }: Statement
): Promise<Outcome> {
  const strange = unprintable(text);
  if (strange.length > 0) {
    const error = `Papers cannot print ${strange.join(' ')}: write it in Latin letters`;
    return { outcome: 'invalid', field: 'text', error };
  }
  return ofOwn(db, change, request, async (tx) => {
    const steps = await stepsOf(tx, change.school, request);
    if (steps.some((step) => step.id === id)) return { outcome: 'done', id };
    if (statusOf(steps) !== 'refused') {
      const error = 'A statement can be added once the school has refused';
      return { outcome: 'invalid', field: 'text', error };
    }
    return addStep(tx, change, request, steps, { id, kind: 'statement', text, correction: null });
  });
}

/** Answers a request for the school. Of two who answer at once the second is told what stands. */
export async function decide(
  db: Db,
  change: Change,
  request: string,
  decision: Decision
): Promise<Outcome> {
  const { actor, school } = change;
  if (!can(actor, 'record.manage', { school }) || !validate(request)) return missing;
  const { id, kind, reason: text } = decision;
  const correction = decision.kind === 'accepted' ? decision.correction : null;
  return db.$client.begin(async (tx): Promise<Outcome> => {
    const [found] = await tx`
      select from amendment_requests where school_id = ${school} and id = ${request}`;
    if (!found) return missing;
    return end(tx, change, request, { id, kind, text, correction });
  });
}

type NewStep = Pick<Step, 'id' | 'kind' | 'text' | 'correction'>;

/** Adds what ends a request, once. */
async function end(
  tx: Transaction,
  change: Change,
  request: string,
  step: NewStep
): Promise<Outcome> {
  const steps = await stepsOf(tx, change.school, request);
  if (steps.some(({ id }) => id === step.id)) return { outcome: 'done', id: step.id };
  const ended = steps.find(({ kind }) => kind !== 'statement');
  if (ended)
    return { outcome: 'conflict', status: ended.kind as Status, by: ended.by, at: ended.at };
  return addStep(tx, change, request, steps, step);
}

/** The steps of a request, which nobody else adds to until the transaction ends. */
async function stepsOf(tx: Transaction, school: string, request: string) {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`amendment ${school} ${request}`}, 0))`;
  return tx<{ id: string; kind: StepKind; by: string; at: string }[]>`
    select id, kind, actor_name as by, to_jsonb(at) as at from amendment_steps
    where school_id = ${school} and request_id = ${request} order by number`;
}

async function addStep(
  tx: Transaction,
  { actor, school, now }: Change,
  request: string,
  steps: readonly unknown[],
  { id, kind, text, correction }: NewStep
): Promise<Outcome> {
  const added = await tx`
    insert into amendment_steps (school_id, id, record_id, request_id, number, kind, text,
      correction, actor_id, actor_name, at)
    select ${school}, ${id}, record_id, amendment_requests.id, ${steps.length + 1}::int, ${kind},
      ${text}, ${correction}, accounts.id, accounts.name, ${now.toISOString()}
    from amendment_requests, accounts
    where school_id = ${school} and amendment_requests.id = ${request} and accounts.id = ${actor.id}
    on conflict (school_id, id) do nothing returning 1`;
  if (added.length > 0) {
    if (kind === 'accepted' || kind === 'refused')
      await queue(tx, tellAmendment, { school, step: id });
    return { outcome: 'done', id };
  }
  return { outcome: 'invalid', field: 'id', error: 'This id is taken: make a new UUID' };
}

/** Does something to a request of one's own. */
async function ofOwn(
  db: Db,
  { actor, school }: Change,
  request: string,
  act: (tx: Transaction) => Promise<Outcome>
): Promise<Outcome> {
  const own = await recordAt(db, actor.id, school);
  if (!own || !validate(request)) return missing;
  return db.$client.begin(async (tx): Promise<Outcome> => {
    const [found] = await tx`
      select from amendment_requests
      where school_id = ${school} and record_id = ${own.owner.record} and id = ${request}`;
    return found ? act(tx) : missing;
  });
}

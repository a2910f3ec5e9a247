/** What is written about people outside their own rows, and goes when those do. */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from './database';
import { after, catalogueOf, choiceItem, days, noon, writtenItem } from './fixtures';
import { addMember, addQuiz, addSchool, answer, begin, given } from './quiz-fixtures';
import * as accounts from '../../src/lib/server/accounts';
import { allow } from '../../src/lib/server/allowances';
import { save } from '../../src/lib/server/attempt-answers';
import { handIn } from '../../src/lib/server/attempts';
import { syncContent } from '../../src/lib/server/content/sync';
import type { Db } from '../../src/lib/server/db/connect';
import { members } from '../../src/lib/server/db/schema/accounts';
import * as disposals from '../../src/lib/server/disposals';
import * as invitations from '../../src/lib/server/invitations';
import { leave } from '../../src/lib/server/leaving';
import * as notes from '../../src/lib/server/notes';
import { unansweredDays } from '../../src/lib/server/old-invitations';
import { linesOf } from '../../src/lib/server/record-lines';
import { recordAt } from '../../src/lib/server/own-record';
import * as retention from '../../src/lib/server/retention';
import { tidy } from '../../src/lib/server/tasks/tidy';
import type { Account } from '../../src/lib/domain/account';
import type { Actor } from '../../src/lib/domain/actor';
import { invitationDays } from '../../src/lib/domain/invitation';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
beforeAll(async () => {
  database = await freshDatabase();
  db = database.db;
  await syncContent(db, catalogueOf([choiceItem('one'), writtenItem('note')]), noon);
});
afterAll(() => database.close());

const visitor = { address: '192.0.2.1' };
const password = 'harbour velvet nine';
const later = (count: number) => after(noon, days(count));
const why = 'After a concussion';

let count = 0;
/** Somebody who has signed up by themselves, as a student of a school. */
async function student(school: string): Promise<Account & Actor> {
  const email = `person${++count}@example.com`;
  await accounts.signUp(db, { email, name: 'Robin', password, timeZone: 'UTC' }, visitor, noon);
  const entered = await accounts.logIn(db, { email, password }, visitor);
  if (entered.outcome !== 'welcome') throw new Error(entered.outcome);
  const { account } = entered;
  await db
    .insert(members)
    .values({ schoolId: school, accountId: account.id, role: 'student', joinedAt: noon });
  return { ...account, memberships: [{ school, role: 'student' }] };
}

const invite = async (admin: Actor, email: string) => {
  const { school } = admin.memberships[0]!;
  const asked = { emails: [email], role: 'student' as const, cohort: null };
  const sent = await invitations.send(db, { actor: admin, school, now: noon }, asked);
  expect(sent).toMatchObject({ outcome: 'sent', invited: [email] });
  return (await invitations.list(db, admin, school)).find((one) => one.email === email)!.id;
};
const invited = async () =>
  (await db.$client<{ email: string }[]>`select email from invitations order by 1`).map(
    ({ email }) => email
  );
const audited = (school: string) =>
  db.$client<
    { action: string; subject: { account?: string }; reason: string }[]
  >`select action, subject, reason from audit where school_id = ${school} order by at, id`;

test('with an account go invitations to it, and why it was granted more time; that it was stays', async () => {
  const [school, elsewhere] = [await addSchool(db), await addSchool(db)];
  const [staff, admin] = [await addMember(db, school, 'admin'), await addMember(db, elsewhere, 'admin')]; // prettier-ignore
  const [gone, stays] = [await student(school), await student(school)];
  const quiz = await addQuiz(db, staff, { composition: { kind: 'chosen', items: ['one'] } });
  for (const { id, email } of [gone, stays]) {
    const more = { extraMinutes: 30, extraAttempts: 0 };
    expect(await allow(db, staff, quiz.id, id, more, why, noon)).toBe(true);
    await invite(admin, email);
  }
  expect(await accounts.remove(db, gone, password, visitor, noon)).toEqual({ outcome: 'removed' });
  const grants = (await audited(school)).filter(({ action }) => action === 'quiz.allow');
  const reasons = new Map(grants.map(({ subject, reason }) => [subject.account, reason]));
  expect([reasons.get(gone.id), reasons.get(stays.id)]).toEqual(['', why]);
  expect(await invited()).toEqual([stays.email]);
  // Nor is the address told by the audit of the letters.
  expect(JSON.stringify(await audited(elsewhere))).not.toContain('@example.com');
});

test('the audit is added to only, where nothing of a record is removed', async () => {
  for (const change of ["reason = 'Another'", "reason = ''", "subject = '{}'"])
    await expect(db.$client.unsafe(`update audit set ${change}`)).rejects.toThrow('append-only');
  await expect(
    db.$client.begin(async (tx) => {
      await tx`select set_config('palpate.disposal', 'on', true)`;
      await tx`update audit set actor_id = gen_random_uuid(), reason = ''`;
    })
  ).rejects.toThrow('append-only');
});

test('what a school removes is in no copy: comments on notes, and reasons for more time', async () => {
  const school = await addSchool(db);
  const admin = await addMember(db, school, 'admin');
  const who = await addMember(db, school);
  const items = ['one', 'note'];
  const quiz = await addQuiz(db, admin, { composition: { kind: 'chosen', items } });
  await allow(db, admin, quiz.id, who.id, { extraMinutes: 5, extraAttempts: 0 }, why, noon);
  const attempt = await begin(db, who, quiz);
  await answer(db, who, attempt, 0, 'b');
  const note = given(1, { text: 'S: Stiff.' });
  await save(db, who, attempt.id, [note], noon);
  await handIn(db, who.id, attempt.id, noon);
  const grading = { points: { facts: 3, plan: 1 }, comment: 'You sound tired of late' };
  expect(await notes.grade(db, admin, school, note.id, grading, null, noon)).toMatchObject({
    outcome: 'graded'
  });
  const { owner } = (await recordAt(db, who.id, school))!;
  const told = async () => JSON.stringify(await linesOf(db, owner, 'notes', 'staff'));
  expect(await told()).toContain(why);
  expect(await told()).toContain('tired of late');
  expect((await audited(school)).map(({ action }) => action)).toContain('note.grade');
  expect(JSON.stringify(await audited(school))).not.toContain('tired of late');

  await leave(db, who, school, noon);
  const months = { attendance: null, quizzes: 1, notes: 1 };
  await retention.save(db, { actor: admin, school, now: noon }, { months, on: true });
  expect(await disposals.disposeAt(db, school, later(60))).toBe(2);
  expect(await told()).toBe('[]');
  expect(JSON.stringify(await audited(school))).not.toContain(why);
});

test('invitations go once they are answered or taken back, or nobody has answered for long', async () => {
  const school = await addSchool(db);
  const admin = await addMember(db, school, 'admin');
  await db.$client`delete from invitations`;
  const [accepted, revoked] = [await invite(admin, 'a@example.com'), await invite(admin, 'b@example.com')]; // prettier-ignore
  await invite(admin, 'c@example.com');
  await db.$client`update invitations set accepted_at = now() where id = ${accepted}`;
  await invitations.revoke(db, { actor: admin, school, now: noon }, revoked);
  await tidy.run(db, {}, later(1));
  expect(await invited()).toEqual(['c@example.com']);
  // Late, it may be sent again still.
  await tidy.run(db, {}, later(invitationDays + unansweredDays));
  expect(await invitations.list(db, admin, school)).toHaveLength(1);
  await tidy.run(db, {}, later(invitationDays + unansweredDays + 1));
  expect(await invited()).toEqual([]);
});

test('what was noted before is emptied where it is not needed, and nothing else is', async () => {
  const school = await addSchool(db);
  const staff = await addMember(db, school, 'admin');
  const add = (action: string, subject: object, reason: string) => db.$client`
    insert into audit (id, school_id, actor_id, action, subject, reason, at)
    values (gen_random_uuid(), ${school}, ${staff.id}, ${action},
      ${JSON.stringify(subject)}::text::jsonb, ${reason}, now())`;
  await add('note.grade', { answer: 'x' }, 'A comment');
  await add('report.resolve', { report: 'x' }, 'A reply');
  await add('quiz.allow', { account: staff.id }, 'Is there still');
  await add('quiz.allow', { account: 'gone' }, 'Is not there');
  await add('invitation.send', { invited: ['a@x.org', 'b@x.org'], role: 'student' }, '');
  await add('paper.revoke', { paper: 'x' }, 'A name was wrong');
  const file = readdirSync('drizzle').find((name) => name.endsWith('_erasures.sql'))!;
  const migration = readFileSync(`drizzle/${file}`, 'utf8');
  for (const statement of migration.split('--> statement-breakpoint'))
    await db.$client.unsafe(statement);
  expect((await audited(school)).map(({ reason }) => reason).sort()).toEqual([
    ...['', '', '', ''],
    ...['A name was wrong', 'Is there still']
  ]);
  const letters = (await audited(school)).find(({ action }) => action === 'invitation.send')!;
  expect(letters.subject).toEqual({ count: 2, role: 'student' });
});

/** Who may come in: the one module of lib/server that speaks SvelteKit. */
import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import type { Account } from '../domain/account';
import { can, isStaff, type Actor } from '../domain/actor';
import { studyDay } from '../domain/day';
import { readStudentFilter } from '../domain/student-filter';
import { RecallFilter } from '../domain/topic';
import type { Visitor } from './accounts';
import * as cohorts from './cohorts';
import type { Db } from './db/connect';
import { recordAtSlug } from './own-record';
import * as quizzes from './quizzes';
import * as schoolCourses from './school-courses';
import * as schoolLessons from './school-lessons';
import * as schools from './schools';
import * as session from './session';

/** Somebody who is signed in. */
export interface Person {
  account: Account;
  actor: Actor;
  session: session.SignedIn['session'];
}

/**
 * Who is signed in on a route that is not public.
 * @throws a redirect to the log-in page; hooks have sent visitors there before
 */
export function requireAccount(event: RequestEvent): Person {
  const { account, actor, session } = event.locals;
  if (account && actor && session) return { account, actor, session };
  redirect(303, loginPath(event));
}

/**
 * Who is staff of the school that the address names, and that school.
 * @throws 404 where it does not exist or is not theirs: the two look alike
 */
export async function requireStaff(
  db: Db,
  event: RequestEvent
): Promise<Person & { school: schools.School }> {
  const person = requireAccount(event);
  const school = await schools.findForStaff(db, person.actor, event.params.school ?? '');
  return school ? { ...person, school } : error(404, 'There is no such school of yours');
}

/**
 * Whoever may connect other systems to the school that the address names, with what a change notes.
 * @throws 404 as `requireStaff` does
 */
export async function requireConnector(db: Db, event: RequestEvent) {
  const person = await requireStaff(db, event);
  const { actor, school } = person;
  if (!can(actor, 'webhook.manage', { school: school.id })) error(404, 'Not found');
  const change = { actor, school: school.id, now: new Date() };
  return { ...person, change };
}

/**
 * One's own record at the school that the address names, member or not.
 * @throws 404 where there is none: the two look alike
 */
export async function requireRecord(db: Db, event: RequestEvent) {
  const person = requireAccount(event);
  const own = await recordAtSlug(db, person.account.id, event.params.school ?? '');
  if (!own) error(404, 'There is no record of you at such a school');
  const now = new Date();
  return { ...person, own, now, change: { actor: person.actor, school: own.school.id, now } };
}

/**
 * The quiz that the address names, of the school that it names, for its staff.
 * @throws 404 as `requireStaff` does
 */
export async function requireQuiz(
  db: Db,
  event: RequestEvent
): Promise<Person & { school: schools.School; quiz: quizzes.Quiz }> {
  const person = await requireStaff(db, event);
  const quiz = await quizzes.findForStaff(db, person.actor, event.params.quiz ?? '');
  if (quiz?.school !== person.school.id) error(404, 'There is no such quiz of this school');
  return { ...person, quiz };
}

/**
 * The cohort that the address names, of the school that it names, for its staff.
 * @throws 404 as `requireStaff` does
 */
export async function requireCohort(
  db: Db,
  event: RequestEvent
): Promise<Person & { school: schools.School; cohort: cohorts.Cohort; change: cohorts.Change }> {
  const { change, ...person } = await requireCohorts(db, event);
  const { actor, school } = person;
  const cohort = await cohorts.find(db, actor, school.id, event.params.cohort ?? '');
  if (!cohort) error(404, 'There is no such cohort of this school');
  return { ...person, cohort, change };
}

/** Staff of the school that the address names, with what a change of its content notes. */
export async function requireAuthor(db: Db, event: RequestEvent) {
  const person = await requireStaff(db, event);
  const { actor, school } = person;
  const change: schoolCourses.Change = { actor, school: school.id, now: new Date() };
  return { ...person, change };
}

/**
 * The school's own lesson that the address names, for its authors.
 * @throws 404 as `requireStaff` does
 */
export async function requireLesson(db: Db, event: RequestEvent) {
  const person = await requireAuthor(db, event);
  const { actor, school } = person;
  const lesson = await schoolLessons.find(db, actor, school.id, event.params.lesson ?? '');
  if (!lesson) error(404, 'There is no such lesson of this school');
  return { ...person, lesson };
}

/** The same of a course. */
export async function requireCourse(db: Db, event: RequestEvent) {
  const person = await requireAuthor(db, event);
  const { actor, school } = person;
  const course = await schoolCourses.find(db, actor, school.id, event.params.course ?? '');
  if (!course) error(404, 'There is no such course of this school');
  return { ...person, course };
}

/** Staff of the school that the address names, with what a change of its cohorts notes. */
export async function requireCohorts(db: Db, event: RequestEvent) {
  const person = await requireStaff(db, event);
  const { actor, account, school } = person;
  const now = new Date();
  const today = studyDay(now, account.timeZone);
  const change: cohorts.Change = { actor, school: school.id, today, now };
  return { ...person, change };
}

/**
 * Staff of the school that the address names, and whose recall they look at: a cohort's, or that of
 * all students; and by which topics.
 * @throws 404 as `requireStaff` does
 */
export async function requireClass(db: Db, event: RequestEvent) {
  const person = await requireCohorts(db, event);
  const filter = v.parse(RecallFilter, Object.fromEntries(event.url.searchParams));
  const own = await cohorts.list(db, person.actor, person.school.id);
  if (filter.cohort && !own.some(({ id }) => id === filter.cohort))
    error(404, 'There is no such cohort of this school');
  return { ...person, filter, cohorts: own.map(({ id, name }) => ({ id, name })) };
}

/**
 * Staff of the school that the address names, and which students they look at.
 * @throws 404 as `requireStaff` does, and where there is no such cohort of theirs
 */
export async function requireStudents(db: Db, event: RequestEvent) {
  const person = await requireStaff(db, event);
  const filter = readStudentFilter(event.url.searchParams);
  const own = await cohorts.list(db, person.actor, person.school.id);
  if (filter.cohort && !own.some(({ id }) => id === filter.cohort))
    error(404, 'There is no such cohort of this school');
  return { ...person, filter, cohorts: own.map(({ id, name }) => ({ id, name })), now: new Date() };
}

/** Who reads, as the frame around every page shows it. */
export type Reader = Account & { staff: boolean; student: boolean };

export const reader = ({ account, actor }: Pick<Person, 'account' | 'actor'>): Reader => ({
  ...account,
  staff: isStaff(actor),
  student: actor.memberships.some(({ role }) => role === 'student')
});

/** @returns null where nobody is signed in */
export const readerOf = ({ account, actor }: App.Locals): Reader | null =>
  account && actor && reader({ account, actor });

/** Where a visitor is sent who asked for a closed page, and from there back to it. */
export function loginPath({ url, request }: RequestEvent): string {
  const next = request.method === 'GET' ? url.pathname + url.search : url.pathname;
  return next === '/today' ? '/login' : `/login?next=${encodeURIComponent(next)}`;
}

/** Where to go after logging in: `?next=`, if it stays within this site. */
export function nextPath(url: URL): string {
  const next = url.searchParams.get('next') ?? '';
  // Browsers read `//host`, `/\host` and control characters between as another site.
  return /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(next) ? next : '/today';
}

/** The network address of the other side. Behind a proxy ADDRESS_HEADER must name its header. */
export const visitor = (event: RequestEvent): Visitor => ({ address: event.getClientAddress() });

/** Signs this browser in, in place of whoever was. @returns the token, for clients of the API */
export async function signIn(
  db: Db,
  event: RequestEvent,
  account: Account,
  now: Date
): Promise<string> {
  const earlier = event.cookies.get(session.cookieName);
  if (earlier) await session.end(db, earlier);
  const userAgent = event.request.headers.get('user-agent') ?? '';
  const token = await session.create(db, account.id, userAgent, now);
  event.cookies.set(session.cookieName, token, session.cookieOptions());
  return token;
}

/** Ends the session that this request came with, and takes the cookie away. */
export async function signOut(db: Db, event: RequestEvent): Promise<void> {
  const { token } = readToken(event);
  if (token) await session.end(db, token);
  forgetCookie(event);
}

/** Takes the cookie away. */
export const forgetCookie = ({ cookies }: RequestEvent): void =>
  cookies.delete(session.cookieName, { path: '/' });

/** The token of a request: from `Authorization: Bearer` if it has that, else from the cookie. */
export function readToken({ request, cookies }: RequestEvent): {
  token?: string;
  from: 'header' | 'cookie';
} {
  const bearer = /^Bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '');
  return bearer
    ? { token: bearer[1], from: 'header' }
    : { token: cookies.get(session.cookieName), from: 'cookie' };
}

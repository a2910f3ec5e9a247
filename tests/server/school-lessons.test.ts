import { afterAll, beforeAll, expect, test } from 'vitest';
import * as v from 'valibot';
import { adaptableText, catalogue } from '../../src/lib/server/courses';
import { syncContent } from '../../src/lib/server/content/sync';
import type { Db } from '../../src/lib/server/db/connect';
import * as comments from '../../src/lib/server/lesson-comments';
import * as history from '../../src/lib/server/lesson-history';
import * as origins from '../../src/lib/server/lesson-origin';
import * as publishing from '../../src/lib/server/lesson-publishing';
import * as texts from '../../src/lib/server/lesson-texts';
import * as lessons from '../../src/lib/server/school-lessons';
import * as reading from '../../src/lib/server/school-reading';
import type { Actor } from '../../src/lib/domain/actor';
import { LessonText } from '../../src/lib/domain/lesson/text';
import {
  adaptation,
  addAuthors,
  addCourse,
  addItem,
  addLesson,
  adoptCourse,
  by,
  done,
  first,
  publish,
  publishedLesson,
  text,
  type School
} from './authoring-fixtures';
import { freshDatabase } from './database';
import { after, noon } from './fixtures';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
beforeAll(async () => {
  database = await freshDatabase();
  db = database.db;
  await syncContent(db, catalogue(), noon);
});
afterAll(() => database.close());

const minutes = (count: number) => after(noon, count * 60_000);

async function draft(body?: string) {
  const school = await addAuthors(db);
  const course = await addCourse(db, school);
  return { school, course, id: await addLesson(db, school, course, body) };
}

const now = async ({ school, id }: { school: School; id: string }) =>
  (await lessons.find(db, school.author, school.id, id))!;

/** Saves what stands there with something behind it. */
async function write(
  of: { school: School; id: string },
  actor: Actor,
  more: string,
  at = noon,
  keep?: 'merged'
) {
  const { revision, text } = await now(of);
  const change = by(of.school, actor, at);
  done(await lessons.save(db, change, of.id, { revision, text: text + more, keep }));
}

const versionsOf = async ({ school, id }: { school: School; id: string }) =>
  history.list(db, school.author, school.id, id);

/** What a student reads of a lesson, as far as it is text. */
const told = async ({ school, id }: { school: School; id: string }) => {
  const page = await reading.lesson(db, school.student, id);
  return page && JSON.stringify(page.tree);
};

test('of two who save at once one is told what the other has written, and nothing is lost', async () => {
  const of = await draft();
  const { revision } = await now(of);
  const texts = [text('Mine.'), text('Yours.')];
  const results = await Promise.all(
    [of.school.author, of.school.colleague].map((actor, i) =>
      lessons.save(db, by(of.school, actor), of.id, { revision, text: texts[i]! })
    )
  );
  expect(results.map(({ outcome }) => outcome).sort()).toEqual(['done', 'stale']);
  const winner = results.findIndex(({ outcome }) => outcome === 'done');
  const stale = results[1 - winner];
  expect(stale).toMatchObject({
    theirs: { text: texts[winner], revision: revision + 1, changedBy: 'Student' }
  });
  expect(await now(of)).toMatchObject({ text: texts[winner], revision: revision + 1 });
});

test('a save that is sent again changes nothing, though others went on meanwhile', async () => {
  const of = await draft();
  const { revision } = await now(of);
  const save = { revision, text: text('Once.') };
  const change = by(of.school, of.school.author);
  const saved = await lessons.save(db, change, of.id, save);
  expect(saved).toEqual({ outcome: 'done', revision: revision + 1 });
  expect(await lessons.save(db, change, of.id, save)).toEqual(saved);
});

test('the history keeps what stood there when another goes on, and every ten minutes', async () => {
  const of = await draft();
  const { author, colleague } = of.school;
  const count = async () => (await versionsOf(of)).length;
  const begun = await count();
  await write(of, author, '1', minutes(1));
  await write(of, author, '2', minutes(2));
  expect(await count()).toBe(begun);

  await write(of, colleague, '3', minutes(3));
  expect(await count()).toBe(begun + 1);
  const [kept] = await versionsOf(of);
  expect(kept).toMatchObject({ reason: 'saved', by: 'Student' });
  expect(Date.parse(kept!.at)).toBe(minutes(2).getTime());
  expect(await history.read(db, author, of.school.id, of.id, kept!.version)).toBe(`${text()}12`);

  await write(of, colleague, '4', minutes(5));
  expect(await count()).toBe(begun + 1);
  await write(of, colleague, '5', minutes(13));
  expect(await count()).toBe(begun + 2);
  await write(of, colleague, '6', minutes(14), 'merged');
  expect((await versionsOf(of))[0]).toMatchObject({ reason: 'merged' });
});

test('a version is kept when asked for, once, and comes back without losing what stood there', async () => {
  const of = await draft();
  const change = by(of.school, of.school.author);
  const version = (await history.keepNow(db, change, of.id))!;
  expect(await history.keepNow(db, change, of.id)).toBe(version);
  await write(of, of.school.author, 'Later.', minutes(1));
  const { revision } = await now(of);

  expect(await history.restore(db, change, of.id, version, revision - 1)).toMatchObject({
    outcome: 'stale'
  });
  for (const none of [99, 0, -1, 2 ** 40, 1.5])
    expect(await history.restore(db, change, of.id, none, revision)).toEqual({
      outcome: 'missing'
    });
  done(await history.restore(db, change, of.id, version, revision));
  expect(await now(of)).toMatchObject({ text: text(), revision: revision + 1 });
  const [restored, former] = await versionsOf(of);
  expect(restored).toMatchObject({ reason: 'restored' });
  expect(await history.read(db, of.school.author, of.school.id, of.id, former!.version)).toBe(
    `${text()}Later.`
  );
});

test('students read the version that was published, whatever is written meanwhile', async () => {
  const school = await addAuthors(db);
  const of = { school, ...(await publishedLesson(db, school)) };
  expect(await told(of)).toContain('Ask what the client wants.');
  await write(of, school.colleague, '\nNot yet.', minutes(1));
  expect(await told(of)).not.toContain('Not yet.');
  expect(await now(of)).toMatchObject({ changed: true });

  const { revision } = await now(of);
  await write(of, school.author, '\nNor this.', minutes(2));
  const change = by(school, school.colleague);
  expect(await publishing.publish(db, change, of.id, { revision })).toMatchObject({
    outcome: 'stale',
    theirs: { text: expect.stringContaining('Nor this.') }
  });
  await publish(db, school, of.id);
  expect(await told(of)).toContain('Nor this.');
  expect(await now(of)).toMatchObject({ changed: false });
  expect((await versionsOf(of))[0]!.published).toHaveLength(1);
});

test('a draft may be flawed, what is published may not: each flaw has its line', async () => {
  const of = await draft(
    text('One <script>alert(1)</script>\n\n{process.env}\n\n<Check items="no-such" />')
  );
  const { revision } = await now(of);
  const change = by(of.school, of.school.author);
  const refused = await publishing.publish(db, change, of.id, { revision });
  expect(refused).toMatchObject({ outcome: 'flawed' });
  const findings = 'findings' in refused ? refused.findings : [];
  expect(findings.map(({ line }) => line)).toEqual([10, 12, 14]);
  expect(findings[2]!.fix).toMatch(/no-such.*take it out/);
  expect(await now(of)).toMatchObject({ publishedVersion: null });
});

test('a review ends with what was reviewed being published, or with changes being asked for', async () => {
  const of = await draft();
  const { school, course, id } = of;
  const change = by(school, school.author);
  const submit = async () => {
    const { revision } = await now(of);
    return done(await publishing.submit(db, change, id, revision)).version;
  };
  const version = await submit();
  expect(await now(of)).toMatchObject({ reviewVersion: version });
  const reviewer = by(school, school.colleague);
  // What cannot be said to the author ends no review.
  await expect(publishing.askForChanges(db, reviewer, id, 'Say\0why.')).rejects.toThrow();
  expect(await now(of)).toMatchObject({ reviewVersion: version });
  done(await publishing.askForChanges(db, reviewer, id, 'Say why.'));
  expect(await now(of)).toMatchObject({ reviewVersion: null, publishedVersion: null });
  expect(await publishing.askForChanges(db, reviewer, id, '')).toEqual({ outcome: 'missing' });
  expect(await comments.list(db, school.author, school.id, id)).toMatchObject([
    { body: 'Say why.', block: null, quote: null, version }
  ]);

  const second = await submit();
  await write(of, school.author, '\nUnread by the reviewer.', minutes(1));
  done(await publishing.publish(db, reviewer, id, { version: second }));
  expect(await now(of)).toMatchObject({
    reviewVersion: null,
    publishedVersion: second,
    changed: true
  });
  // Its course is not published yet.
  expect(await told(of)).toBeNull();
  expect(course.publishedAt).toBeNull();
});

test('what is withdrawn is not read, and comes back as it was', async () => {
  const school = await addAuthors(db);
  const { course, ...lesson } = await publishedLesson(db, school);
  const of = { school, ...lesson };
  await addLesson(db, school, course);
  const change = by(school, school.author);
  done(await publishing.withdraw(db, change, of.id, true));
  expect(await told(of)).toBeNull();
  expect(await now(of)).toMatchObject({ withdrawnAt: expect.any(String), publishedVersion: 2 });
  done(await publishing.withdraw(db, change, of.id, false));
  expect(await told(of)).toContain('Ask what the client wants.');
});

test('comments belong to a passage, are answered, and settled', async () => {
  const of = await draft(text('One.\n\n## Two\n\nThree.'));
  const { school, id } = of;
  const change = by(school, school.colleague);
  const version = (await history.keepNow(db, change, id))!;
  const say = async (block: number | null, replyTo: string | null = null, body = 'Why?') => {
    const added = await comments.add(db, change, id, {
      id: crypto.randomUUID(),
      version,
      block,
      body,
      replyTo
    });
    return added.outcome === 'done' ? added.id : null;
  };
  const comment = (await say(1))!;
  for (const none of [await say(3), await say(0, crypto.randomUUID())]) expect(none).toBeNull();
  const reply = await say(null, comment, 'Because.');
  // An answer is not answered itself: it is one conversation.
  expect(await say(null, reply, 'So?')).toBeNull();

  expect(await comments.list(db, school.author, school.id, id)).toMatchObject([
    {
      id: comment,
      version,
      block: 1,
      quote: 'Two',
      resolved: null,
      replies: [{ body: 'Because.' }]
    }
  ]);
  expect(await comments.resolve(db, by(school, school.author), id, comment, true)).toBe(true);
  expect(await comments.resolve(db, change, id, reply!, true)).toBe(false);
  expect(await comments.list(db, school.author, school.id, id)).toMatchObject([
    { resolved: { by: 'Student' } }
  ]);
  await comments.resolve(db, change, id, comment, false);
  expect(await comments.list(db, school.author, school.id, id)).toMatchObject([{ resolved: null }]);
});

/** An adapted lesson whose original said other words when it was taken over. */
async function adapted(before: (text: string) => string) {
  const school = await addAuthors(db);
  const course = await adoptCourse(db, school);
  const change = by(school, school.author);
  const { id } = done(await lessons.create(db, change, course.slug, adaptation()));
  const old = before(adaptableText(first)!);
  await db.$client`
    update school_lessons set origin_text = ${old}, text = ${old} where lesson_id = ${id}`;
  return { school, course, id, change, old };
}

test('what has changed of the original is shown, and taken over into the own text', async () => {
  const of = await adapted((text) => text.replace('summary: ', 'summary: Earlier, '));
  await write(of, of.school.author, '\nOur own end.\n');
  const lesson = await now(of);
  expect(origins.changeOf(lesson)).toMatchObject({ before: of.old, merged: { conflicts: 0 } });
  expect(await lessons.list(db, of.school.author, of.school.id, of.course.id)).toMatchObject([
    { originChanged: true }
  ]);

  const taken = await origins.settle(db, of.change, of.id, lesson.revision, 'take-over');
  expect(taken).toMatchObject({ outcome: 'done', conflicts: 0 });
  const { text } = await now(of);
  expect(text).toBe(`${adaptableText(first)}\nOur own end.\n`);
  expect(origins.changeOf(await now(of))).toBeNull();
  expect((await versionsOf(of)).map(({ reason }) => reason).slice(0, 2)).toEqual([
    'taken-over',
    'saved'
  ]);
});

test('where both have changed a passage an author settles it before students read it', async () => {
  const of = await adapted((text) => text.replace('summary: ', 'summary: Earlier, '));
  const { revision, text } = await now(of);
  const ours = text.replace('summary: Earlier, ', 'summary: Ours, ');
  done(await lessons.save(db, of.change, of.id, { revision, text: ours }));
  const current = (await now(of)).revision;
  expect(await origins.settle(db, of.change, of.id, current, 'take-over')).toMatchObject({
    conflicts: 1
  });
  const marked = await now(of);
  expect(marked.text).toContain('<<<<<<< your text');
  expect(
    await publishing.publish(db, of.change, of.id, { revision: marked.revision })
  ).toMatchObject({
    outcome: 'flawed',
    findings: [{ fix: expect.stringMatching(/conflict/) }, {}]
  });
});

test('the original may be left as it is, and is then told of no more', async () => {
  const of = await adapted((text) => text.replace('summary: ', 'summary: Earlier, '));
  const { revision } = await now(of);
  expect(await origins.settle(db, of.change, of.id, revision - 1, 'leave')).toMatchObject({
    outcome: 'stale'
  });
  done(await origins.settle(db, of.change, of.id, revision, 'leave'));
  expect(await now(of)).toMatchObject({ text: of.old, revision });
  expect(await origins.settle(db, of.change, of.id, revision, 'leave')).toMatchObject({
    outcome: 'missing'
  });
});

test('for a student, and for another school, there is no such lesson', async () => {
  const school = await addAuthors(db);
  const { id } = await publishedLesson(db, school);
  const elsewhere = await addAuthors(db);
  const missing = { outcome: 'missing' };
  for (const change of [
    by(school, school.student),
    by(school, elsewhere.author),
    by(elsewhere, elsewhere.author)
  ]) {
    const { actor, school: at } = change;
    expect(await lessons.find(db, actor, at, id)).toBeNull();
    expect(await lessons.save(db, change, id, { revision: 2, text: 'x' })).toEqual(missing);
    expect(await history.list(db, actor, at, id)).toEqual([]);
    expect(await history.read(db, actor, at, id, 1)).toBeNull();
    expect(await history.keepNow(db, change, id)).toBeNull();
    expect(await history.restore(db, change, id, 1, 2)).toEqual(missing);
    expect(await publishing.submit(db, change, id, 2)).toEqual(missing);
    expect(await publishing.publish(db, change, id, { version: 1 })).toEqual(missing);
    expect(await publishing.withdraw(db, change, id, true)).toEqual(missing);
    expect(await origins.settle(db, change, id, 2, 'leave')).toEqual(missing);
    expect(await comments.list(db, actor, at, id)).toEqual([]);
    const comment = { id: crypto.randomUUID(), version: 1, block: null, body: 'Hm', replyTo: null };
    expect(await comments.add(db, change, id, comment)).toEqual(missing);
    expect(await comments.resolve(db, change, id, crypto.randomUUID(), true)).toBe(false);
  }
  expect(await reading.lesson(db, elsewhere.student, id)).toBeNull();
  expect(await reading.lesson(db, school.student, 'no-such-id')).toBeNull();
});

test('a lesson asks what ships and what is its school’s, and no other', async () => {
  const school = await addAuthors(db);
  const elsewhere = await addAuthors(db);
  const { course, id } = { ...(await publishedLesson(db, school)) };
  const own = await addItem(db, school, id);
  const foreign = await addItem(db, elsewhere, (await publishedLesson(db, elsewhere)).id);
  const ships = catalogue().courses[0]!.modules[0]!.lessons[0]!.checks[0]!;
  const check = (items: string) => texts.read(db, school.id, text(`<Check items="${items}" />`));
  expect(await check(`${ships} ${own}`)).toMatchObject({
    findings: [],
    asked: expect.arrayContaining([
      expect.objectContaining({ item: ships }),
      expect.objectContaining({ item: own })
    ])
  });
  expect(await check(`${ships} ${foreign}`)).toMatchObject({
    findings: [{ line: 10, fix: expect.stringContaining(foreign) }]
  });
  expect(course.slug).toBe('our-course');
});

test('a text is kept as it was typed, with lines that end alike; what cannot be stored is refused', () => {
  expect(v.parse(LessonText, 'a\r\nb\rc\n')).toBe('a\nb\nc\n');
  for (const wrong of ['a\0b', '\ud800', 'x'.repeat(200_001)])
    expect(v.safeParse(LessonText, wrong).success).toBe(false);
});

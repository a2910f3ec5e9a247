/** The text of a lesson as a school's author writes it: frontmatter and prose. */
import * as v from 'valibot';
import { ClientId } from '../client-id';
import { revision, title } from '../course';
import { slug, storable } from '../items/item';
import { headOf } from './matter';

const mostCharacters = 200_000;
/** Of what is sent with a text: escaped, in whatever alphabet. */
export const mostBytes = 2_000_000;
const commentLength = 2000;

/** Lines end as on the server, whatever a form has made of them. */
export const LessonText = v.pipe(
  v.string(),
  v.transform((text) => text.replace(/\r\n?/g, '\n')),
  v.maxLength(mostCharacters, 'Part the lesson in two: 200,000 characters are the most'),
  storable
);

/** A text, and the revision that it was made from. */
export const LessonSave = v.object({
  revision,
  text: LessonText,
  /** Whether to keep it in the history at once, and as what. */
  keep: v.optional(v.picklist(['saved', 'merged'], 'Keep it as "saved" or "merged"'))
});
export type LessonSave = v.InferOutput<typeof LessonSave>;

/** Made by the client: sent again, it is made once. */
const id = ClientId;

/** A lesson to begin: an empty one, or the school's own text of one that ships. */
export const NewLesson = v.union(
  [
    v.object({ id, title, module: slug }),
    v.object({ id, adapt: v.pipe(v.string(), v.minLength(1, 'Name the lesson')) })
  ],
  'Give an "id", and "title" and "module", or in "adapt" the shipped lesson'
);
export type NewLesson = v.InferOutput<typeof NewLesson>;

/** A text to look at, as it is being written. */
export const LessonPreview = v.object({ text: LessonText });

/** Names the text that was read. */
export const AtRevision = v.object({ revision });

/** A version of the history, in the place of the text that was read. */
const version = v.pipe(v.number('Name the version'), v.integer('Name the version'));
export const Restoration = v.object({ version, revision });

/** What students are to read. */
export const Publication = v.union(
  [v.object({ version }), v.object({ revision })],
  'Give the "version" to publish, or the "revision" of the text as it stands'
);

/** What becomes of the changes of a shipped lesson in the text that was made of it. */
export const OriginDecision = v.object({
  revision,
  how: v.picklist(['take-over', 'leave'], 'Say "take-over" or "leave"')
});

const remark = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(commentLength, `Shorten this to ${commentLength} characters at most`),
  storable
);
const uuid = v.pipe(v.string(), v.uuid('Give a UUID'), v.toLowerCase());

export const NewComment = v.object({
  id,
  version,
  /** The place of the passage among those of the prose, from 0 on; null for the lesson as a whole. */
  block: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
  body: v.pipe(remark, v.minLength(1, 'Write what you want to say')),
  /** The comment that it answers. */
  replyTo: v.optional(v.nullable(uuid), null)
});
export type NewComment = v.InferOutput<typeof NewComment>;

export const Settling = v.object({ resolved: v.boolean('Say whether it is settled') });

/** What is said to the author whose lesson is not published yet. */
export const AskForChanges = v.object({ comment: v.optional(remark, '') });

/** What a new lesson begins with: an author fills it in. */
export const beginning = (title: string): string =>
  headOf({
    title,
    summary: '',
    objectives: [{ id: 'first-objective', bloom: 'understand', text: '' }]
  });

/**
 * The text of a shipped lesson as a school takes it over: which lessons come before it is said by
 * the course there.
 */
export const adaptable = (text: string): string =>
  text.replace(/^---\n[\s\S]*?\n---\n/, (matter) =>
    matter.replace(/^prerequisites:.*\n(?:[ \t-].*\n)*/m, '')
  );
